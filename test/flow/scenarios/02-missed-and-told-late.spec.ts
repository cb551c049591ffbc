import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseOf, written } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** Doses at 08:00 and 08:30 in Copenhagen: the first window is clipped at 08:29. It is 08:32 when the stories begin. */
const first = '2026-03-10T07:00:00.000Z';
const second = '2026-03-10T07:30:00.000Z';
const missedAt = '2026-03-10T07:14:00.000Z';

describe('scenario 02: a miss that is told late', () => {
  let house: House;
  let town: Town;
  let [plain, critical, silent, later]: Resident[] = [];

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    const at = (criticality: string) => [{ time: '08:00', criticality }, { time: '08:30' }];
    [plain, critical, silent, later] = [
      await town.citizen({ slots: at('standard') }),
      await town.citizen({ slots: at('time-critical') }),
      await town.citizen({ slots: at('standard') }),
      await town.citizen({ slots: at('standard') }),
    ];
    await house.clock.forward({ hours: 1, minutes: 32 });
  });
  afterAll(() => house?.stop());

  const tell = async ({ dispenser }: Resident): Promise<void> => {
    await dispenser.say('dose.dispensed', { data: { dueAt: second } });
    await house.clock.settle();
    await dispenser.say('dose.missed', { data: { dueAt: first }, time: missedAt, historical: true });
    await house.clock.settle();
  };

  it('and is past relevance, because a later dose was dispensed, asks only for a review', async () => {
    await tell(plain!);
    const seen = caseOf(town, plain!);
    const alert = await seen.alert();
    expect(alert).toMatchObject({ type: 'dose.missed_late', priority: 'P4', ladder: { name: 'planned-work' } });
    expect(await seen.tasks()).toMatchObject([{ kind: 'review', priority: 'P4', state: 'open' }]);
    expect((await seen.doses())[0]).toMatchObject({ state: 'missed', missedAt });
    expect(written(alert)).toContain('‘08:00 dose not taken from the dispenser’ at 08:14, reported 08:32: 18 min old');
    expect(await seen.told()).not.toContain('dose.missed');
  });

  it('and only an earlier dose was dispensed, asks for somebody now', async () => {
    const { dispenser } = later!;
    await dispenser.say('dose.dispensed', { data: { dueAt: first } });
    await house.clock.settle();
    await dispenser.say('dose.missed', { data: { dueAt: second }, time: '2026-03-10T07:31:00.000Z', historical: true });
    await house.clock.settle();
    expect(await caseOf(town, later!).alert()).toMatchObject({ type: 'dose.missed', priority: 'P2' });
  });

  it('and is time-critical opens all the same, labelled with its age', async () => {
    await tell(critical!);
    const seen = caseOf(town, critical!);
    expect(await seen.alert()).toMatchObject({ type: 'dose.missed', priority: 'P1', detail: { ageMinutes: 18 } });
    expect(await seen.task()).toMatchObject({ kind: 'screen-call', priority: 'P1' });
  });

  it('merges into the alert that silence opened: scenario 34 names the exact slot', async () => {
    await house.clock.forward({ minutes: 3 });
    const seen = caseOf(town, silent!);
    expect(await seen.alerts()).toMatchObject([
      { type: 'dose.unconfirmed', detail: { slot: '08:00' }, dose: { windowClosesAt: '2026-03-10T07:29:00.000Z' } },
    ]);
    await tell(silent!);
    expect(await seen.alerts()).toMatchObject([
      { type: 'dose.missed', occurrences: 2, detail: { slot: '08:00', ageMinutes: 21 } },
    ]);
    expect((await seen.doses())[0]).toMatchObject({ state: 'missed', missedAt, unconfirmedAt: expect.any(String) });
  });

  it('scenario 07: after the dose was dispensed it does nothing', async () => {
    const seen = caseOf(town, plain!);
    await plain!.dispenser.say('dose.missed', { data: { dueAt: second }, time: '2026-03-10T07:34:00Z' });
    await house.clock.settle();
    expect(await seen.alerts()).toHaveLength(1);
    expect((await seen.doses())[1]).toMatchObject({ state: 'dispensed' });
  });
});
