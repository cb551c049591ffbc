import { expect } from '@jest/globals';
import fc from 'fast-check';
import { ASKED_STATES, type Alert } from '../../../src/cases/alert.rules.js';
import { HELD_STATES } from '../../../src/cases/task.rules.js';
import { AuditStore } from '../../../src/reports/audit.store.js';
import { type Found, WaitingStore } from '../../../src/reports/waiting.store.js';
import { bind, put, type Stage } from './bind.js';
import { alerts, type DrawnTask, ladders, putAlerts, tasks } from './cases.js';
import { ago, citizenIdOf, doseIdOf, inAnyOrder, maybe, minutesAgo, NOW, otherIdOf } from './drawn.js';

const DEVICES = 3;
const LANES = [-1, 1, 2];
const TYPES = ['dose.missed', 'dose.dispensed', 'button.pressed'];

const entries = fc
  .array(
    fc.record({
      device: fc.nat({ max: DEVICES - 1 }),
      type: fc.constantFrom(...TYPES),
      receivedAt: ago(0, 60),
      effectiveAt: ago(0, 120),
      place: fc.oneof(
        fc.record({ lane: fc.constantFrom(...LANES) }),
        fc.record({
          stage: fc.constantFrom('care', 'behind', 'parked'),
          turn: fc.nat({ max: 1 }),
          apart: fc.boolean(),
          delays: fc.nat({ max: 1 }),
          trouble: fc.constantFrom('deadlock', 'locked'),
          citizen: fc.nat({ max: 3 }),
        }),
        fc.constant(null),
      ),
    }),
    { maxLength: 30, size: 'max' },
  )
  .map((drawn) => drawn.map((one, n) => ({ ...one, number: n + 1 })));
type Entry = typeof entries extends fc.Arbitrary<(infer T)[]> ? T : never;
type Batch = { readonly lane: number; readonly receivedAt: Date; readonly heard: readonly Entry[] };
const receivedAt = fc.array(ago(0, 60), { minLength: 3, maxLength: 3 });
const served = fc.array(maybe(fc.record({ from: ago(0, 120), until: maybe(ago(0, 60)) })), {
  minLength: DEVICES,
  maxLength: DEVICES,
});
type Served = typeof served extends fc.Arbitrary<infer T> ? T : never;

const laneOf = ({ place }: Entry): number | null => (place && 'lane' in place ? place.lane : null);
const pendingOf = ({ place }: Entry) => (place && 'stage' in place ? place : null);
const batchesOf = (drawn: readonly Entry[], times: readonly Date[]): Batch[] =>
  LANES.map((lane, n) => ({ lane, receivedAt: times[n]!, heard: drawn.filter((one) => laneOf(one) === lane) })).filter(
    ({ heard }) => heard.length > 0,
  );
const deviceIdOf = (n: number): string => `D-${n}`;

async function writeJournal(
  { tx }: Stage,
  drawn: readonly Entry[],
  batches: readonly Batch[],
  stretches: Served,
): Promise<void> {
  await put(
    tx,
    'device',
    stretches.map((_, n) => ({ deviceId: deviceIdOf(n), number: n + 1, dialect: 'json', createdAt: NOW, version: 1 })),
  );
  await put(
    tx,
    'assignment',
    stretches.flatMap((one, n) =>
      isStretch(one) ? [{ id: otherIdOf(n), deviceId: deviceIdOf(n), citizenId: citizenIdOf(n), ...one }] : [],
    ),
  );
  await put(
    tx,
    'journal',
    drawn.map(({ number, device, type, receivedAt: at, effectiveAt }) => ({
      number,
      time: effectiveAt,
      receivedAt: at,
      effectiveAt,
      deviceNumber: device + 1,
      payloadLength: 0,
      clock: 'trusted',
      type,
      eventId: `e${number}`,
      payload: '',
    })),
  );
  await put(
    tx,
    'journal_pending',
    drawn.flatMap((one) => {
      const place = pendingOf(one);
      if (!place) return [];
      const { citizen, ...rest } = place;
      return [
        {
          number: one.number,
          time: one.effectiveAt,
          deviceNumber: one.device + 1,
          subject: citizenIdOf(citizen),
          attempts: 0,
          ...rest,
        },
      ];
    }),
  );
  await put(
    tx,
    'journal_batch',
    batches.map(({ lane, receivedAt: at, heard }, n) => {
      const times = heard.map(({ effectiveAt }) => effectiveAt.getTime());
      return {
        id: n + 1,
        lane,
        lines: heard.length,
        numbers: heard.map(({ number }) => number),
        deviceNumbers: [],
        from: new Date(Math.min(...times)),
        until: new Date(Math.max(...times)),
        receivedAt: at,
      };
    }),
  );
}

