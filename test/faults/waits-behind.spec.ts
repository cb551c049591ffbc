/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { FailuresService } from '../../src/doses/processing/failures.service.js';
import { JournalService } from '../../src/journal/journal.service.js';
import { ClockService } from '../../src/platform/clock/clock.service.js';
import { Held } from '../../src/platform/database/held.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { caseOf } from '../support/case.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

let house: House;
let town: Town;
let lead: Awaited<ReturnType<Town['nurse']>>;
let holder: pg.Client;
beforeAll(async () => {
  const environment = {
    LOG_LEVEL: 'silent',
    INGEST_DEVICE_EVENTS_PER_SECOND: '1',
    INGEST_DEVICE_BURST: '1',
  };
  house = await startHouse({ environment, sweepEveryMs: 200 });
  town = await makeTown(house);
  lead = await town.nurse('Lead', [town.west.teamId]);
  holder = new pg.Client({ connectionString: house.databaseUrl });
  await holder.connect();
});
afterAll(async () => {
  await holder?.end();
  await house?.stop();
});

const hold = async (some: readonly Resident[]): Promise<void> => {
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM citizen WHERE "id" = ANY ($1::uuid[]) FOR UPDATE', [
    some.map(({ citizenId }) => citizenId),
  ]);
};
const letGo = () => holder.query('ROLLBACK');
const waitingOf = ({ citizenId }: Resident) =>
  house.query<any>('SELECT * FROM journal_pending WHERE "subject" = $1 ORDER BY "number"', [citizenId]);
const isDelayed = async (one: Resident) => (await waitingOf(one)).some(({ delays }) => delays > 0);
const aMinutePasses = () => house.app.get(ClockService).moveTo(new Date(house.clock.now().getTime() + 61_000));
/** Dispensers that have used up what they may say at once. */
const talkative = async (count: number): Promise<Resident[]> => {
  const some = await Promise.all(Array.from({ length: count }, () => town.citizen()));
  for (const one of some) await one.dispenser.say('device.closed', { data: {} });
  await house.clock.settle();
  return some;
};
const callsFor = async (one: Resident) =>
  (await caseOf(town, one).alerts()).filter(({ type }: any) => type === 'user.help_requested');
/** In the instant in which the row is free a person has dealt with what was told, which lies about the line. */
const letGoWhenDealtWith = async (alertId: string, line: number): Promise<void> => {
  await holder.query(
    `UPDATE alert SET "state" = 'resolved', "resolvedAt" = now(),
       "detail" = "detail" || jsonb_build_object('upToLine', $2::bigint + 1) WHERE "id" = $1`,
    [alertId, line],
  );
  await holder.query('COMMIT');
};
const OTHERS_WAIT = 1_400;
const entryOf = async ({ number }: { number: number }) =>
  (await house.query<any>('SELECT * FROM quarantine WHERE "number" = $1', [number]))[0];
const judgeParked = () =>
  house.app.get(FactBus).transact(async (turn) => ({
    facts: [],
    result: await house.app.get(JournalService).judgeParked(turn, 10),
  }));

it('nobody waits behind those whose rows somebody holds; each of these is delayed and told', async () => {
  const [free, ...held] = (await talkative(6)) as [Resident, ...Resident[]];
  await hold(held);
  for (const one of held) await one.dispenser.say('user.help_requested', { data: {} });
  for (const one of held) await eventually(async () => (await waitingOf(one)).length > 0);
  expect((await waitingOf(held[0]!))[0]).toMatchObject({ stage: 'behind' });
  await free.dispenser.say('user.help_requested', { data: {} });
  await eventually(() => caseOf(town, free).task());
  for (const one of held) await eventually(() => isDelayed(one));
  await aMinutePasses();
  for (const one of held) expect(await eventually(() => caseOf(town, one).task())).toMatchObject({ kind: 'review' });
  await letGo();
  for (const one of held)
    await eventually(async () => (await callsFor(one)).length === 1 && (await waitingOf(one)).length === 0, 30_000);
});

