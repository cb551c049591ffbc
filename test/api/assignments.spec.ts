import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomFor } from '../../src/simulator/random.rules.js';
import { type House, startHouse } from '../support/house.js';
import { pick } from '../support/rubbish.js';
import { seedOf } from '../support/seed.js';
import { makeTown, type Town } from '../support/town.js';

const STEPS = 150;
const HOURS = [-48, -24, -1, 0, 1, 24, 48];

/** From now on nobody has two dispensers at once, and no dispenser serves two. */
const OVERLAPPING = `
  WITH ahead AS (
    SELECT *, tstzrange(greatest("from", $now), "until") AS "held" FROM assignment WHERE "until" IS NULL OR "until" > $now
  )
  SELECT a."deviceId", a."citizenId", a."held", b."deviceId" AS "and", b."citizenId" AS "of", b."held" AS "too"
  FROM ahead a JOIN ahead b ON a."id" < b."id" AND (a."deviceId" = b."deviceId" OR a."citizenId" = b."citizenId") AND a."held" && b."held"`;

describe('whose a dispenser is, given and given anew', () => {
  const seed = seedOf('assignments');
  let house: House;
  let town: Town;
  let citizens: string[];
  let devices: string[];

  beforeAll(async () => {
    house = await startHouse({ environment: { LOG_LEVEL: 'silent' } });
    town = await makeTown(house);
    const residents = await Promise.all([1, 2, 3].map(() => town.citizen({ connect: false })));
    citizens = residents.map(({ citizenId }) => citizenId);
    devices = residents.map(({ deviceId }) => deviceId);
  }, 60_000);
  afterAll(() => house?.stop());

  const overlapping = async () =>
    house.query(OVERLAPPING.replaceAll('$now', `timestamptz '${house.clock.now().toISOString()}'`));
  const give = (citizenId: string, deviceId: string, hours: number) => {
    const from = new Date(house.clock.now().getTime() + hours * 3_600_000).toISOString();
    return town.api.ask('PUT', `/citizens/${citizenId}/dispenser`, { deviceId, from });
  };

  it('is one and one’s alone, whatever was planned, put back or put forward before', async () => {
    const random = randomFor(seed, 'one by one');
    for (let step = 0; step < STEPS; step++) {
      const [citizenId, deviceId, hours] = [pick(random, citizens), pick(random, devices), pick(random, HOURS)];
      expect([step, (await give(citizenId, deviceId, hours)).status]).toEqual([step, 200]);
      expect([step, await overlapping()]).toEqual([step, []]);
      if (random() < 0.1) await house.clock.forward({ hours: 5 });
    }
  });

  it('is so too when several give at once', async () => {
    const random = randomFor(seed, 'at once');
    for (let round = 0; round < STEPS / 6; round++) {
      const given = Array.from({ length: 6 }, () =>
        give(pick(random, citizens), pick(random, devices), pick(random, HOURS)),
      );
      expect([round, (await Promise.all(given)).map(({ status }) => status)]).toEqual([round, Array(6).fill(200)]);
      expect([round, await overlapping()]).toEqual([round, []]);
    }
  });
});
