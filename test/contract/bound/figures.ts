import { expect } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type Alert, isLive, OUTCOMES } from '../../../src/cases/alert.rules.js';
import { MODES } from '../../../src/cases/task.rules.js';
import { FiguresStore, type Period } from '../../../src/reports/figures.store.js';
import { bind, put, type Stage } from './bind.js';
import { alerts, ladders, putAlerts, tasks } from './cases.js';
import { alertIdOf, citizenIdOf, districtIdOf, doseIdOf, inAnyOrder, minutesAgo, NOW } from './drawn.js';

const CITIZENS = 4;
const DISTRICTS = 2;
const ZONES = ['Europe/Copenhagen', 'Pacific/Auckland', 'America/Anchorage', 'Mars/Olympus'];

/** Written as it is today, or as it was before what it says was a code. */
interface Entry {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly before?: { entry: string; by?: string; text?: string; data?: Readonly<Record<string, unknown>> | null };
}

const entry = fc.oneof(
  fc.constantFrom<Entry>(
    { kind: 'claimed', data: {}, before: { entry: 'being-handled', data: { action: 'task.claimed' } } },
    { kind: 'taken_over', data: {}, before: { entry: 'transfer', data: { action: 'task.taken-over' } } },
    { kind: 'taken_over', data: {}, before: { entry: 'transfer', data: { action: 'task.taken_over' } } },
    { kind: 'released', data: {}, before: { entry: 'transfer', data: { action: 'task.released' } } },
    { kind: 'talked', data: {}, before: { entry: 'conversation', text: 'we spoke', data: null } },
    { kind: 'noted', data: {}, before: { entry: 'note', text: 'a note', data: null } },
    { kind: 'kept', data: {}, before: { entry: 'transfer', data: { action: 'task.kept' } } },
    {
      kind: 'condition_cleared',
      data: {},
      before: { entry: 'signed-off', by: 'gateway', data: { reason: 'tray.filled' } },
    },
  ),
  fc.boolean().map((answered): Entry => ({
    kind: 'call_attempted',
    data: { answered },
    before: { entry: 'call-attempt', data: { answered } },
  })),
  fc.constantFrom(...MODES).map((mode): Entry => ({
    kind: 'started',
    data: { mode },
    before: { entry: 'measure', text: mode, data: { action: 'task.started' } },
  })),
  fc.constantFrom(...OUTCOMES).map((outcome): Entry => ({
    kind: 'resolved',
    data: { outcome },
    before: { entry: 'signed-off', data: { outcome } },
  })),
  fc.constantFrom('open', 'claimed', 'in-progress').map((state): Entry => ({
    kind: 'work_moved',
    data: { state },
    before: { entry: 'transfer', by: 'gateway', data: { fromAlertId: 'x', state } },
  })),
  fc.constantFrom('nobody-on-duty', 'no-screen').map((rule): Entry => ({
    kind: 'rung_skipped',
    data: { rule },
    before: { entry: 'measure', by: 'gateway', data: { skipped: true, routing: { rule } } },
  })),
);
const log = fc.array(
  fc.record({ said: entry, wasBefore: fc.boolean(), alert: fc.nat({ max: 12 }), minute: fc.nat({ max: 60 }) }),
  { maxLength: 60, size: 'max' },
);
type Logged = (typeof log extends fc.Arbitrary<(infer T)[]> ? T : never) & { readonly at?: Date };

const town = fc.record({
  zones: fc.array(fc.constantFrom(...ZONES), { minLength: CITIZENS, maxLength: CITIZENS }),
  /** One is no more, and the first has its history. */
  isFormer: fc.boolean(),
  doses: fc.array(fc.constantFrom('dispensed', 'retrieved', 'missed', 'dispensed-in-advance', 'unconfirmed'), {
    minLength: 6,
    maxLength: 6,
  }),
});
type Town = typeof town extends fc.Arbitrary<infer T> ? T : never;