const isStretch = (one: Served[number]): one is NonNullable<Served[number]> =>
  one !== null && (one.until === null || one.until > one.from);

/** Whose the dispenser was then. */
function ownerOf({ device, effectiveAt }: Entry, stretches: Served): string | null {
  const one = stretches[device]!;
  return isStretch(one) && one.from <= effectiveAt && (one.until === null || one.until > effectiveAt)
    ? citizenIdOf(device)
    : null;
}

/** What the house failed one by one, and all that stands in lanes that cannot be drained. */
function waiting(
  drawn: readonly Entry[],
  batches: readonly Batch[],
  stretches: Served,
  heardBefore: Date,
  lanes: readonly number[],
): Found[] {
  return drawn
    .filter(({ receivedAt: at }) => at <= heardBefore)
    .flatMap((one): Found[] => {
      const about = {
        number: one.number,
        deviceId: deviceIdOf(one.device),
        type: one.type,
        receivedAt: one.receivedAt,
      };
      const pending = pendingOf(one);
      if (pending)
        return pending.delays > 0 && pending.stage !== 'parked'
          ? [{ ...about, citizenId: citizenIdOf(pending.citizen), trouble: pending.trouble, lane: null }]
          : [];
      const batch = batches.find(({ heard }) => heard.includes(one));
      if (!batch || !lanes.includes(batch.lane) || batch.receivedAt > heardBefore) return [];
      return [{ ...about, citizenId: ownerOf(one, stretches), trouble: null, lane: batch.lane }];
    });
}

const doses = fc.array(fc.record({ settled: fc.boolean(), deadlineAt: ago(-20, 60) }), { maxLength: 10 });
const outage = fc.record({ downSince: fc.option(ago(0, 60), { freq: 2 }), watchFrom: maybe(ago(-30, 60)) });

function hasNoStep(
  one: Alert,
  all: readonly Alert[],
  climbs: readonly { alertId: string; nextRungAt: Date | null }[],
  work: readonly DrawnTask[],
  latest: Date,
): boolean {
  if (!ASKED_STATES.some((state) => state === one.state) || one.shadow || one.openedAt > latest) return false;
  const parent = all.find(({ id }) => id === one.parentId);
  const isStoodFor =
    one.attached &&
    (one.attachedUntil === null || one.attachedUntil > latest) &&
    parent !== undefined &&
    (parent.resolvedAt === null || parent.resolvedAt > latest);
  const isClimbing = climbs.some(
    ({ alertId, nextRungAt }) => alertId === one.id && nextRungAt !== null && nextRungAt > latest,
  );
  const isHeld = work.some(
    ({ alertId, state, claimExpiresAt }) =>
      alertId === one.id &&
      HELD_STATES.some((held) => held === state) &&
      claimExpiresAt !== null &&
      claimExpiresAt > latest,
  );
  return !isStoodFor && !isClimbing && !isHeld;
}

const finding = (kind: string, count: number, times: readonly Date[]) => ({
  kind,
  count,
  oldestAt: times.length > 0 ? new Date(Math.min(...times.map((at) => at.getTime()))) : null,
});

