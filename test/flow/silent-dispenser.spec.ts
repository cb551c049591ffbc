import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen (06:00 UTC); every dose is due at 08:00. */
const dueAt = '2026-03-10T07:00:00.000Z';

describe('a dispenser that says nothing', () => {
  let house: House;
  let town: Town;
  let standard: Case;
  let short: Resident;
  let shortCase: Case;
  let urgent: Case;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    const silent = await town.citizen({ slots: [{ time: '08:00' }] });
    short = await town.citizen({ slots: [{ time: '08:00', windowMinutes: 15 }] });
    const critical = await town.citizen({ slots: [{ time: '08:00', criticality: 'time-critical' }] });
    [standard, shortCase, urgent] = [silent, short, critical].map((resident) => caseOf(town, resident)) as [
      Case,
      Case,
      Case,
    ];
    await silent.dispenser.leave();
    await critical.dispenser.leave();
  });
  afterAll(() => house?.stop());

  it('is let be while the window and the grace after it last', async () => {
    await house.clock.forward({ hours: 1, minutes: 19 });
    expect((await standard.doses())[0]).toMatchObject({ dueAt, state: 'due' });
    expect((await shortCase.doses())[0]).toMatchObject({ dueAt, state: 'due' });
    expect(await shortCase.alerts()).toEqual([]);
  });

  it('leaves a dose unconfirmed at its deadline; the ladder still starts where its table says', async () => {
    await house.clock.forward({ minutes: 1 });
    expect((await shortCase.doses())[0]).toMatchObject({ dueAt, state: 'unconfirmed' });
    expect(await shortCase.alert()).toMatchObject({
      type: 'dose.unconfirmed',
      state: 'open',
      priority: 'P2',
      openedAt: '2026-03-10T07:20:00.000Z',
      dose: { dueAt, windowClosesAt: '2026-03-10T07:15:00.000Z', criticality: 'standard' },
      ladder: { name: 'standard-dose', rung: null, nextRungAt: '2026-03-10T08:00:00.000Z' },
    });
    expect(await shortCase.task()).toBeUndefined();
    expect(await standard.alerts()).toEqual([]);
  });

  it('need not wait for the table once the dispenser reports the miss itself', async () => {
    await short.dispenser.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
    expect((await shortCase.doses())[0]).toMatchObject({ state: 'missed' });
    expect(await shortCase.alerts()).toMatchObject([{ type: 'dose.missed', occurrences: 2 }]);
    expect(await shortCase.task()).toMatchObject({
      kind: 'screen-call',
      rung: 0,
      createdAt: '2026-03-10T07:20:00.000Z',
    });
    expect(await shortCase.told()).toEqual(
      expect.arrayContaining(['dose.unconfirmed', 'alert.opened', 'dose.missed', 'alert.repeated', 'task.created']),
    );
    await short.dispenser.leave();
  });

  it('is called about by P1 thirty-five minutes after a time-critical dose, half an hour before any other', async () => {
    await house.clock.forward({ minutes: 14, seconds: 59 });
    expect(await urgent.alerts()).toEqual([]);
    await house.clock.forward({ seconds: 1 });
    expect(await urgent.alert()).toMatchObject({ type: 'dose.unconfirmed', priority: 'P1', ladder: { rung: 0 } });
    expect(await urgent.task()).toMatchObject({ kind: 'screen-call', priority: 'P1', teamId: town.eTeamId });
    expect(await standard.alerts()).toEqual([]);
  });

  it('opens an alert over the silence that says when it was heard of last', async () => {
    await house.clock.forward({ minutes: 29, seconds: 59 });
    expect(await standard.alerts()).toEqual([]);
    await house.clock.forward({ seconds: 1 });
    expect(await standard.alert()).toMatchObject({
      type: 'dose.unconfirmed',
      priority: 'P2',
      openedAt: '2026-03-10T08:05:00.000Z',
      detail: { lastSeenAt: '2026-03-10T06:00:00.000Z', slot: '08:00' },
    });
    expect(await standard.task()).toMatchObject({ kind: 'screen-call', teamId: town.eTeamId, rung: 0 });
  });

  it('is alarmed over once, however long it stays silent', async () => {
    await house.clock.forward({ minutes: 10 });
    expect(await standard.alerts()).toHaveLength(1);
    expect(await standard.tasks()).toHaveLength(1);
    expect((await standard.told()).filter((type) => type === 'dose.unconfirmed')).toHaveLength(1);
  });

  it('whose alarm cannot be raised keeps nobody from being asked about whose dose was due at the same minute', async () => {
    const neighbours = await Promise.all(
      [1, 2].map(() => town.citizen({ slots: [{ time: '10:00', windowMinutes: 15 }] })),
    );
    const [failed, other] = neighbours.map((resident) => caseOf(town, resident)) as [Case, Case];
    await Promise.all(neighbours.map(({ dispenser }) => dispenser.leave()));
    await house.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON alert FOR EACH ROW
        WHEN (NEW."citizenId" = '${neighbours[0]!.citizenId}') EXECUTE FUNCTION refuse()`);
    await house.clock.forward({ hours: 1, minutes: 30 });
    expect(await other.alerts()).toMatchObject([{ type: 'dose.unconfirmed' }]);
    expect(await failed.alerts()).toEqual([]);
    await house.query('DROP TRIGGER refuse ON alert');
    await house.clock.forward({ minutes: 1 });
    expect(await failed.alerts()).toMatchObject([{ type: 'dose.unconfirmed' }]);
  });
});