const period = fc
  .record({
    days: fc.constantFrom(1, 20),
    upTo: fc.constantFrom(0, 30),
    among: fc.option(fc.subarray([0, 1, 2]), { freq: 2 }),
  })
  .map(({ days, upTo, among }): Period => ({
    from: minutesAgo(days * 1_440),
    to: minutesAgo(upTo),
    districtIds: among && among.map(districtIdOf),
  }));

const ofLog = ({ minute }: Logged): Date => minutesAgo(60 - minute);

async function write(stage: Stage, drawn: readonly Alert[], { zones, isFormer, doses }: Town): Promise<void> {
  await putAlerts(stage, drawn);
  const about = { displayName: 'A', address: {}, addressProtected: false, consentTelemetry: true };
  const since = { consentChangedAt: NOW, createdAt: NOW, updatedAt: NOW };
  await put(
    stage.tx,
    'citizen',
    zones.map((zone, n) => ({ id: citizenIdOf(n), zone, ...about, ...since })),
  );
  const districts = Array.from({ length: isFormer ? DISTRICTS : DISTRICTS + 1 }, (_, n) => ({
    id: districtIdOf(n),
    name: `District ${n}`,
    createdAt: NOW,
  }));
  await put(stage.tx, 'district', districts);
  if (isFormer)
    await put(stage.tx, 'district_former', [
      { id: districtIdOf(DISTRICTS), name: 'Was', successorId: districtIdOf(0), removedAt: NOW },
    ]);
  await put(
    stage.tx,
    'dose',
    doses.map((state, n) => ({
      id: doseIdOf(n),
      citizenId: citizenIdOf(n),
      revision: 1,
      slot: '08:00',
      dueAt: minutesAgo(n),
      windowClosesAt: NOW,
      deadlineAt: NOW,
      criticality: 'standard',
      state,
      settled: true,
      evidence: [],
    })),
  );
}

const writeLog = ({ tx }: Stage, entries: readonly Logged[]): Promise<void> =>
  put(
    tx,
    'alert_log',
    entries.map(({ said, wasBefore, alert, ...one }, n) => {
      const about = { id: n + 1, alertId: alertIdOf(alert), at: ofLog({ said, wasBefore, alert, ...one }) };
      if (!wasBefore || !said.before)
        return { ...about, entry: 'note', by: 'a', text: null, kind: said.kind, data: said.data };
      const { entry: code, by = 'a', text = null, data = null } = said.before;
      return { ...about, entry: code, by, text, kind: 'text', data };
    }),
  );

/** Whose history it is now. */
const underOf = ({ districtId }: Pick<Alert, 'districtId'>, { isFormer }: Town): string | null =>
  isFormer && districtId === districtIdOf(DISTRICTS) ? districtIdOf(0) : districtId;

const nameOf = (districtId: string | null): string | null => districtId && `District ${Number(districtId.slice(-2))}`;

const isWithin = (at: Date | null, { from, to }: Period): boolean => at !== null && at >= from && at < to;
const isAsked = ({ districtId }: Pick<Alert, 'districtId'>, { districtIds }: Period): boolean =>
  districtIds === null || districtIds.some((id) => id === districtId);

const opened = (drawn: readonly Alert[], within: Period): Alert[] =>
  drawn.filter((one) => isWithin(one.openedAt, within) && !one.shadow && isAsked(one, within));

const HAS_REACHED = ['taken-after-call', 'taken-at-visit', 'found-already-taken', 'skipped-on-advice', 'refused'];
const BY_CALL = ['taken-after-call', 'found-already-taken', 'skipped-on-advice', 'device-fixed', 'false-alarm'];

function isClaim({ kind, data }: Entry): boolean {
  return kind === 'work_moved'
    ? data.state !== 'open'
    : ['claimed', 'started', 'taken_over', 'resolved'].includes(kind);
}

function isContact({ kind, data }: Entry): boolean {
  if (kind === 'call_attempted') return data.answered === true;
  if (kind === 'started') return data.mode === 'visit';
  return kind === 'talked' || (kind === 'resolved' && HAS_REACHED.includes(String(data.outcome)));
}

