import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rows } from '../../src/platform/database/sql.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { ACTIONS } from '../../src/ladders/rung-action.rules.js';
import { LADDER_RECIPIENTS } from '../../src/teams/candidate.rules.js';
import type { components } from '../../src/console/web/api.types.js';
import type { Api } from '../support/api.js';
import { type House, startHouse } from '../support/house.js';
import { expectFlaws, expectProblem } from '../support/problems.js';
import { seedOf } from '../support/seed.js';
import { makeTown, NEVER, type Resident, type Town } from '../support/town.js';

type WhatIf = components['schemas']['WhatIf'];

/** More are for a run by hand: `WHAT_IF_HOMES=200 npm test -- flow/what-if`. */
const HOMES = Number(process.env.WHAT_IF_HOMES ?? 12);
/** Each home is moved in, asked about and lived through. */
const PATIENCE_MILLIS = Math.max(120_000, HOMES * 3_000);
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];
const shift = (from: string, to: string) => ({ shifts: [{ days: EVERY_DAY, from, to }] });

/** A citizen and her ladder, of all that decides whom it asks. */
interface Home {
  readonly lat: number;
  readonly lon: number;
  readonly slotMinute: number;
  readonly criticality: 'time-critical' | 'standard' | 'flexible';
  readonly hasContactPerson: boolean;
  readonly relatives: number;
  readonly isProtected: boolean;
  /** Minutes after seven; null for none. */
  readonly pausedAt: number | null;
  /** A stay elsewhere, from and until minutes after seven. */
  readonly stay: { readonly from: number; readonly until: number; readonly lat: number; readonly lon: number } | null;
  /** Minutes after seven at which another dispenser is to be hers, or none; null for none of that. */
  readonly swap: { readonly at: number; readonly isTaken: boolean } | null;
  readonly rungs: readonly { readonly minutes: number; readonly actions: readonly string[]; readonly to: string }[];
}

const HUMAN = ['call', 'screen-call', 'visit', 'operations'];
const someActions = fc.subarray([...ACTIONS], { minLength: 1 });
const someRung = fc.record({
  minutes: fc.constantFrom(0, 5, 10, 15, 20),
  actions: someActions,
  to: fc.constantFrom(...LADDER_RECIPIENTS),
});
const lastRung = fc.record({
  minutes: fc.constant(25),
  actions: someActions.map((actions) => (actions.some((one) => HUMAN.includes(one)) ? actions : [...actions, 'visit'])),
  to: fc.constantFrom('manager', 'response-centre'),
});
// South is the town; in the north everything is only tried out.
const place = { lat: fc.constantFrom(55.24, 55.26, 55.3, 55.6), lon: fc.constantFrom(9.26, 9.4, 9.6, 9.76) };
/** Minutes after seven at which something changes, each a little after the last. */
const MOMENTS = [0, 22, 33, 46, 51, 64, 77];
const someHome: fc.Arbitrary<Home> = fc.record({
  ...place,
  slotMinute: fc.constantFrom(15, 20, 25, 30, 35, 40),
  criticality: fc.constantFrom('time-critical', 'standard', 'flexible'),
  hasContactPerson: fc.boolean(),
  relatives: fc.nat({ max: 2 }),
  isProtected: fc.boolean(),
  pausedAt: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(0, 31, 62, 93) },
  ),
  stay: fc.option(
    fc
      .record({ ...place, minutes: fc.constantFrom(...MOMENTS), lasts: fc.constantFrom(9, 24, 600) })
      .map(({ minutes, lasts, ...where }) => ({ from: minutes, until: minutes + lasts, ...where })),
    { freq: 2 },
  ),
  swap: fc.option(fc.record({ at: fc.constantFrom(...MOMENTS), isTaken: fc.boolean() }), { freq: 1 }),
  rungs: fc
    .tuple(fc.array(someRung, { maxLength: 4 }), lastRung)
    .map(([first, last]) => [...first.toSorted((a, b) => a.minutes - b.minutes), last]),
});

