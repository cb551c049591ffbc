import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandTransport, CommandSender } from '../../src/ingest/command-sender.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';
import { tripEverySecond } from '../support/trip.js';

/** More than are taken at once. */
const MANY = 250;

describe('a dispenser to which the broker carries nothing', () => {
  let house: House;
  let town: Town;
  let refused: Resident;
  let other: Resident;
  let isLet = false;
  let came: (deviceId: string) => void = () => undefined;
  const carried: string[] = [];
  let refusals = 0;

  /** A broker that lets nobody publish to one of the dispensers. */
  const transport: CommandTransport = {
    isOpen: true,
    hearing: () => ({ connection: null }),
    publish: (deviceId) => {
      if (deviceId === refused.deviceId && !isLet) return Promise.reject(new Error(`not authorised ${++refusals}`));
      carried.push(deviceId);
      return Promise.resolve();
    },
    letGo: () => undefined,
    onListening: (listener) => (came = listener),
  };
  const queued = (resident: Resident) =>
    house.query(`SELECT 1 FROM command WHERE "deviceId" = $1 AND "state" = 'queued'`, [resident.deviceId]);

  beforeAll(async () => {
    house = await startHouse({ environment: { LOG_LEVEL: 'silent' }, sweepEveryMs: 100 });
    town = await makeTown(house);
    refused = await town.citizen({ connect: false });
    other = await town.citizen({ connect: false });
    await house.app.get(CommandSender).start(transport, false);
  });
  afterAll(() => house?.stop());

  it('holds up no other, however many commands wait for it', async () => {
    const now = house.clock.now();
    await house.query(
      `INSERT INTO command ("id", "deviceId", "citizenId", "type", "time", "expiresAt", "data", "state")
       SELECT gen_random_uuid(), $1, $3, 'dose.remind', $2::timestamptz - interval '1 hour', $2::timestamptz + interval '1 hour', '{}', 'queued'
       FROM generate_series(1, ${MANY})`,
      [refused.deviceId, now, refused.citizenId],
    );
    await eventually(() => refusals > 0);
    await town.api.post(`/dispensers/${other.deviceId}/commands`, { type: 'dose.remind', ttlSeconds: 3600 });
    await eventually(async () => carried.includes(other.deviceId) && (await queued(other)).length === 0);
    expect((await queued(refused)).length).toBeGreaterThanOrEqual(MANY);
    expect(refusals).toBeLessThan(MANY);
  });

  it('hears all of them as soon as it comes back and is let', async () => {
    isLet = true;
    came(refused.deviceId);
    await eventually(async () => (await queued(refused)).length === 0, 60_000);
    expect(carried.filter((deviceId) => deviceId === refused.deviceId).length).toBeGreaterThanOrEqual(MANY);
  });

  it('hears each once, however often what is written about it has to be written again', async () => {
    carried.length = 0;
    const letGo = await tripEverySecond(house, 'command');
    await town.api.post(`/dispensers/${other.deviceId}/commands`, { type: 'dose.remind', ttlSeconds: 3600 });
    await eventually(async () => carried.includes(other.deviceId) && (await queued(other)).length === 0, 60_000);
    expect(await letGo()).toBeGreaterThanOrEqual(4);
    expect(carried).toEqual([other.deviceId]);
  });

  it('is not carried by two at once; whoever died while carrying it leaves it to others a little later', async () => {
    isLet = false;
    const { id } = await town.api.post(`/dispensers/${refused.deviceId}/commands`, {
      type: 'dose.remind',
      ttlSeconds: 3600,
    });
    await house.query(`UPDATE command SET "carriedUntil" = $2 WHERE "id" = $1`, [
      id,
      new Date(house.clock.now().getTime() + 60_000),
    ]);
    carried.length = 0;
    isLet = true;
    await house.app.get(CommandSender).deliver();
    expect(carried).toEqual([]);
    await house.clock.forward({ minutes: 2 });
    await eventually(async () => (await queued(refused)).length === 0, 60_000);
    expect(carried).toContain(refused.deviceId);
  });
});
