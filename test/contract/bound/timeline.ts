import { expect } from '@jest/globals';
import fc from 'fast-check';
import { before, TIMELINE_KINDS } from '../../../src/reports/timeline.rules.js';
import { TimelineService } from '../../../src/reports/timeline.service.js';
import { bind, put, type Stage } from './bind.js';
import { ago, citizenIdOf, maybe, minutesAgo, NOW, otherIdOf } from './drawn.js';

const HERS = citizenIdOf(0);
const routing = { rule: 'district', sentence: '', chosenTeamId: null, candidates: [] };

const happened = fc
  .array(
    fc.record({ kind: fc.constantFrom(...TIMELINE_KINDS), at: ago(-60, 240), citizen: fc.constantFrom(0, 0, 0, 1) }),
    { maxLength: 40, size: 'max' },
  )
  .map((drawn) =>
    drawn.map(({ citizen, ...one }, n) => ({ ...one, id: otherIdOf(n), citizenId: citizenIdOf(citizen) })),
  );
type Happened = typeof happened extends fc.Arbitrary<(infer T)[]> ? T : never;

const ROWS: Readonly<Record<Happened['kind'], (one: Happened, n: number) => object>> = {
  dose: ({ id, at, citizenId }, n) => ({
    id,
    citizenId,
    revision: n,
    slot: '08:00',
    dueAt: at,
    windowClosesAt: at,
    deadlineAt: at,
    criticality: 'standard',
    state: 'missed',
    settled: true,
    evidence: [],
  }),
  alert: ({ id, at, citizenId }) => ({
    id,
    citizenId,
    key: id,
    type: 'dose.missed',
    state: 'open',
    priority: 'P2',
    unmatched: false,
    openedAt: at,
    occurrences: 1,
    lastSeenAt: at,
    shadow: false,
    attached: false,
    detail: {},
    evidence: [],
    version: 1,
  }),
  task: ({ id, at, citizenId }) => ({
    id,
    citizenId,
    alertId: id,
    kind: 'call',
    state: 'open',
    priority: 'P2',
    audience: 'team',
    dueAt: at,
    createdAt: at,
    unansweredCalls: 0,
    rung: 0,
    routing,
    version: 1,
  }),
  command: ({ id, at, citizenId }, n) => ({
    id,
    citizenId: n % 2 ? citizenId : null,
    deviceId: `D-${citizenId}`,
    type: 'screen.message',
    time: at,
    expiresAt: at,
    data: {},
    state: 'queued',
  }),
  pause: ({ id, at, citizenId }) => ({
    id,
    citizenId,
    reason: 'travel',
    from: at,
    until: new Date(at.getTime() + 60_000),
    createdAt: at,
    createdBy: 'x',
  }),
};

async function write({ tx }: Stage, drawn: readonly Happened[]): Promise<void> {
  const ids = [0, 1].map(citizenIdOf);
  await put(
    tx,
    'citizen',
    ids.map((id) => ({
      id,
      displayName: 'A',
      address: {},
      zone: 'Europe/Copenhagen',
      addressProtected: false,
      consentTelemetry: true,
      consentChangedAt: NOW,
      createdAt: NOW,
      updatedAt: NOW,
    })),
  );
  await put(
    tx,
    'assignment',
    ids.map((citizenId) => ({ id: citizenId, deviceId: `D-${citizenId}`, citizenId, from: minutesAgo(10_000) })),
  );
  for (const kind of TIMELINE_KINDS) await put(tx, kind, drawn.filter((one) => one.kind === kind).map(ROWS[kind]));
}

const shown = ({ at, kind, id }: Pick<Happened, 'at' | 'kind' | 'id'>) => ({ at, kind, id });

/** No statement spans these rooms: five are asked, and a page of them is to be one of all that happened. */
export const TIMELINE = [
  bind(
    'reports/timeline.service.ts of',
    fc.tuple(happened, maybe(ago(0, 240)), maybe(ago(0, 120)), fc.integer({ min: 1, max: 3 })),
    async (stage, [drawn, from, to, limit]) => {
      await write(stage, drawn);
      const citizen = { id: HERS, addressProtected: false, zone: 'Europe/Copenhagen', language: 'en' as const };
      const upTo = to ?? new Date(NOW.getTime() + 1);
      const found: object[] = [];
      for (let below: readonly [Date, string] | null = before(upTo); below;) {
        const items = await stage.house
          .get(TimelineService)
          .of({ tx: stage.tx, now: NOW }, citizen, from, below, limit + 1);
        const page = items.slice(0, limit);
        found.push(...page.map(shown));
        below = items.length > limit ? [page.at(-1)!.at, page.at(-1)!.id] : null;
      }
      const hers = drawn.filter(
        ({ citizenId, at }) => citizenId === HERS && at < upTo && (from === null || at >= from),
      );
      const newest = hers.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
      expect(found).toEqual(newest.map(shown));
    },
  ),
];
