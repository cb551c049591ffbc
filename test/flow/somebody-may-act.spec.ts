/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type House, startHouse } from '../support/house.js';
import { ALWAYS, makeTown, NEVER, type Town } from '../support/town.js';

type Nurse = Awaited<ReturnType<Town['nurse']>>;

interface Ward {
  readonly nurse: Nurse;
  readonly teamId: string;
  roster: 'always' | 'by name' | 'never';
}

const HOMES = [
  { lat: 55.24, lon: 9.26 },
  { lat: 55.26, lon: 9.24 },
  { lat: 55.24, lon: 9.74 },
  { lat: 55.26, lon: 9.76 },
  { lat: 55.25, lon: 10.41 },
  // In no district.
  { lat: 56.5, lon: 10.9 },
];

const place = fc.nat(HOMES.length - 1);
const which = fc.nat(99);
const step = fc.oneof(
  fc.record({ do: fc.constant('fall ill' as const), place }),
  fc.record({ do: fc.constant('move' as const), which, place }),
  fc.record({
    do: fc.constant('stay' as const),
    which,
    place,
    fromMinutes: fc.integer({ min: -5, max: 9 }),
    minutes: fc.integer({ min: 6, max: 30 }),
  }),
  fc.record({ do: fc.constant('come home' as const), which }),
  fc.record({
    do: fc.constantFrom('claim' as const, 'start' as const, 'release' as const, 'take-over' as const),
    which,
    by: which,
  }),
  fc.record({
    do: fc.constant('set roster' as const),
    which,
    roster: fc.constantFrom('always' as const, 'by name' as const, 'never' as const),
  }),
  fc.record({ do: fc.constant('move team' as const), place: fc.nat(2) }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 16 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

describe('whoever lives, stays, moves and works wherever', () => {
  let house: House;
  let town: Town;
  let wards: Ward[];
  let districts: string[];
  const citizens: string[] = [];

  const open = async (): Promise<any[]> =>
    (await town.api.get('/tasks?state=open,claimed,in-progress&limit=500')).items;
  const isAtWork = ({ roster }: Ward): boolean => roster !== 'never';
  const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(1, from.length)];
  const instant = (minutes: number): string => new Date(house.clock.now().getTime() + minutes * 60_000).toISOString();

  beforeAll(async () => {
    house = await startHouse({ at: '2026-03-10T07:30:00Z' });
    town = await makeTown(house);
    const { id: abroadId } = await town.api.post('/districts', { name: 'Nabokommune (demo)' });
    const team = async (name: string, districtId: string, base: object): Promise<string> => {
      const { id } = await town.api.post('/teams', { name, kind: 'home-care', districtId, base });
      await town.api.put(`/teams/${id}/roster`, ALWAYS);
      return id;
    };
    districts = [town.west.districtId, town.east.districtId, abroadId];
    const teamIds = [
      ...[town.west.teamId, town.east.teamId, town.responseCentreId],
      await team('Abroad', abroadId, { lat: 55.25, lon: 10.4 }),
      await team('Wandering', town.west.districtId, { lat: 55.2, lon: 9.3 }),
    ];
    wards = [];
    for (const [i, teamId] of teamIds.entries())
      wards.push({ teamId, nurse: await town.nurse(`Nurse-${i}`, [teamId]), roster: 'always' });
  });
  afterAll(() => house?.stop());

  const take = async (one: Step): Promise<void> => {
    const citizenId = 'which' in one ? pick(citizens, one.which) : undefined;
    switch (one.do) {
      case 'fall ill': {
        const lives = HOMES[one.place]!;
        const { citizenId: id, dispenser } = await town.citizen(lives);
        citizens.push(id);
        await dispenser.say('device.jam');
        return dispenser.leave();
      }
      case 'move':
        return void (citizenId && (await town.api.patch(`/citizens/${citizenId}`, { address: HOMES[one.place]! })));
      case 'stay': {
        const [from, until] = [instant(one.fromMinutes), instant(one.fromMinutes + one.minutes)];
        const temporaryAddress = { ...HOMES[one.place]!, from, until };
        return void (citizenId && (await town.api.patch(`/citizens/${citizenId}`, { temporaryAddress })));
      }
      case 'come home':
        return void (citizenId && (await town.api.patch(`/citizens/${citizenId}`, { temporaryAddress: null })));
      case 'claim':
      case 'start':
      case 'release':
      case 'take-over': {
        // Whether it is let is not the question here; what it leaves behind is.
        const task = pick(await open(), one.which);
        const body = one.do === 'start' ? { mode: 'visit' } : undefined;
        if (task) await pick(wards, one.by)!.nurse.ask('POST', `/tasks/${task.id}/${one.do}`, body);
        return;
      }
      case 'set roster': {
        const ward = pick(wards, one.which)!;
        ward.roster = one.roster;
        const [shift] = ALWAYS.shifts;
        const named = { shifts: [{ ...shift, members: [ward.nurse.staffId] }] };
        const set = { always: ALWAYS, 'by name': named, never: NEVER }[one.roster];
        await town.api.put(`/teams/${ward.teamId}/roster`, set);
        return;
      }
      case 'move team': {
        const body = {
          name: 'Wandering',
          kind: 'home-care',
          districtId: districts[one.place],
          base: HOMES[one.place * 2],
        };
        await town.api.put(`/teams/${wards[4]!.teamId}`, body);
        return;
      }
      case 'wait':
        return house.clock.forward({ minutes: one.minutes });
    }
  };

  /** May see the work to act on it, and read whom it is about and what was tried. */
  const mayDo = async ({ nurse }: Ward, task: any): Promise<boolean> => {
    const { id, alertId, citizenId } = task;
    const paths = [`/tasks/${id}`, `/alerts/${alertId}`, ...(citizenId ? [`/citizens/${citizenId}`] : [])];
    const answers = await Promise.all(paths.map((path) => nurse.ask('GET', path)));
    return (
      answers.every(({ status }) => status === 200) &&
      ((answers[0]!.body as { citizen: unknown }).citizen === null) === (citizenId === null)
    );
  };

  const whoMay = async (task: any): Promise<Ward[]> => {
    if (task.claimedBy) return wards.filter(({ nurse }) => nurse.staffId === task.claimedBy);
    const isLastResort = task.routing.rule === 'rosters-ignored';
    const asked = wards.filter((ward) => task.audience === 'district' || ward.teamId === task.teamId);
    return asked.filter((ward) => isLastResort || isAtWork(ward));
  };

  it('of all open work somebody who is on duty, or has it, may do it and read its citizen', async () => {
    for (const place of HOMES.keys()) await take({ do: 'fall ill', place });
    await house.clock.settle();
    const property = fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 6 }), async (steps) => {
      for (const one of steps) {
        await take(one);
        await house.clock.settle();
        for (const task of await open()) {
          const may = await whoMay(task);
          const can = await Promise.all(may.map((ward) => mayDo(ward, task)));
          expect({ one, task: can.some(Boolean) ? null : task }).toEqual({ one, task: null });
        }
      }
    });
    await fc.assert(property, { numRuns: 3, endOnFailure: true });
    expect((await open()).length).toBeGreaterThanOrEqual(HOMES.length);
  });
});
