/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomFor } from '../../src/simulator/random.rules.js';
import type { Api } from '../support/api.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';
import { partnerOf } from '../support/partner.js';
import { pick } from '../support/rubbish.js';
import { seedOf } from '../support/seed.js';
import { makeTown, type Town } from '../support/town.js';

const STEPS = 20;
/** Chance may have what was said be nobody's for long. */
const MOST_STEPS = 60;
const HOURS = [-48, -24, -1, 0, 0, 1, 24, 48];

/** From now on nobody has two dispensers at once, and no dispenser serves two. */
const OVERLAPPING = `
  WITH ahead AS (
    SELECT *, tstzrange(greatest("from", $now), "until") AS "held" FROM assignment WHERE "until" IS NULL OR "until" > $now
  )
  SELECT a."deviceId", a."citizenId", a."held", b."deviceId" AS "and", b."citizenId" AS "of", b."held" AS "too"
  FROM ahead a JOIN ahead b ON a."id" < b."id" AND (a."deviceId" = b."deviceId" OR a."citizenId" = b."citizenId") AND a."held" && b."held"`;

/** Whether the dispenser was another's since then. */
const WAS_ANOTHERS = `
  SELECT 1 FROM assignment WHERE "deviceId" = $1 AND "citizenId" <> $2 AND $3::timestamptz < $4
    AND "from" < $4 AND ("until" IS NULL OR "until" > $3)`;

/** What was said by or to a dispenser, and whom it served then. */
interface Said {
  readonly id: string;
  readonly deviceId: string;
  readonly at: Date;
  citizenId: string | null;
}