const first = (entries: readonly Logged[]): Date | null =>
  entries.length > 0 ? new Date(Math.min(...entries.map((one) => ofLog(one).getTime()))) : null;

/** Each giving back ends a turn; one in which nobody was reached answered nothing. */
function followed(entries: readonly Logged[]) {
  const turns: Logged[][] = [[]];
  for (const one of entries) {
    turns.at(-1)!.push(one);
    if (one.said.kind === 'released') turns.push([]);
  }
  const answering = turns.filter(
    (turn) => turn.at(-1)?.said.kind !== 'released' || turn.some(({ said }) => isContact(said)),
  );
  return {
    firstClaimedAt: first(entries.filter(({ said }) => isClaim(said))),
    claimedAt: first(answering.flat().filter(({ said }) => isClaim(said))),
    contactAt: first(entries.filter(({ said }) => isContact(said))),
  };
}

function loadOf(
  ones: readonly Alert[],
  climbs: readonly { alertId: string; rung: number | null; rungs: readonly object[] }[],
  { doses }: Town,
  entries: readonly Logged[],
) {
  const asked = ones.filter(({ attached }) => !attached).map(({ openedAt }) => openedAt.getTime());
  const before = (at: number): number => asked.filter((other) => other <= at && other >= at - 600_000).length;
  const minuteOf = (at: number): number => Math.floor(at / 60_000);
  const minutes = new Set(asked.flatMap((at) => Array.from({ length: 10 }, (_, n) => minuteOf(at) + n)));
  const inTenMinutes = (minute: number): number =>
    asked.map(minuteOf).filter((at) => at <= minute && at > minute - 10).length;
  const isLate = ({ state, closedBecause, doseId }: Alert): boolean =>
    state === 'auto-resolved' &&
    closedBecause === null &&
    doses.some(
      (dose, n) => doseIdOf(n) === doseId && ['dispensed', 'retrieved', 'dispensed-in-advance'].includes(dose),
    );
  return {
    alerts: ones.length,
    underIncidents: ones.filter(({ attached }) => attached).length,
    mostInTenMinutes: Math.max(0, ...asked.map(before)),
    floodMinutes: [...minutes].filter((minute) => inTenMinutes(minute) >= 10).length,
    olderThan24h: ones.filter(({ state, openedAt }) => isLive(state) && openedAt < minutesAgo(1_440)).length,
    autoResolvedByLateEvent: ones.filter(isLate).length,
    reachedLastRung: ones.filter(({ id }) =>
      climbs.some(({ alertId, rung, rungs }) => alertId === id && rung === rungs.length - 1),
    ).length,
    rungsSkippedUnstaffed: entries.filter(
      ({ said, alert }) =>
        said.kind === 'rung_skipped' &&
        said.data.rule === 'nobody-on-duty' &&
        ones.some(({ id }) => id === alertIdOf(alert)),
    ).length,
  };
}

function mondayOf(at: Date, zone: string): string {
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone === 'Mars/Olympus' ? 'Europe/Copenhagen' : zone)
    .toPlainDate();
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