export const OPERATIONS = [
  bind(
    'reports/audit.store.ts findings',
    fc.tuple(alerts, ladders, tasks, doses, outage, entries, receivedAt),
    async (stage, [drawn, climbs, work, expectedDoses, broker, heard, times]) => {
      const [latest, heardBefore, longBefore] = [minutesAgo(5), minutesAgo(10), minutesAgo(40)];
      const seen = drawn.map((one, n) => ({ ...one, lastSeenAt: minutesAgo(n) }));
      await putAlerts(stage, seen);
      await put(stage.tx, 'escalation', climbs);
      await put(stage.tx, 'task', work);
      await put(
        stage.tx,
        'dose',
        expectedDoses.map((one, n) => ({
          id: doseIdOf(n),
          citizenId: citizenIdOf(n),
          revision: 1,
          slot: '08:00',
          dueAt: one.deadlineAt,
          windowClosesAt: one.deadlineAt,
          criticality: 'standard',
          state: 'scheduled',
          evidence: [],
          ...one,
        })),
      );
      await stage.tx.query('DELETE FROM ingest_outage');
      await put(stage.tx, 'ingest_outage', [{ id: 1, ...broker }]);
      const batches = batchesOf(heard, times);
      await writeJournal(stage, heard, batches, []);

      const stepless = seen.filter((one) => hasNoStep(one, seen, climbs, work, latest));
      const isWatched = broker.downSince === null && (broker.watchFrom === null || broker.watchFrom <= latest);
      const overdue = expectedDoses.filter(({ settled, deadlineAt }) => isWatched && !settled && deadlineAt <= latest);
      const since = (isBehind: boolean): Date => (isBehind ? longBefore : heardBefore);
      const late = batches.filter(({ lane, receivedAt: at }) => at <= since(lane < 0));
      const alone = heard.filter((one) => {
        const place = pendingOf(one);
        return (
          place !== null &&
          place.stage !== 'parked' &&
          one.receivedAt <= since(place.stage === 'behind' || place.turn > 0 || place.apart)
        );
      });
      const lines = late.reduce((sum, batch) => sum + batch.heard.length, alone.length);
      expect(await stage.house.get(AuditStore).findings(stage.tx, latest, heardBefore, longBefore)).toEqual([
        finding(
          'alert-without-step',
          stepless.length,
          stepless.map(({ lastSeenAt }) => lastSeenAt),
        ),
        finding(
          'dose-without-outcome',
          overdue.length,
          overdue.map(({ deadlineAt }) => deadlineAt),
        ),
        finding(
          'line-waiting',
          lines,
          [...late, ...alone].map(({ receivedAt: at }) => at),
        ),
      ]);
    },
  ),
  bind(
    'reports/waiting.store.ts news',
    fc.tuple(entries, receivedAt, served, fc.subarray(LANES)),
    async (stage, [drawn, times, stretches, lanes]) => {
      const batches = batchesOf(drawn, times);
      await writeJournal(stage, drawn, batches, stretches);
      const found = await stage.house.get(WaitingStore).news(stage.tx, minutesAgo(20), lanes);
      expect(inAnyOrder(found)).toEqual(inAnyOrder(waiting(drawn, batches, stretches, minutesAgo(20), lanes)));
    },
  ),
  bind(
    'reports/waiting.store.ts alarms',
    fc.tuple(entries, receivedAt, served, fc.subarray(LANES)),
    async (stage, [drawn, times, stretches, lanes]) => {
      const batches = batchesOf(drawn, times);
      await writeJournal(stage, drawn, batches, stretches);
      const types = ['dose.missed', 'button.pressed'];
      const found = await stage.house.get(WaitingStore).alarms(stage.tx, minutesAgo(20), lanes, types);
      const told = waiting(drawn, batches, stretches, minutesAgo(20), lanes).filter(
        ({ type, citizenId }) => citizenId !== null && types.includes(type),
      );
      expect(found).toMatchObject(told);
      expect(found).toHaveLength(told.length);
    },
  ),
  bind(
    'reports/waiting.store.ts parked',
    fc.array(fc.record({ kind: fc.constantFrom('parked', 'review'), state: fc.constantFrom('open', 'dismissed') }), {
      maxLength: 8,
    }),
    async (stage, drawn) => {
      const kept = drawn.map((one, n) => ({
        ...one,
        id: otherIdOf(n),
        number: n + 1,
        time: NOW,
        deviceId: deviceIdOf(n),
        reason: 'x',
        receivedAt: NOW,
        quarantinedAt: minutesAgo((n * 3) % 8),
        occurrences: 1,
        told: true,
      }));
      await put(stage.tx, 'quarantine', kept);
      const parked = kept.filter(({ kind, state }) => kind === 'parked' && state === 'open');
      const [newest] = [...parked].sort((a, b) => b.quarantinedAt.getTime() - a.quarantinedAt.getTime());
      expect(await stage.house.get(WaitingStore).parked(stage.tx)).toEqual({
        count: parked.length,
        deviceId: newest?.deviceId ?? null,
        newestAt: newest?.quarantinedAt ?? null,
      });
    },
  ),
];
