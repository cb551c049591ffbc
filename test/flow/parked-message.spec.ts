import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertingService } from '../../src/cases/alarms/alerting.service.js';
import { GroupingService } from '../../src/incidents/grouping.service.js';
import { Config } from '../../src/platform/config/config.js';
import type { Fact } from '../../src/platform/facts/fact.js';
import type { Turn } from '../../src/platform/database/turn.js';
import { caseOf } from '../support/case.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen; every dose is due at 08:00. */
const dueAt = '2026-03-10T07:00:00.000Z';
const TRIES = 3;
type Listens<F extends Fact> = (turn: Turn, fact: F) => Promise<Fact[]>;

describe('a room on the line that throws', () => {
  let house: House;
  let town: Town;
  let unlucky: Resident;
  let neighbour: Resident;
  let silent: Resident;
  /** Citizens whose facts break the room; it has done its work before it breaks. */
  const brokenFor = new Set<string>();
  let alarmRoomIsDown = false;

  const breaking =
    <F extends Fact>(listens: Listens<F>): Listens<F> =>
    async (turn, fact) => {
      const facts = await listens(turn, fact);
      if (brokenFor.has(fact.citizenId!)) throw new Error('the room is on fire');
      return facts;
    };
  const quarantined = async () => (await town.api.get('/quarantine')).items;

  beforeAll(async () => {
    house = await startHouse({
      environment: { LOG_LEVEL: 'silent' },
      prepare({ app }) {
        // The pauses between tries are real time: three tries take less than a second.
        Object.assign(app.get(Config).care, { attempts: TRIES });
        const alerts = app.get(AlertingService);
        alerts.openForDose = breaking(alerts.openForDose.bind(alerts));
        const grouping = app.get(GroupingService);
        const sort = grouping.sort.bind(grouping);
        grouping.sort = (turn, fact) => {
          if (alarmRoomIsDown) throw new Error('no ladder can be started');
          return sort(turn, fact);
        };
      },
    });
    town = await makeTown(house);
    unlucky = await town.citizen({ slots: [{ time: '08:00', windowMinutes: 15 }] });
    neighbour = await town.citizen({ slots: [{ time: '08:00' }] });
    silent = await town.citizen({ slots: [{ time: '08:00' }] });
    brokenFor.add(unlucky.citizenId);
    await house.clock.forward({ hours: 1, minutes: 10 });
  });
  afterAll(() => house?.stop());

  it('does not hold up a neighbour while the message is tried again', async () => {
    await unlucky.dispenser.say('dose.missed', { data: { dueAt } });
    await neighbour.dispenser.say('dose.missed', { data: { dueAt } });
    await eventually(() => caseOf(town, neighbour).task());
    expect(await caseOf(town, unlucky).alerts()).toEqual([]);
  });

  it('parks the message with its error after the last try, and nothing of it is half done', async () => {
    await house.clock.settle();
    expect(await quarantined()).toMatchObject([
      {
        kind: 'parked',
        state: 'open',
        reason: 'the room is on fire',
        deviceId: unlucky.deviceId,
        telemetry: { type: 'dose.missed' },
      },
    ]);
    const seen = caseOf(town, unlucky);
    expect((await seen.doses())[0]).toMatchObject({ state: 'due', missedAt: null, alarmedAt: null });
    expect(await seen.alerts()).toEqual([]);
    expect(await seen.tasks()).toEqual([]);
    expect(await seen.told()).not.toContain('dose.missed');
    const [{ attempts, stage }] = (await house.query('SELECT * FROM journal_pending')) as [
      { attempts: number; stage: string },
    ];
    expect({ attempts, stage }).toEqual({ attempts: TRIES, stage: 'parked' });
  });

  it('raises an operations alert with a task', async () => {
    const operations = (await town.api.get('/alerts?state=open')).items.filter(
      ({ type }: { type: string }) => type === 'gateway.message_parked',
    );
    expect(operations).toMatchObject([{ priority: 'P2', citizenId: null, occurrences: 1, ladder: { rung: 0 } }]);
    const tasks = (await town.api.get('/tasks?state=open&kind=technical')).items;
    expect(tasks).toMatchObject([{ alertId: operations[0]!.id, citizenId: null }]);
  });

  it('does not keep the watch from anybody else', async () => {
    await house.clock.forward({ minutes: 55 });
    expect(await caseOf(town, unlucky).alerts()).toEqual([]);
    expect(await caseOf(town, silent).alert()).toMatchObject({ type: 'dose.unconfirmed' });
  });

  it('nor, once it is mended, from the dose the parked message was about', async () => {
    brokenFor.clear();
    await house.clock.settle();
    expect(await caseOf(town, unlucky).alert()).toMatchObject({ type: 'dose.unconfirmed', occurrences: 1 });
    brokenFor.add(unlucky.citizenId);
  });

  it('parks it again when it is retried too early', async () => {
    const { id } = (await quarantined())[0]!;
    expect(await town.api.post(`/quarantine/${id}/retry`)).toMatchObject({ state: 'retried' });
    await house.clock.settle();
    expect(await quarantined()).toMatchObject([{ id, kind: 'parked', state: 'open' }]);
  });

  it('lets it have its whole effect once the room is mended and somebody asks for it', async () => {
    brokenFor.clear();
    const { id } = (await quarantined())[0]!;
    await town.api.post(`/quarantine/${id}/retry`);
    expect(await town.api.ask('POST', `/quarantine/${id}/retry`)).toMatchObject({
      status: 409,
      body: { state: 'retried' },
    });
    await house.clock.settle();
    expect(await quarantined()).toEqual([]);
    const seen = caseOf(town, unlucky);
    expect((await seen.doses())[0]).toMatchObject({ state: 'missed' });
    expect(await seen.alerts()).toMatchObject([{ type: 'dose.missed', occurrences: 2 }]);
    expect(await house.query('SELECT 1 FROM journal_pending')).toEqual([]);
  });

  it('parks the message even when the alarm about it cannot be raised either', async () => {
    const { id: operations } = (await town.api.get('/tasks?state=open&kind=technical')).items[0]!;
    await town.api.post(`/tasks/${operations}/resolve`, { outcome: 'device-fixed', cause: 'other' });
    alarmRoomIsDown = true;
    const lost = await town.citizen();
    await lost.dispenser.say('dose.missed', { data: {} });
    await neighbour.dispenser.say('dose.dispensed', { data: { dueAt } });
    await house.clock.settle();
    expect(await quarantined()).toMatchObject([{ kind: 'parked', deviceId: lost.deviceId }]);
    expect(await caseOf(town, neighbour).alert()).toMatchObject({ state: 'auto-resolved' });
    alarmRoomIsDown = false;
    const { id } = (await quarantined())[0]!;
    await town.api.post(`/quarantine/${id}/retry`);
    await house.clock.settle();
    expect(await caseOf(town, lost).task()).toMatchObject({ kind: 'screen-call' });
  });
});
