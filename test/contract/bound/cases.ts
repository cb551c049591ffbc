import fc from 'fast-check';
import { type Alert, ALERT_STATES, isLive, PRIORITIES } from '../../../src/cases/alert.rules.js';
import { OPEN_STATES, TASK_KINDS, TASK_STATES, MODES } from '../../../src/cases/task.rules.js';
import { put, type Stage } from './bind.js';
import {
  ago,
  alertIdOf,
  citizenIdOf,
  districtId,
  doseIdOf,
  maybe,
  minutesAgo,
  personIdOf,
  rarely,
  taskIdOf,
  teamIdOf,
} from './drawn.js';

/** Alerts of a few citizens and districts, some under one that stands before them. */
const alert = fc.record({
  type: fc.constantFrom(
    'dose.missed',
    'connectivity.offline',
    'power.mains_lost',
    'gateway.fleet_outage',
    'tray.empty',
  ),
  state: fc.oneof(fc.constantFrom('open' as const), fc.constantFrom(...ALERT_STATES)),
  priority: fc.constantFrom(...PRIORITIES),
  citizen: maybe(fc.nat({ max: 3 })),
  device: maybe(fc.nat({ max: 2 })),
  districtId,
  dose: maybe(fc.nat({ max: 5 })),
  openedAt: fc.oneof(
    ago(0, 60),
    fc.nat({ max: 40 }).map((thirds) => minutesAgo(20 + thirds / 3)),
    ago(0, 4_000),
  ),
  lasted: fc.nat({ max: 200 }),
  shadow: rarely(8),
  under: fc.option(fc.nat(), { freq: 2 }),
  attached: rarely(3).map((is) => !is),
  attachedUntil: fc.option(ago(-60, 60), { freq: 2 }),
  isOverAbsence: rarely(6),
  key: fc.nat({ max: 3 }),
});
type Drawn = typeof alert extends fc.Arbitrary<infer T> ? T : never;

export const alerts = fc.array(alert, { minLength: 1, maxLength: 40, size: 'max' }).map(asAlerts);

/** One is live for a key; a parent was there before. */
function asAlerts(drawn: readonly Drawn[]): Alert[] {
  const live = new Set<number>();
  return drawn.map(({ citizen, device, dose, lasted, under, isOverAbsence, key, attached, ...one }, n) => {
    const isOnly = !isLive(one.state) || !live.has(key);
    if (isLive(one.state)) live.add(key);
    const parentId = under !== null && n > 0 ? alertIdOf(under % n) : null;
    const resolvedAt = isLive(one.state) ? null : new Date(one.openedAt.getTime() + lasted * 60_000);
    return {
      ...one,
      id: alertIdOf(n),
      key: isOnly ? `operations/k${key}` : `operations/only${n}`,
      citizenId: citizen === null ? null : citizenIdOf(citizen),
      deviceId: device === null ? null : `D-${device}`,
      doseId: dose === null ? null : doseIdOf(dose),
      parentId,
      attached: parentId !== null && attached,
      resolvedAt,
      closedBecause: resolvedAt !== null && isOverAbsence ? 'paused' : null,
      ladderName: null,
      dose: null,
      unmatched: false,
      occurrences: 1,
      lastSeenAt: one.openedAt,
      shelvedUntil: null,
      shelvedReason: null,
      outcome: null,
      cause: null,
      previousAlertId: null,
      closedBecauseId: null,
      openedBecause: null,
      openedBecauseId: null,
      detail: {},
      evidence: [],
      version: 1,
    };
  });
}

const person = fc.option(fc.nat({ max: 3 }).map(personIdOf), { freq: 2 });
const team = fc.option(fc.nat({ max: 2 }).map(teamIdOf), { freq: 4 });

/** Work for alerts there may be or not. */
const task = fc.record({
  alertId: fc.nat({ max: 20 }).map(alertIdOf),
  citizenId: maybe(fc.nat({ max: 3 }).map(citizenIdOf)),
  kind: fc.constantFrom(...TASK_KINDS),
  state: fc.constantFrom(...TASK_STATES),
  priority: fc.constantFrom(...PRIORITIES),
  teamId: team,
  districtId,
  assigneeId: person,
  audience: fc.constantFrom('team' as const, 'district' as const, 'person' as const),
  dueAt: ago(-60, 60),
  createdAt: ago(0, 120),
  claimedBy: person,
  claimExpiresAt: maybe(ago(-60, 60)),
  mode: fc.constantFrom(...MODES, null),
  outcome: fc.constantFrom('taken-after-call', 'taken-at-visit', 'device-fixed', 'refused', 'away'),
  resolved: ago(-20, 20_000),
  nextTeamId: team,
  nextDistrictId: districtId,
});

export const tasks = fc.array(task, { maxLength: 40, size: 'max' }).map((drawn) => {
  const open = new Set<string>();
  return drawn.map(({ resolved, outcome, ...one }, n) => {
    const isOpen = OPEN_STATES.some((state) => state === one.state);
    const state = isOpen && open.has(one.alertId) ? ('superseded' as const) : one.state;
    if (isOpen) open.add(one.alertId);
    const isResolved = state === 'resolved';
    return {
      ...one,
      id: taskIdOf(n),
      state,
      resolvedAt: isResolved ? resolved : null,
      outcome: isResolved ? outcome : null,
      rung: 0,
      routing: {},
    };
  });
});
export type DrawnTask = typeof tasks extends fc.Arbitrary<(infer T)[]> ? T : never;

/** Where ladders stand, of some alerts; the first has the first alert's. */
export const ladders = fc
  .array(
    fc.option(
      fc.record({
        rungs: fc.integer({ min: 1, max: 3 }),
        rung: maybe(fc.nat({ max: 2 })),
        nextRung: maybe(fc.nat({ max: 3 })),
        nextRungAt: maybe(ago(-30, 60)),
      }),
      { freq: 4 },
    ),
    { maxLength: 40, size: 'max' },
  )
  .map((drawn) =>
    drawn.flatMap((one, n) =>
      one
        ? [
            {
              ...one,
              alertId: alertIdOf(n),
              ladderName: 'power-connectivity',
              claimTimeoutSeconds: 600,
              startsAt: minutesAgo(60),
              rungs: Array.from({ length: one.rungs }, (_, i) => ({ to: `t${i}`, actions: [`a${i}`], after: i })),
            },
          ]
        : [],
    ),
  );

export const putAlerts = ({ tx }: Stage, rows: readonly Alert[]): Promise<void> => put(tx, 'alert', rows);
