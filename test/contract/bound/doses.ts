import { expect } from '@jest/globals';
import fc from 'fast-check';
import { DOSE_STATES, viewOfDose } from '../../../src/doses/dose.rules.js';
import { DosesStore } from '../../../src/doses/doses.store.js';
import { SchedulesStore } from '../../../src/doses/schedules/schedules.store.js';
import { bind, put, type Stage } from './bind.js';
import { ago, citizenIdOf, districtId, districtIdOf, doseIdOf, maybe, minutesAgo, NOW, rarely } from './drawn.js';

const CITIZENS = 5;
/** `due` is never written: it is a scheduled dose whose time has come. */
const WRITTEN = DOSE_STATES.filter((state) => state !== 'due');
const citizens = fc.array(fc.record({ districtId, isDead: rarely(3) }), { minLength: CITIZENS, maxLength: CITIZENS });
type Citizens = typeof citizens extends fc.Arbitrary<infer T> ? T : never;

const doses = fc
  .array(
    fc.record({
      citizen: fc.nat({ max: CITIZENS - 1 }),
      dueAt: fc.oneof({ weight: 1, arbitrary: fc.constant(NOW) }, { weight: 5, arbitrary: ago(-60, 240) }),
      window: fc.integer({ min: 1, max: 24 }),
      criticality: fc.constantFrom('standard' as const, 'time-critical' as const, 'flexible' as const),
      state: fc.constantFrom(...WRITTEN),
      settled: fc.boolean(),
    }),
    { maxLength: 40, size: 'max' },
  )
  .map((drawn) =>
    drawn.map(({ citizen, window, ...one }, n) => {
      const closesAt = new Date(one.dueAt.getTime() + window * 5 * 60_000);
      const about = { id: doseIdOf(n), citizenId: citizenIdOf(citizen), revision: n, slot: '08:00', evidence: [] };
      return { ...about, ...one, windowClosesAt: closesAt, deadlineAt: new Date(closesAt.getTime() + 1_800_000) };
    }),
  );

const schedules = fc
  .array(
    fc.record({
      citizen: fc.nat({ max: CITIZENS - 1 }),
      validFrom: ago(0, 120),
      validUntil: maybe(ago(-60, 60)),
      sendAt: maybe(ago(-60, 60)),
      plannedUntil: ago(-60, 60),
    }),
    { maxLength: 12, size: 'max' },
  )
  .map((drawn) =>
    drawn.map(({ citizen, ...one }, n) => ({
      ...one,
      citizenId: citizenIdOf(citizen),
      revision: n,
      slots: [],
      zone: 'Europe/Copenhagen',
      createdAt: NOW,
    })),
  );

async function writeCitizens({ tx }: Stage, drawn: Citizens): Promise<void> {
  const about = {
    displayName: 'A',
    address: {},
    zone: 'Europe/Copenhagen',
    addressProtected: false,
    consentTelemetry: true,
  };
  const since = { consentChangedAt: NOW, createdAt: NOW, updatedAt: NOW };
  await put(
    tx,
    'citizen',
    drawn.map((one, n) => ({
      id: citizenIdOf(n),
      districtId: one.districtId,
      deceasedAt: one.isDead ? NOW : null,
      ...about,
      ...since,
    })),
  );
}

const districtOf = (drawn: Citizens, citizenId: string): string | null =>
  drawn.find((_, n) => citizenIdOf(n) === citizenId)!.districtId;
const lives = (drawn: Citizens, citizenId: string): boolean =>
  !drawn.find((_, n) => citizenIdOf(n) === citizenId)!.isDead;

const filter = fc.record({
  citizenIds: maybe(fc.subarray([citizenIdOf(0), citizenIdOf(1), citizenIdOf(2)])),
  districtIds: maybe(fc.subarray([districtIdOf(0), districtIdOf(1)])),
  states: maybe(fc.subarray([...DOSE_STATES])),
  from: maybe(ago(0, 240)),
  to: maybe(ago(-60, 240)),
});
const PAGE = 7;