export const FIGURES = [
  bind(
    'reports/figures.store.ts answered',
    fc.tuple(alerts, town, period, log, tasks),
    async (stage, [drawn, where, within, entries, work]) => {
      await write(stage, drawn, where);
      await writeLog(stage, entries);
      await put(stage.tx, 'task', work);
      const found = await stage.house.get(FiguresStore).answered(stage.tx, within);
      const expected = opened(drawn, within)
        .filter(({ attached }) => !attached)
        .map((one) => {
          const { priority, state, openedAt, resolvedAt: endedAt, citizenId } = one;
          const zone = where.zones.find((_, n) => citizenIdOf(n) === citizenId) ?? 'Europe/Copenhagen';
          const [askedFirst] = work
            .filter(({ alertId }) => alertId === one.id)
            .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
          const about = {
            districtId: underOf(one, where),
            teamId: askedFirst?.teamId ?? null,
            priority,
            state,
            openedAt,
            endedAt,
            zone,
          };
          return { ...about, ...followed(entries.filter(({ alert }) => alertIdOf(alert) === one.id)) };
        });
      expect(inAnyOrder(found)).toEqual(inAnyOrder(expected));
    },
  ),
  bind(
    'reports/figures.store.ts alarmLoad',
    fc.tuple(alerts, town, period, log, ladders),
    async (stage, [drawn, where, within, entries, climbs]) => {
      await write(stage, drawn, where);
      await writeLog(stage, entries);
      await put(stage.tx, 'escalation', climbs);
      const found = await stage.house.get(FiguresStore).alarmLoad(stage.tx, within, NOW);
      const byDistrict = Map.groupBy(opened(drawn, within), (one) => underOf(one, where));
      const expected = [...byDistrict].map(([districtId, ones]) => ({
        districtId,
        districtName: nameOf(districtId),
        ...loadOf(ones, climbs, where, entries),
      }));
      expect(inAnyOrder(found)).toEqual(inAnyOrder(expected));
    },
  ),
  bind('reports/figures.store.ts noisiest', fc.tuple(alerts, period), async (stage, [drawn, within]) => {
    await putAlerts(stage, drawn);
    const found = await stage.house.get(FiguresStore).noisiest(stage.tx, within);
    const byDevice = Map.groupBy(
      opened(drawn, within).filter(({ deviceId }) => deviceId !== null),
      ({ deviceId }) => deviceId!,
    );
    const expected = [...byDevice].map(([deviceId, ones]) => ({ deviceId, alerts: ones.length }));
    expect(found).toEqual(
      expected.sort((a, b) => b.alerts - a.alerts || (a.deviceId < b.deviceId ? -1 : 1)).slice(0, 10),
    );
  }),
  bind(
    'reports/figures.store.ts visits',
    fc.tuple(alerts, town, period, tasks),
    async (stage, [drawn, where, within, work]) => {
      await write(stage, drawn, where);
      await put(stage.tx, 'task', work);
      const found = await stage.house.get(FiguresStore).visits(stage.tx, within);
      const done = work
        .filter(({ state, resolvedAt }) => state === 'resolved' && isWithin(resolvedAt, within))
        .flatMap((task) => {
          const alert = drawn.find(({ id }) => id === task.alertId);
          if (!alert || !isAsked(alert, within)) return [];
          const zone = where.zones.find((_, n) => citizenIdOf(n) === alert.citizenId) ?? 'Europe/Copenhagen';
          const begun = task.mode ?? task.kind;
          const isCall = ['call', 'screen-call'].includes(begun);
          const how =
            task.outcome === 'taken-at-visit'
              ? 'visit'
              : task.outcome === 'taken-after-call' && !isCall
                ? 'call'
                : begun;
          const isDriven = work.some((other) => other.alertId === alert.id && other.mode === 'visit');
          const isSpared = ['call', 'screen-call'].includes(how) && BY_CALL.includes(task.outcome!) && !isDriven;
          return [{ week: mondayOf(task.resolvedAt!, zone), districtId: underOf(alert, where), alert, how, isSpared }];
        });
      const groups = Map.groupBy(done, ({ week, districtId }) => `${week} ${districtId}`);
      const expected = [...groups.values()].map((ones) => ({
        week: ones[0]!.week,
        districtId: ones[0]!.districtId,
        districtName: nameOf(ones[0]!.districtId),
        citizens: new Set(ones.flatMap(({ alert }) => alert.citizenId ?? [])).size,
        calls: ones.filter(({ how }) => how === 'call').length,
        screenCalls: ones.filter(({ how }) => how === 'screen-call').length,
        visits: ones.filter(({ how }) => ['visit', 'refill'].includes(how)).length,
        visitsAvoided: new Set(ones.filter(({ isSpared }) => isSpared).map(({ alert }) => alert.id)).size,
      }));
      expect(inAnyOrder(found)).toEqual(inAnyOrder(expected));
    },
  ),
];