describe('whose a dispenser is, given, taken and given anew', () => {
  const seed = seedOf('assignments');
  let house: House;
  let town: Town;
  const citizens: string[] = [];
  const devices: string[] = [];
  const districtOf = new Map<string, string>();
  const dispensers: Dispenser[] = [];
  let sides: { districtId: string; partner: Api }[];
  const lines: Said[] = [];
  const commands: Said[] = [];

  /** One that listens is asked at every step of the clock. */
  const connect = (deviceId: string, secret: string) =>
    Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now(), { listens: false });

  beforeAll(async () => {
    house = await startHouse({ environment: { LOG_LEVEL: 'silent' } });
    town = await makeTown(house);
    const homes = [town.west, town.east].flatMap(({ districtId }) => [districtId, districtId]);
    for (const districtId of homes) {
      const { citizenId, deviceId, secret } = await town.citizen({ connect: false, districtId });
      citizens.push(citizenId);
      districtOf.set(citizenId, districtId);
      if (devices.push(deviceId) < homes.length) dispensers.push(await connect(deviceId, secret));
    }
    sides = await Promise.all(
      [town.west, town.east].map(async ({ districtId }) => ({
        districtId,
        partner: await partnerOf(house, [districtId]),
      })),
    );
  });
  afterAll(async () => {
    await Promise.all(dispensers.map((dispenser) => dispenser.leave()));
    await house?.stop();
  });

  const overlapping = async () =>
    house.query(OVERLAPPING.replaceAll('$now', `timestamptz '${house.clock.now().toISOString()}'`));
  const ownerOf = async (deviceId: string) => (await town.api.get(`/dispensers/${deviceId}`)).citizenId;
  const give = (citizenId: string, deviceId: string | null, from: Date) =>
    town.api.ask('PUT', `/citizens/${citizenId}/dispenser`, { deviceId, from: from.toISOString() });
  const at = (hours: number) => new Date(house.clock.now().getTime() + hours * 3_600_000);

  /** Whether what was said was told on behalf of several, and was not mostly nobody's. */
  const isToldApart = (): boolean => {
    const theirs = lines.flatMap(({ citizenId }) => citizenId ?? []);
    return theirs.length > STEPS / 4 && new Set(theirs).size > 1;
  };

  /** Something is said by a dispenser, and something to one. */
  const talk = async (random: () => number) => {
    const dispenser = pick(random, dispensers);
    const { deviceId } = dispenser;
    const now = house.clock.now();
    const { id } = await dispenser.say('device.opened', { time: new Date(now.getTime() - 1_000) });
    lines.push({ id: String(id), deviceId, at: now, citizenId: await ownerOf(deviceId) });
    const told = pick(random, devices);
    const message = { type: 'message.show', data: { messageId: 'm', text: 'Good morning' }, ttlSeconds: 86_400 };
    const command = await town.api.post(`/dispensers/${told}/commands`, message);
    commands.push({ id: command.id, deviceId: told, at: now, citizenId: await ownerOf(told) });
  };

  it('is one and one’s alone, whatever was planned, put back or put forward before', async () => {
    const random = randomFor(seed, 'one by one');
    for (let step = 0; step < STEPS || (step < MOST_STEPS && !isToldApart()); step++) {
      const [citizenId, deviceId, from] = [pick(random, citizens), pick(random, devices), at(pick(random, HOURS))];
      const given = random() < 0.15 ? null : deviceId;
      const isAnothers =
        given !== null && (await house.query(WAS_ANOTHERS, [given, citizenId, from, house.clock.now()])).length > 0;
      expect([step, (await give(citizenId, given, from)).status]).toEqual([step, isAnothers ? 422 : 200]);
      expect([step, await overlapping()]).toEqual([step, []]);
      // What was asked while the dispenser was nobody's goes with that time; what it said then waits for a person.
      if (given && !isAnothers)
        for (const one of commands)
          if (one.citizenId === null && one.deviceId === given && one.at >= from) one.citizenId = citizenId;
      await house.clock.forward(random() < 0.2 ? { hours: 7 } : { minutes: 1 });
      await talk(random);
      await house.clock.settle();
    }
  });

  it('and what was said then is answered to those who reach whom it served then, and to nobody else', async () => {
    const idsIn = ({ items }: any): string[] => items.map(({ id }: any) => id).sort();
    const of = (said: readonly Said[], wanted: (one: Said) => boolean) =>
      said
        .filter(wanted)
        .map(({ id }) => id)
        .sort();
    for (const { districtId, partner } of sides) {
      const isTheirs = ({ citizenId }: Said) => citizenId !== null && districtOf.get(citizenId) === districtId;
      expect(idsIn(await partner.get('/telemetry?limit=500'))).toEqual(of(lines, isTheirs));
      for (const device of devices) {
        const ofDevice = (one: Said) => isTheirs(one) && one.deviceId === device;
        expect(idsIn(await partner.get(`/telemetry?limit=500&deviceId=${device}`))).toEqual(of(lines, ofDevice));
        const asked = await partner.ask('GET', `/dispensers/${device}/commands?limit=500`);
        const messages = (asked.body.items ?? []).filter(
          ({ type, citizenId }: any) => type === 'message.show' && citizenId !== null,
        );
        expect(idsIn({ items: messages })).toEqual(of(commands, ofDevice));
        for (const one of commands.filter(({ deviceId, citizenId }) => deviceId === device && citizenId !== null)) {
          const { status } = await partner.ask('GET', `/dispensers/${device}/commands/${one.id}`);
          expect([one, status]).toEqual([one, isTheirs(one) ? 200 : 404]);
        }
      }
      for (const citizenId of citizens) {
        const ofCitizen = (one: Said) => isTheirs(one) && one.citizenId === citizenId;
        expect(idsIn(await partner.get(`/telemetry?limit=500&citizenId=${citizenId}`))).toEqual(of(lines, ofCitizen));
        const timeline = await partner.ask('GET', `/citizens/${citizenId}/timeline?limit=500`);
        const told = (timeline.body.items ?? []).filter(({ data }: any) => data.type === 'message.show');
        expect(idsIn({ items: told })).toEqual(of(commands, ofCitizen));
      }
    }
    expect(isToldApart()).toBe(true);
  });

  it('is so too when several give at once', async () => {
    const random = randomFor(seed, 'at once');
    for (let round = 0; round < STEPS / 3; round++) {
      const given = Array.from({ length: 6 }, () =>
        give(pick(random, citizens), random() < 0.15 ? null : pick(random, devices), at(pick(random, HOURS))),
      );
      const refused = (await Promise.all(given)).map(({ status }) => status).filter((status) => status !== 200);
      expect([round, refused.filter((status) => status !== 422)]).toEqual([round, []]);
      expect([round, await overlapping()]).toEqual([round, []]);
    }
  });
});