it('what the version before parked goes again also when it was parked and judged before, and has its effect once', async () => {
  const [one] = (await talkative(1)) as [Resident];
  await hold([one]);
  await one.dispenser.say('user.help_requested', { data: {} });
  await eventually(() => isDelayed(one));
  const [line] = await waitingOf(one);
  await house.query(
    `INSERT INTO quarantine ("id", "number", "time", "deviceId", "kind", "reason", "receivedAt", "quarantinedAt", "state", "cause")
     VALUES (gen_random_uuid(), $1, $2, $3, 'parked', 'canceling statement due to lock timeout', $2, $2, 'retried', 'infrastructure')`,
    [line.number, line.time, one.deviceId],
  );
  await house.query(`UPDATE journal_pending SET "stage" = 'parked' WHERE "number" = $1`, [line.number]);
  // It knows nothing of the cause.
  await house.query(`UPDATE quarantine SET "state" = 'open' WHERE "number" = $1`, [line.number]);
  await letGo();
  await judgeParked();
  const [alert] = await eventually(async () => {
    const calls = await callsFor(one);
    return calls.length > 0 ? calls : null;
  });
  expect(await entryOf(line)).toMatchObject({ state: 'retried', closedBy: 'gateway' });

  const standsOpen = `UPDATE quarantine SET "kind" = 'waiting', "state" = 'open', "closedBy" = NULL WHERE "number" = $1`;
  const { id } = await eventually(() => caseOf(town, one).task());
  await lead.post(`/tasks/${id}/claim`);
  await lead.post(`/tasks/${id}/resolve`, { outcome: 'false-alarm', cause: 'other' });
  await house.query(standsOpen, [line.number]);
  await town.api.post(`/quarantine/${(await entryOf(line)).id}/retry`);
  expect(await house.query('SELECT 1 FROM journal_batch WHERE $1 = ANY ("numbers")', [line.number])).toEqual([]);
  await house.clock.settle();
  expect(await callsFor(one)).toMatchObject([{ id: alert!.id, state: 'resolved', occurrences: 1 }]);
  expect((await entryOf(line)).closedBy).not.toBe('gateway');

  await house.query(standsOpen, [line.number]);
  await judgeParked();
  expect(await entryOf(line)).toMatchObject({ state: 'retried', closedBy: 'gateway' });

  await house.query('DELETE FROM quarantine WHERE "number" = $1', [line.number]);
  const failures = house.app.get(FailuresService);
  failures.noteSuccess();
  await failures.noteHeld(
    [{ ...line, receivedAt: line.time, deviceId: one.deviceId, delays: 9, apart: false }],
    new Held(),
  );
  expect(await entryOf(line)).toBeUndefined();
});

it('however much else waits, an alarm among it is told', async () => {
  const [other, held] = (await talkative(2)) as [Resident, Resident];
  await house.query(
    `WITH said AS (
       INSERT INTO journal ("deviceNumber", "eventId", "time", "receivedAt", "effectiveAt", "clock", "type", "payloadLength", "payload")
       SELECT d."number", 'told-' || n, $2::timestamptz, $2, $2, 'trusted', 'device.closed', 2, '{}'::bytea
       FROM device d, generate_series(1, ${OTHERS_WAIT}) n WHERE d."deviceId" = $1
       RETURNING "number", "time", "deviceNumber")
     INSERT INTO journal_pending ("number", "time", "deviceNumber", "stage", "subject", "turn", "lookAt", "delays", "trouble")
     SELECT "number", "time", "deviceNumber", 'care', $3, 0, now() + interval '1 hour', 1, '53100' FROM said`,
    [other.deviceId, house.clock.now(), other.citizenId],
  );
  await house.query('ANALYZE journal, journal_pending');
  await hold([held]);
  await held.dispenser.say('user.help_requested', { data: {} });
  await eventually(() => isDelayed(held));
  await aMinutePasses();
  const [{ number }] = await waitingOf(held);
  const standIn = await eventually(() => caseOf(town, held).task());
  expect((await town.api.get(`/alerts/${standIn.alertId}`)).detail).toMatchObject({
    lines: [number],
    fromLine: number,
  });

  // Of this one nobody was told yet: that the first was dealt with says nothing of it.
  await held.dispenser.say('user.help_requested', { data: {} });
  const [, later] = await eventually(async () => {
    const waiting = await waitingOf(held);
    return waiting.length === 2 && waiting.every(({ delays }) => delays > 0) ? waiting : null;
  });
  await letGoWhenDealtWith(standIn.alertId, later.number);
  await eventually(async () => (await waitingOf(held)).length === 0, 30_000);
  expect((await callsFor(held)).filter(({ state }: any) => state === 'open')).toHaveLength(1);
  await house.query('DELETE FROM journal_pending WHERE "subject" = $1', [other.citizenId]);
});