export const DOSES = [
  bind('doses/doses.store.ts atRisk', fc.tuple(citizens, doses), async (stage, [people, drawn]) => {
    await writeCitizens(stage, people);
    await put(stage.tx, 'dose', drawn);
    const since = minutesAgo(60);
    const isAtRisk = drawn.filter(({ settled, dueAt, deadlineAt }) => !settled && dueAt <= NOW && deadlineAt >= since);
    const isUrgent = (one: { criticality: string }): number => Number(one.criticality === 'time-critical');
    const inOrder = isAtRisk.sort(
      (a, b) => isUrgent(b) - isUrgent(a) || a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1),
    );
    const expected = inOrder.map(({ citizenId, dueAt, criticality }) => ({
      citizenId,
      districtId: districtOf(people, citizenId),
      dueAt,
      criticality,
    }));
    expect(await stage.house.get(DosesStore).atRisk(stage.tx, since, NOW, 1_000)).toEqual(expected);
  }),
  bind('doses/doses.store.ts list', fc.tuple(citizens, doses, filter), async (stage, [people, drawn, asked]) => {
    await writeCitizens(stage, people);
    await put(stage.tx, 'dose', drawn);
    const found: string[] = [];
    for (let before: readonly [Date, string] | null = null; ;) {
      const page = await stage.house.get(DosesStore).list(stage.tx, { ...asked, before }, NOW, PAGE);
      found.push(...page.map(({ id }) => id));
      if (page.length < PAGE) break;
      before = [page.at(-1)!.dueAt, page.at(-1)!.id];
    }
    const fits = (one: (typeof drawn)[number]): boolean => {
      const shown = viewOfDose(
        {
          ...one,
          alarmedAt: null,
          dispensedAt: null,
          retrievedAt: null,
          inAdvanceAt: null,
          cancelledAt: null,
          missedAt: null,
          unconfirmedAt: null,
        },
        NOW,
      );
      const lived = districtOf(people, one.citizenId);
      if (asked.citizenIds && !asked.citizenIds.includes(one.citizenId)) return false;
      if (asked.districtIds && !asked.districtIds.some((id) => id === lived)) return false;
      if (asked.states && !asked.states.includes(shown.state)) return false;
      return (asked.from === null || one.dueAt >= asked.from) && (asked.to === null || one.dueAt < asked.to);
    };
    const newest = drawn.filter(fits).sort((a, b) => b.dueAt.getTime() - a.dueAt.getTime() || (a.id < b.id ? 1 : -1));
    expect(found).toEqual(newest.map(({ id }) => id));
  }),
  bind('doses/schedules/schedules.store.ts toSend', fc.tuple(citizens, schedules), async (stage, [people, drawn]) => {
    await writeCitizens(stage, people);
    await put(stage.tx, 'schedule', drawn);
    const due = drawn.filter(({ sendAt, citizenId }) => sendAt !== null && sendAt <= NOW && lives(people, citizenId));
    const found = await stage.house.get(SchedulesStore).toSend(stage.tx, NOW, 1_000);
    expect([...found].sort()).toEqual([...new Set(due.map(({ citizenId }) => citizenId))].sort());
  }),
  bind('doses/schedules/schedules.store.ts toPlan', fc.tuple(citizens, schedules), async (stage, [people, drawn]) => {
    await writeCitizens(stage, people);
    await put(stage.tx, 'schedule', drawn);
    const isPlanned = ({ plannedUntil, validUntil }: (typeof drawn)[number]): boolean =>
      plannedUntil >= NOW || (validUntil !== null && plannedUntil >= validUntil);
    const due = drawn.filter((one) => !isPlanned(one) && lives(people, one.citizenId));
    const found = await stage.house.get(SchedulesStore).toPlan(stage.tx, NOW, 1_000);
    expect([...found].sort()).toEqual([...new Set(due.map(({ citizenId }) => citizenId))].sort());
  }),
];
