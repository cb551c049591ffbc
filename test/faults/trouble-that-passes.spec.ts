/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { JournalService } from '../../src/journal/journal.service.js';
import { ClockService } from '../../src/platform/clock/clock.service.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { caseOf } from '../support/case.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const fault = aFault({
  name: 'Rows and tables that somebody holds',
  done: 'A citizen, a dose, the tables of alerts, tasks and doses were locked; statements were cancelled, refused for a full disk or by a trigger, for one citizen for ever.',
  must: 'Nothing of it is parked, neighbours go on meanwhile, whoever called for help is seen to although her row is held, and all has its effect once.',
});
const LONG_MS = 60_000;
const NEIGHBOURS = 12;
/** The house stands at 07:00 in Copenhagen; every dose is due at 08:00. */
const dueAt = '2026-03-10T07:00:00.000Z';

describe('what keeps a message from having its effect, and passes', () => {
  let database: TestDatabase;
  let house: House;
  let other: House;
  let town: Town;
  let lead: Awaited<ReturnType<Town['nurse']>>;
  let holder: pg.Client;

  const hold = async (sql: string, parameters: unknown[] = []): Promise<void> => {
    await holder.query('BEGIN');
    await holder.query(sql, parameters);
  };
  const letGo = () => holder.query('ROLLBACK');
  /** Whoever adds or changes such a row is refused with the code. */
  const refuse = (table: string, when: string, code: string) =>
    house.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '${code}'; END $$;
       CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION refuse()`,
    );
  const allow = () => house.query('DROP FUNCTION refuse CASCADE');
  /** A minute passes for both nodes, and nobody waits until all has had its effect. */
  const aMinutePasses = async (): Promise<void> => {
    await house.app.get(ClockService).moveTo(new Date(house.clock.now().getTime() + LONG_MS + 1_000));
    // A look under way may have read the clock before it was moved.
    for (let looks = 0; looks < 2; looks++) await other.app.get(ClockService).refresh();
  };
  const delayed = () => house.query<any>(`SELECT "delays", "trouble", "apart" FROM journal_pending WHERE "delays" > 0`);
  const nothingWaits = () =>
    eventually(async () => (await house.query('SELECT 1 FROM journal_waiting')).length === 0, 45_000);
  const ofType = async (type: string, state = 'open'): Promise<any[]> =>
    (await town.api.get(`/alerts?state=${state}&limit=500`)).items.filter((alert: any) => alert.type === type);
  const parked = async (): Promise<any[]> => (await town.api.get('/quarantine?kind=parked')).items;
  const someOf = (look: () => Promise<any[]>): Promise<any[]> =>
    eventually(async () => {
      const found = await look();
      return found.length > 0 ? found : null;
    }, 30_000);
  const doseOf = async (resident: Resident) => (await caseOf(town, resident).doses())[0];
  const newcomers = (count: number): Promise<Resident[]> =>
    Promise.all(Array.from({ length: count }, () => town.citizen({ slots: [{ time: '08:00' }] })));

  beforeAll(async () => {
    database = await makeDatabase('trouble');
    const environment = { LOG_LEVEL: 'silent' };
    house = await startHouse({ database, environment, sweepEveryMs: 200 });
    other = await startHouse({ database, environment, sweepEveryMs: 200 });
    town = await makeTown(house);
    lead = await town.nurse('Lead', [town.west.teamId]);
    holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
  });
  afterAll(async () => {
    await holder?.end();
    await other?.stop();
    await house?.stop();
    await database?.drop();
  });

  describe('a citizen’s row that somebody holds', () => {
    let held: Resident;
    let standIn: any;

    it('keeps nobody else waiting, and parks nothing', async () => {
      const [one, ...neighbours] = await newcomers(1 + NEIGHBOURS);
      held = one!;
      await hold('SELECT 1 FROM citizen WHERE "id" = $1 FOR UPDATE', [held.citizenId]);
      await held.dispenser.say('user.help_requested', { data: {} });
      for (const neighbour of neighbours) await neighbour.dispenser.say('user.help_requested', { data: {} });
      for (const neighbour of neighbours) await eventually(() => caseOf(town, neighbour).task());
      await eventually(async () => (await delayed()).length > 0);
      expect(await delayed()).toMatchObject([{ trouble: '55P03' }]);
      expect(await caseOf(town, held).tasks()).toEqual([]);
      expect(await parked()).toEqual([]);
    });

    it('is told once to operations when it has lasted a minute, and the shift lead is asked about the citizen', async () => {
      await aMinutePasses();
      standIn = await eventually(() => caseOf(town, held).task());
      expect(standIn).toMatchObject({ kind: 'review', priority: 'P2', audience: 'district', state: 'open' });
      const [waiting] = await someOf(() => ofType('gateway.message_waiting'));
      expect(waiting).toMatchObject({ priority: 'P2', occurrences: 1 });
      expect(waiting.detail).toMatchObject({ count: 1, deviceId: held.deviceId, reason: '55P03' });
      await eventually(async () => {
        const { checks } = (await (await fetch(`${house.httpUrl}/readyz`)).json()) as any;
        return checks.some(({ name, ok, detail }: any) => name === 'waiting' && !ok && detail.includes('55P03'));
      });
      expect((await ofType('gateway.message_parked')).length).toBe(0);
    });

    it('lets the lead take the work although the row is still held', async () => {
      expect(await lead.post(`/tasks/${standIn.id}/claim`)).toMatchObject({ state: 'claimed' });
    });

    it('has its effect once when the row is free, and who has the work keeps it', async () => {
      await letGo();
      await nothingWaits();
      const seen = caseOf(town, held);
      const task = await seen.task();
      expect(task).toMatchObject({ id: standIn.id, state: 'claimed' });
      const alerts = await seen.alerts();
      expect(alerts.map(({ type, state }: any) => [type, state]).sort()).toEqual([
        ['service.alarm_waiting', 'auto-resolved'],
        ['user.help_requested', 'claimed'],
      ]);
      expect(task.alertId).toBe(alerts.find(({ type }: any) => type === 'user.help_requested')!.id);
      expect((await seen.tasks()).length).toBe(1);
      await eventually(async () => (await ofType('gateway.message_waiting')).length === 0);
    });

    it('ends what the lead was asked and nobody took, and asks once about what was dealt with meanwhile', async () => {
      const [untaken, dealtWith] = (await newcomers(2)) as [Resident, Resident];
      await hold('SELECT 1 FROM citizen WHERE "id" = ANY ($1::uuid[]) FOR UPDATE', [
        [untaken.citizenId, dealtWith.citizenId],
      ]);
      for (const one of [untaken, dealtWith]) await one.dispenser.say('user.help_requested', { data: {} });
      await eventually(async () => (await delayed()).length === 2);
      await aMinutePasses();
      await eventually(() => caseOf(town, untaken).task());
      const { id } = await eventually(() => caseOf(town, dealtWith).task());
      await lead.post(`/tasks/${id}/claim`);
      await lead.post(`/tasks/${id}/resolve`, { outcome: 'false-alarm', cause: 'other' });
      await letGo();
      await nothingWaits();
      const states = async (one: Resident) =>
        Object.fromEntries((await caseOf(town, one).alerts()).map(({ type, state }: any) => [type, state]));
      expect(await states(untaken)).toEqual({
        'service.alarm_waiting': 'auto-resolved',
        'user.help_requested': 'open',
      });
      expect((await caseOf(town, untaken).tasks()).filter(({ state }: any) => state === 'open')).toHaveLength(1);
      expect(await states(dealtWith)).toEqual({
        'service.alarm_waiting': 'resolved',
        'user.help_requested': 'auto-resolved',
      });
      expect(await caseOf(town, dealtWith).task()).toBeUndefined();
    });
  });

  it('a dose that somebody holds keeps no other dose of its lane from being settled', async () => {
    const some = await newcomers(6);
    const [held, ...others] = some as [Resident, ...Resident[]];
    await hold('SELECT 1 FROM dose WHERE "citizenId" = $1 FOR UPDATE', [held.citizenId]);
    for (const one of some) await one.dispenser.say('dose.dispensed', { data: { dueAt } });
    for (const one of others) await eventually(async () => (await doseOf(one))!.state === 'dispensed', 30_000);
    expect((await doseOf(held))!.state).not.toBe('dispensed');
    await letGo();
    await nothingWaits();
    expect((await doseOf(held))!.state).toBe('dispensed');
    expect(await parked()).toEqual([]);
  });

  it.each(['alert', 'task', 'dose'])(
    'a lock on the whole table %s parks nothing, and all has its effect once',
    async (table) => {
      const [caller, taker] = (await newcomers(2)) as [Resident, Resident];
      await hold(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      await caller.dispenser.say('user.help_requested', { data: {} });
      await taker.dispenser.say('dose.missed', { data: { dueAt } });
      await eventually(async () => (await delayed()).length > 0);
      await letGo();
      await nothingWaits();
      for (const one of [caller, taker])
        expect((await caseOf(town, one).tasks()).filter(({ state }: any) => state === 'open')).toHaveLength(1);
      expect(await parked()).toEqual([]);
    },
  );

  it.each(['57014', '53100'])('%s while doses are settled parks nothing', async (code) => {
    const [one] = (await newcomers(1)) as [Resident];
    await refuse('dose', `NEW."citizenId" = '${one.citizenId}'`, code);
    await one.dispenser.say('dose.dispensed', { data: { dueAt } });
    await eventually(async () => (await delayed()).some(({ trouble }) => trouble === code));
    await allow();
    await nothingWaits();
    expect((await doseOf(one))!.state).toBe('dispensed');
    expect(await parked()).toEqual([]);
  });

  it('what can never be written about a citizen is asked about by the dispenser, and tried for ever', async () => {
    const [one] = (await newcomers(1)) as [Resident];
    await refuse('alert', `NEW."citizenId" = '${one.citizenId}'`, '55P03');
    await one.dispenser.say('user.help_requested', { data: {} });
    await eventually(async () => (await delayed()).length > 0);
    await aMinutePasses();
    const [standIn] = await someOf(() => ofType('service.alarm_waiting'));
    expect(standIn).toMatchObject({ citizenId: null, deviceId: one.deviceId, detail: { citizenId: one.citizenId } });
    await allow();
    await nothingWaits();
    expect(await caseOf(town, one).alerts()).toMatchObject([{ type: 'user.help_requested', state: 'open' }]);
    expect(await ofType('service.alarm_waiting')).toEqual([]);
  });

  describe('what is about the message', () => {
    it('is parked as that, while its neighbour goes on', async () => {
      const [odd, neighbour] = (await newcomers(2)) as [Resident, Resident];
      await refuse('alert', `NEW."citizenId" = '${odd.citizenId}'`, 'P0001');
      await odd.dispenser.say('user.help_requested', { data: {} });
      await neighbour.dispenser.say('user.help_requested', { data: {} });
      await eventually(() => caseOf(town, neighbour).task());
      const [held] = await someOf(() => parked());
      expect(held).toMatchObject({ deviceId: odd.deviceId, cause: 'message', reason: 'refused' });
      expect(await ofType('gateway.message_parked')).toHaveLength(1);
      await allow();
      await town.api.post(`/quarantine/${held.id}/retry`);
      await nothingWaits();
      expect(await caseOf(town, odd).task()).toMatchObject({ state: 'open' });
      await eventually(async () => (await ofType('gateway.message_parked')).length === 0);
    });

    it('goes again by itself where a version before parked it for another reason', async () => {
      const [one, two] = (await newcomers(2)) as [Resident, Resident];
      await refuse('alert', `NEW."citizenId" IN ('${one.citizenId}', '${two.citizenId}')`, 'P0001');
      for (const each of [one, two]) await each.dispenser.say('user.help_requested', { data: {} });
      await eventually(async () => (await parked()).length === 2, 30_000);
      await allow();
      await house.query(
        `UPDATE quarantine SET "cause" = NULL,
           "reason" = CASE WHEN "deviceId" = $1 THEN 'canceling statement due to lock timeout' ELSE "reason" END
         WHERE "kind" = 'parked' AND "state" = 'open'`,
        [one.deviceId],
      );
      await house.app.get(FactBus).transact(async (turn) => ({
        facts: [],
        result: await house.app.get(JournalService).judgeParked(turn, 10),
      }));
      await eventually(() => caseOf(town, one).task());
      expect(await parked()).toMatchObject([{ deviceId: two.deviceId, cause: 'message' }]);
      const [{ id }] = await parked();
      await town.api.post(`/quarantine/${id}/dismiss`);
    });
  });

  it('has cost nothing, when all is over', async () => {
    const [found] = await house.query<any>(
      `SELECT (SELECT count(*)::int FROM journal) AS "heard", (SELECT count(*)::int FROM journal_pending) AS "left",
              (SELECT count(*)::int FROM quarantine WHERE "kind" = 'waiting' AND "state" = 'open') AS "apart",
              (SELECT count(*)::int FROM (SELECT FROM alert WHERE "type" IN ('user.help_requested', 'dose.missed')
                 GROUP BY "citizenId" HAVING count(*) > 1) twice) AS "twice"`,
    );
    const { heard, ...wrong } = found;
    expect(wrong).toEqual({ left: 0, apart: 0, twice: 0 });
    fault.record(null, { 'messages, each with its effect once': heard });
  });
});
