/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { ClockService } from '../../src/platform/clock/clock.service.js';
import { caseOf } from '../support/case.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

let house: House;
let town: Town;
let holder: pg.Client;
beforeAll(async () => {
  const environment = {
    LOG_LEVEL: 'silent',
    INGEST_DEVICE_EVENTS_PER_SECOND: '1',
    INGEST_DEVICE_BURST: '1',
  };
  house = await startHouse({ environment, sweepEveryMs: 200 });
  town = await makeTown(house);
  await town.nurse('Lead', [town.west.teamId]);
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