/** Minutes after seven; Carla's, of whom some are, is what she says of herself. */
const SHIFT_ENDS = { e: 57, west: 73, carla: 66 };
const LADDER_OF = { 'time-critical': 'time-critical-dose', standard: 'standard-dose', flexible: 'standard-dose' };

/** The house stands at 07:00 in Copenhagen, and the day shift of the west goes home at 08:13. */
describe('what would happen if a dose were missed', () => {
  let house: House;
  let town: Town;
  let lead: Api;
  const homes: (Home & { readonly citizenId: string })[] = [];
  let begunAt: Date;
  const foreseen = new Map<string, WhatIf>();

  const whatIf = (citizenId: string, body: object = {}, api: Api = town.api): Promise<WhatIf> =>
    api.post(`/citizens/${citizenId}/what-if`, body);
  const everything = async (): Promise<unknown> =>
    house.query(
      `SELECT (SELECT count(*) FROM alert) AS alerts, (SELECT count(*) FROM alert_log) AS log, (SELECT count(*) FROM task) AS tasks,
              (SELECT count(*) FROM escalation) AS climbs, (SELECT count(*) FROM fact) AS facts, (SELECT count(*) FROM command) AS commands,
              (SELECT count(*) FROM delivery) AS deliveries, (SELECT count(*) FROM idempotency) AS keys,
              (SELECT md5(string_agg(d::text, '' ORDER BY d."id")) FROM dose d) AS doses`,
    );

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house, { west: shift('06:00', '08:13'), e: shift('06:00', '07:57') });
    const north = {
      type: 'Polygon',
      coordinates: [[[9.0, 55.5], [10.0, 55.5], [10.0, 55.9], [9.0, 55.9], [9.0, 55.5]]], // prettier-ignore
    };
    await town.api.post('/districts', { name: 'North', parentId: town.municipalityId, polygon: north, shadow: true });
    const base = { lat: 55.22, lon: 9.21 };
    const evening = { name: 'West Later', kind: 'home-care', districtId: town.west.districtId, base };
    const { id } = await town.api.post('/teams', evening);
    await town.api.put(`/teams/${id}/roster`, shift('08:13', '20:00'));
    begunAt = house.clock.now();
    lead = await town.staff('Lise', ['lead'], [town.west.teamId]);
  });
  afterAll(() => house?.stop());

  const moveIn = async (home: Home, contactPersonId: string): Promise<string> => {
    const { lat, lon, slotMinute, criticality, hasContactPerson, relatives, isProtected, pausedAt, stay, swap, rungs } =
      home;
    const after = (minutes: number): string => new Date(begunAt.getTime() + minutes * 60_000).toISOString();
    const { citizenId } = await town.citizen({
      ...(stay && {
        temporaryAddress: {
          ...{ street: 'Opdigtet Vej 1', city: 'Fjordby', lat: stay.lat, lon: stay.lon },
          ...{ from: after(stay.from), until: after(stay.until) },
        },
      }),
      ...{ lat, lon, connect: false, addressProtected: isProtected },
      slots: [{ time: `07:${slotMinute}`, criticality, windowMinutes: 15 }],
      relatives: Array.from({ length: relatives }, (_, i) => ({ name: `Invented ${i}`, phone: `1234567${i}` })),
      ...(hasContactPerson && { contactPersonId }),
    });
    const path = `/ladders/${LADDER_OF[criticality]}?citizenId=${citizenId}`;
    await town.api.put(path, {
      rungs: rungs.map(({ minutes, ...rung }) => ({ after: `PT${minutes}M`, ...rung })),
      claimTimeout: 'PT30M',
    });
    if (swap) {
      const deviceId = swap.isTaken ? null : `SWAP-${homes.length}`;
      if (deviceId) await town.api.post('/dispensers', { deviceId });
      await town.api.put(`/citizens/${citizenId}/dispenser`, { deviceId, from: after(swap.at) });
    }
    if (pausedAt === null) return citizenId;
    const from = after(pausedAt);
    await town.api.post(`/citizens/${citizenId}/pauses`, { reason: 'travel', from, until: '2026-03-10T15:00:00Z' });
    return citizenId;
  };

  it(
    'is told of every home, and nothing is written',
    async () => {
      const carla = await town.nurse('Carla', [town.west.teamId]);
      const { staffId } = carla;
      await carla.post(`/teams/${town.west.teamId}/shift/start`, {
        until: new Date(begunAt.getTime() + SHIFT_ENDS.carla * 60_000).toISOString(),
      });
      for (const home of fc.sample(someHome, { numRuns: HOMES, seed: seedOf('what-if') }))
        homes.push({ ...home, citizenId: await moveIn(home, staffId) });
      await house.clock.settle();
      const before = await everything();
      for (const { citizenId } of homes) foreseen.set(citizenId, await whatIf(citizenId));
      expect(await everything()).toEqual(before);
      const { items } = await town.api.get(`/citizens/${homes[0]!.citizenId}/reads`);
      expect(items.map(({ route }) => route)).toContain('POST /api/v1/citizens/:id/what-if');
    },
    PATIENCE_MILLIS,
  );

  it(
    'is what then happens: the same rungs at the same times, who is asked, who is told, and whom nobody asks',
    async () => {
      // What ends and begins is looked at where the clock stops.
      const ends = homes.flatMap(({ stay }) => (stay ? [stay.until] : []));
      const stops = new Set([...MOMENTS, ...ends, SHIFT_ENDS.e, SHIFT_ENDS.west, SHIFT_ENDS.carla, 140]);
      let at = 0;
      for (const stop of [...stops].filter((one) => one <= 140).sort((a, b) => a - b)) {
        if (stop > at) await house.clock.forward({ minutes: stop - at });
        at = stop;
      }
      const feed = await house.query<{ citizenId: string; type: string; at: Date; data: Told }>(
        `SELECT "citizenId", "type", "at", "data" FROM feed WHERE "type" LIKE 'escalation.%' AND "citizenId" IS NOT NULL ORDER BY "position"`,
      );
      const told = await house.query<{ citizenId: string; recipientId: string }>(
        `SELECT "citizenId", "recipientId" FROM delivery WHERE "purpose" IN ('notify-relative', 'tell-lead')`,
      );
      const reminded = await house.query<{ citizenId: string; deviceId: string; time: Date }>(
        `SELECT "citizenId", "deviceId", "time" FROM command WHERE "type" = 'dose.remind'`,
      );
      const wrong: unknown[] = [];
      for (const home of homes) {
        const { citizenId } = home;
        const answer = foreseen.get(citizenId)!;
        const expected = {
          rungs: answer.rungs
            .filter(({ at }) => at !== null)
            .map((one) => [one.rung, one.at, factOf(one, answer), one.routing?.chosenTeamId ?? null]),
          told: peopleIn(answer, ['relative', 'lead'])
            .map(({ id }) => id)
            .sort(),
          reminded: answer.rungs.flatMap(({ at, recipients }) =>
            recipients.flatMap(({ kind, id }) => (kind === 'dispenser' ? [`${at} ${id}`] : [])),
          ),
        };
        const last = home.rungs.length - 1;
        const came = feed.filter((fact) => fact.citizenId === citizenId);
        const end = came.findIndex(({ type, data }) => data.rung === last && type !== 'escalation.rung_skipped');
        const counted = end < 0 ? came : came.slice(0, end + 1);
        const endAt = counted.at(-1)?.at.getTime() ?? 0;
        const happened = {
          rungs: counted.map(({ type, at, data }) => [data.rung, at.toISOString(), type, data.teamId]),
          told: told
            .filter((one) => one.citizenId === citizenId)
            .map(({ recipientId }) => recipientId)
            .sort(),
          reminded: reminded
            .filter((one) => one.citizenId === citizenId && one.time.getTime() <= endAt)
            .map(({ time, deviceId }) => `${time.toISOString()} ${deviceId}`)
            .sort(),
        };
        if (JSON.stringify(expected) !== JSON.stringify(happened)) wrong.push({ home, expected, happened });
      }
      expect(wrong).toEqual([]);
      expect(homes.filter(({ citizenId }) => foreseen.get(citizenId)!.asked).length).toBeGreaterThan(0);
    },
    PATIENCE_MILLIS,
  );

  it('of nobody on duty is the last rung alone, which asks all the same; each that is skipped says why', async () => {
    const teams = (await town.api.get('/teams')).items;
    for (const { id } of teams) await town.api.put(`/teams/${id}/roster`, NEVER);
    const { citizenId } = await town.citizen({ slots: [{ time: '12:00' }], connect: false });
    const { rungs, alarm, asked, repeatsAt, dose } = await whatIf(citizenId);
    expect(dose).toMatchObject({ expected: true, slot: '12:00', dueAt: '2026-03-10T11:00:00.000Z' });
    expect(alarm).toEqual({ type: 'dose.unconfirmed', at: '2026-03-10T12:05:00.000Z' });
    expect(rungs.map(({ skipped, reason, at }) => [skipped, reason, at])).toEqual([
      ...Array.from({ length: 4 }, () => [true, 'nobody-on-duty', alarm!.at]),
      [false, 'rosters-ignored', alarm!.at],
    ]);
    expect(rungs[1]!.routing!.candidates[0]).toMatchObject({ onDuty: false, rule: 'off_duty' });
    expect([asked, repeatsAt]).toEqual([true, '2026-03-10T12:15:00.000Z']);
    for (const { id } of teams) await town.api.put(`/teams/${id}/roster`, shift('00:00', '24:00'));
    expect((await whatIf(citizenId)).rungs.map(({ skipped }) => skipped)).toEqual([false, false, false, false, false]);
  });

  it('follows whoever stays elsewhere from the middle of it on, and says why a step comes again', async () => {
    const teams = (await town.api.get('/teams')).items;
    for (const { id } of teams) await town.api.put(`/teams/${id}/roster`, shift('00:00', '24:00'));
    const [from, until] = ['2026-03-10T12:10:00.000Z', '2026-03-10T12:12:00.000Z'];
    const east = { street: 'Opdigtet Vej 1', city: 'Fjordby', lat: 55.25, lon: 9.76 };
    const { citizenId } = await town.citizen({
      ...{ slots: [{ time: '12:00' }], connect: false, temporaryAddress: { ...east, from, until } },
    });
    const rung = { actions: ['visit'], to: 'nearest-team' };
    await town.api.put(`/ladders/standard-dose?citizenId=${citizenId}`, {
      rungs: [{ after: 'PT0S', ...rung }, { after: 'PT15M', ...rung, to: 'response-centre' }], // prettier-ignore
      claimTimeout: 'PT30M',
    });
    const { rungs } = await whatIf(citizenId);
    const [before, during, after, last] = rungs.map(({ at, again, routing }) => [at, again, routing!.chosenTeamId]);
    expect(before).toEqual(['2026-03-10T12:05:00.000Z', null, expect.not.stringMatching(town.east.teamId)]);
    expect(during).toEqual([from, 'citizen-moved', town.east.teamId]);
    expect(after).toEqual([until, 'citizen-moved', before![2]]);
    expect(last).toEqual(['2026-03-10T12:20:00.000Z', null, town.responseCentreId]);
  });

  it('of a dose that nobody expects is what the dispenser brings about by reporting it', async () => {
    const resident: Resident = await town.citizen();
    const dueAt = house.clock.now().toISOString();
    const answer = await whatIf(resident.citizenId, { dueAt });
    expect(answer.dose).toMatchObject({ expected: false, dueAt, criticality: 'standard' });
    expect(answer.alarm).toEqual({ type: 'dose.missed', at: dueAt });
    await resident.dispenser.say('dose.missed', { data: { dueAt } });
    await resident.dispenser.leave();
    await house.clock.settle();
    const [task] = (await town.api.get(`/tasks?citizenId=${resident.citizenId}&state=open`)).items;
    expect(task).toMatchObject({ teamId: answer.rungs[0]!.routing!.chosenTeamId, kind: answer.rungs[0]!.work });
    const again = await whatIf(resident.citizenId, { dueAt });
    expect(again.alert).toMatchObject({ id: task!.alertId, type: 'dose.missed' });
    expect(again.rungs.map(({ reason }) => reason)[0]).toBe('came-before');
    expect(again.rungs.slice(1).map(({ at }) => at)).toEqual(answer.rungs.slice(1).map(({ at }) => at));
  });

  it('says why nobody would be asked', async () => {
    const why = async (citizenId: string, body?: object) => {
      const { because, asked, alarm, rungs } = await whatIf(citizenId, body);
      return { because, asked, isAlarmed: alarm !== null, rungs: rungs.length };
    };
    const nothing = { asked: false, isAlarmed: false, rungs: 0 };
    const { citizenId } = await town.citizen({ slots: [{ time: '13:00' }], connect: false });
    await town.api.put(`/citizens/${citizenId}/consent`, { telemetry: false });
    expect(await why(citizenId)).toEqual({ ...nothing, because: 'consent-withdrawn' });
    await town.api.put(`/citizens/${citizenId}/consent`, { telemetry: true });
    const until = '2026-03-12T00:00:00.000Z';
    const from = house.clock.now().toISOString();
    const pause = await town.api.post(`/citizens/${citizenId}/pauses`, { reason: 'hospital', from, until });
    expect(await why(citizenId)).toEqual({ ...nothing, because: 'paused' });
    expect((await whatIf(citizenId)).pause).toEqual({ id: pause.id, from: pause.from, until });
    expect(await why(citizenId, { dueAt: '2026-03-12T13:00:00+01:00' })).toMatchObject({ because: null, asked: true });
    await town.api.patch(`/citizens/${citizenId}`, { deceasedAt: house.clock.now().toISOString() });
    expect(await why(citizenId)).toEqual({ ...nothing, because: 'deceased' });
  });

  it('is for a lead of the district, and refused by name where it cannot be read', async () => {
    const { citizenId } = await town.citizen({ connect: false });
    const east = await town.citizen({ lon: 9.76, connect: false });
    const path = (id: string) => `/citizens/${id}/what-if` as const;
    const nurse = await town.nurse('Nora', [town.west.teamId]);
    expect((await lead.ask('POST', path(citizenId))).status).toBe(200);
    expectProblem(await lead.ask('POST', path(east.citizenId), {}), 404);
    expectProblem(await nurse.ask('POST', path(citizenId), {}), 403);
    expectFlaws(await lead.ask('POST', path(citizenId), { dueAt: 'tomorrow' }), 'dueAt');
    expectFlaws(await lead.ask('POST', path(citizenId), { dueAt: '2030-01-01T00:00:00Z' }), 'dueAt');
    const unknown = await lead.ask('POST', path(citizenId), { when: 'now' });
    expect([unknown.status, JSON.stringify(unknown.body)]).toEqual([422, expect.stringContaining('when')]);
  });

  it('could write nothing if it wanted to', async () => {
    const bus = house.app.get(FactBus);
    const written = bus.rehearse(({ tx }) => rows(tx, `UPDATE citizen SET "serviceArea" = 'care'`));
    await expect(written).rejects.toThrow(/read-only/);
  });
});

interface Told {
  readonly rung: number;
  readonly teamId: string | null;
}

/** What would be told of the rung. */
const factOf = ({ skipped }: WhatIf['rungs'][number], { because }: WhatIf): string => {
  if (because === 'shadow') return 'escalation.rung_shadowed';
  return skipped ? 'escalation.rung_skipped' : 'escalation.rung_fired';
};

const peopleIn = ({ rungs }: WhatIf, kinds: readonly string[]) =>
  rungs.flatMap(({ recipients }) => recipients.filter(({ kind }) => kinds.includes(kind)));
