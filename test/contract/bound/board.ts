import { expect } from '@jest/globals';
import fc from 'fast-check';
import { CaseStore } from '../../../src/board/case.store.js';
import { type Alert, conditionKey, isLive, PRIORITIES } from '../../../src/cases/alert.rules.js';
import { DueStore } from '../../../src/cases/due.store.js';
import { deadlineOf, type Place, SORTS } from '../../../src/cases/lists/queue.rules.js';
import { QueueStore } from '../../../src/cases/lists/queue.store.js';
import { isWithin } from '../../../src/cases/lists/task-reach.rules.js';
import { TasksStore } from '../../../src/cases/lists/tasks.store.js';
import { isOpenTask } from '../../../src/cases/task.rules.js';
import { DOSE_STATES } from '../../../src/doses/dose.rules.js';
import { INCIDENT } from '../../../src/incidents/storm.rules.js';
import { StormsStore } from '../../../src/incidents/storms.store.js';
import { LADDER_NAMES } from '../../../src/ladders/ladder.rules.js';
import { OperationsAlertsStore } from '../../../src/reports/operations-alerts.store.js';
import { WaitingStore } from '../../../src/reports/waiting.store.js';
import { bind, put } from './bind.js';
import { alerts, type DrawnTask, ladders, putAlerts, tasks } from './cases.js';
import {
  ago,
  citizenIdOf,
  districtIdOf,
  doseIdOf,
  inAnyOrder,
  maybe,
  minutesAgo,
  NOW,
  personIdOf,
  teamIdOf,
} from './drawn.js';

/** All that is followed under an alert, also by way of one under it. */
function under(top: Alert, all: readonly Alert[]): Alert[] {
  const direct = all.filter(({ parentId, attached, state }) => parentId === top.id && attached && isLive(state));
  return direct.flatMap((one) => [one, ...under(one, all)]);
}

function counted(top: Alert, all: readonly Alert[]) {
  const types = Map.groupBy(under(top, all), ({ type }) => type);
  const counts = [...types].map(([type, ones]) => ({ type, count: ones.length }));
  return counts.sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1));
}

/** What nobody's incident stands for, in its district or in those of the incidents under it, since each began. */
function through(top: Alert, all: readonly Alert[]): number {
  const parts = [top, ...underIncidents(top, all)];
  const isSince = (one: Alert): boolean =>
    parts.some(
      (part) => part.districtId !== null && part.districtId === one.districtId && one.openedAt >= part.openedAt,
    );
  return all.filter(
    (one) => isLive(one.state) && one.citizenId !== null && !one.attached && !one.shadow && isSince(one),
  ).length;
}

function underIncidents(top: Alert, all: readonly Alert[]): Alert[] {
  const parts = all.filter(
    ({ parentId, attached, state, citizenId }) =>
      parentId === top.id && attached && isLive(state) && citizenId === null,
  );
  return parts.flatMap((part) => [part, ...underIncidents(part, all)]);
}

/** The live one of a key, or else the one opened last. */
const lastOf = (all: readonly Alert[]): Alert =>
  [...all].sort(
    (a, b) =>
      Number(isLive(b.state)) - Number(isLive(a.state)) ||
      b.openedAt.getTime() - a.openedAt.getTime() ||
      (a.id < b.id ? 1 : -1),
  )[0]!;

const who = fc.record({
  id: fc.nat({ max: 3 }).map(personIdOf),
  teamIds: fc.subarray([teamIdOf(0), teamIdOf(1), teamIdOf(2)]),
  districtIds: fc.subarray([districtIdOf(0), districtIdOf(1), districtIdOf(2)]),
});
const audience = maybe(
  fc.record({
    teamIds: fc.subarray([teamIdOf(0), teamIdOf(1)]),
    districtIds: fc.subarray([districtIdOf(0), districtIdOf(1)]),
  }),
);

const isAsked = (
  task: DrawnTask,
  { teamIds, districtIds }: { teamIds: readonly string[]; districtIds: readonly string[] },
): boolean =>
  teamIds.some((id) => id === task.teamId || (id === task.nextTeamId && isOpenTask(task.state))) ||
  (task.audience === 'district' && districtIds.some((id) => id === task.districtId));

const PAGE = 7;
const anything = { states: null, kinds: null, citizenIds: null, from: null, to: null, ids: null };
type Of<Drawn> = Drawn extends fc.Arbitrary<infer T> ? T : never;

const isTheirs = (task: DrawnTask, reader: Of<typeof who> | null, asked: Of<typeof audience>): boolean =>
  (!reader || isWithin(task, { ...reader, scopes: [] })) && (!asked || isAsked(task, asked));

/** What an alert may be about, and where its ladder leads; one for each. */
const abouts = fc.array(
  fc.record({
    dose: maybe(fc.record({ dueAt: ago(-60, 600), minutes: fc.constantFrom(30, 60, 240) })),
    ladderName: maybe(fc.constantFrom(...LADDER_NAMES)),
    deadlineAt: maybe(ago(-600, 60)),
  }),
  { minLength: 40, maxLength: 40 },
);
const doses = fc.array(
  fc.record({ citizen: fc.nat({ max: 3 }), dueAt: ago(-600, 600), state: fc.constantFrom(...DOSE_STATES) }),
  { maxLength: 20, size: 'max' },
);

export const BOARD = [
  bind('board/case.store.ts countUnder', alerts, async (stage, drawn) => {
    await putAlerts(stage, drawn);
    const found = await stage.house.get(CaseStore).countUnder(
      stage.tx,
      drawn.map(({ id }) => id),
    );
    const expected = drawn.flatMap((one) => counted(one, drawn).map((count) => ({ parentId: one.id, ...count })));
    expect(inAnyOrder(found)).toEqual(inAnyOrder(expected));
  }),
  bind('board/case.store.ts briefs', fc.tuple(alerts, ladders), async (stage, [drawn, climbs]) => {
    await putAlerts(stage, drawn);
    await put(stage.tx, 'escalation', climbs);
    const found = await stage.house.get(CaseStore).briefs(
      stage.tx,
      drawn.map(({ id }) => id),
    );
    const briefs = new Map(found.map((brief) => [brief.id, brief]));
    expect(found).toHaveLength(drawn.length);
    for (const one of drawn) {
      const { ladderName, rung, nextRung, nextRungAt, rungs, next, under: stands, ...shown } = briefs.get(one.id)!;
      const climb = climbs.find(({ alertId }) => alertId === one.id);
      expect(one).toMatchObject(shown);
      expect(stands ?? []).toEqual(counted(one, drawn));
      expect({ ladderName, rung, nextRung, nextRungAt, rungs }).toEqual({
        ladderName: climb?.ladderName ?? null,
        rung: climb?.rung ?? null,
        nextRung: climb?.nextRung ?? null,
        nextRungAt: climb?.nextRungAt ?? null,
        rungs: climb?.rungs.length ?? null,
      });
      expect(next).toEqual(climb?.rungs[climb.nextRung ?? Infinity] ?? null);
    }
  }),
  bind('board/case.store.ts countThrough', alerts, async (stage, drawn) => {
    await putAlerts(stage, drawn);
    const found = await stage.house.get(CaseStore).countThrough(
      stage.tx,
      drawn.map(({ id }) => id),
    );
    expect(inAnyOrder(found)).toEqual(inAnyOrder(drawn.map((one) => ({ id: one.id, count: through(one, drawn) }))));
  }),
  bind(
    'cases/lists/tasks.store.ts list',
    fc.tuple(tasks, maybe(who), audience),
    async (stage, [drawn, reader, asked]) => {
      await put(stage.tx, 'task', drawn);
      const reach = reader && { districtIds: reader.districtIds, teamIds: reader.teamIds, principalId: reader.id };
      const found: string[] = [];
      for (let after: readonly [Date, string] | null = null; ;) {
        const page = await stage.house
          .get(TasksStore)
          .list(stage.tx, { ...anything, audience: asked, reach }, after, PAGE);
        found.push(...page.map(({ id }) => id));
        if (page.length < PAGE) break;
        after = [page.at(-1)!.dueAt, page.at(-1)!.id];
      }
      const theirs = drawn.filter((one) => isTheirs(one, reader, asked));
      const inOrder = theirs.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
      expect(found).toEqual(inOrder.map(({ id }) => id));
    },
  ),
  bind(
    'cases/lists/queue.store.ts list',
    fc.tuple(fc.tuple(alerts, tasks, abouts, doses), maybe(who), audience, fc.constantFrom(...SORTS)),
    async (stage, [[bare, drawn, around, planned], reader, asked, sort]) => {
      const about = bare.map((one, n) => {
        const { dose, ladderName, deadlineAt } = around[n]!;
        return { alert: { ...one, dose: dose && doseOf(dose) }, ladderName, deadlineAt };
      });
      await putAlerts(
        stage,
        about.map(({ alert }) => alert),
      );
      await put(
        stage.tx,
        'escalation',
        about.flatMap(({ alert, ladderName, deadlineAt }) =>
          ladderName === null
            ? []
            : [{ alertId: alert.id, ladderName, deadlineAt, rungs: [], claimTimeoutSeconds: 600, startsAt: NOW }],
        ),
      );
      await put(stage.tx, 'dose', planned.map(asPlanned));
      await put(stage.tx, 'task', drawn);
      const store = stage.house.get(QueueStore);
      const reach = reader && { districtIds: reader.districtIds, teamIds: reader.teamIds, principalId: reader.id };
      const filter = { ...anything, audience: asked, reach };
      const found: (Place & { deadlineAt: Date })[] = [];
      for (let after: Place | null = null; ;) {
        const page = await store.list(stage.tx, filter, { sort, asOf: NOW, after }, PAGE);
        found.push(...page);
        if (page.length < PAGE) break;
        after = page.at(-1)!;
      }
      const theirs = drawn.flatMap((task) => {
        const one = about.find(({ alert }) => alert.id === task.alertId);
        if (!one || !isTheirs(task, reader, asked)) return [];
        const since = one.alert.dose ? new Date(one.alert.dose.dueAt) : task.createdAt;
        const next = planned
          .filter(
            ({ citizen, dueAt, state }) =>
              task.citizenId === citizenIdOf(citizen) && dueAt > since && state !== 'cancelled',
          )
          .map(({ dueAt }) => dueAt.getTime());
        const nextDoseAt = next.length > 0 ? new Date(Math.min(...next)) : null;
        const { ladderName, deadlineAt: ladderDeadlineAt } = one;
        const { dose } = one.alert;
        const until = deadlineOf({ dose, ladderName, ladderDeadlineAt, nextDoseAt, dueAt: task.dueAt }, NOW);
        const isByPriority = sort === 'priority';
        const place = { rank: isByPriority ? task.priority : '', at: (isByPriority ? until : task.dueAt).getTime() };
        return [{ task, until, ...place }];
      });
      const inOrder = theirs.sort(
        (a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.at - b.at) || (a.task.id < b.task.id ? -1 : 1),
      );
      expect(found.map(({ id, deadlineAt }) => [id, deadlineAt])).toEqual(
        inOrder.map(({ task, until }) => [task.id, until]),
      );
      const open = drawn.filter((task) => isOpenTask(task.state) && isTheirs(task, reader, asked));
      expect(await store.count(stage.tx, filter, personIdOf(1))).toEqual({
        all: open.length,
        unclaimed: open.filter(({ claimedBy }) => claimedBy === null).length,
        mine: open.filter(({ claimedBy }) => claimedBy === personIdOf(1)).length,
        ...Object.fromEntries(PRIORITIES.map((one) => [one, open.filter(({ priority }) => priority === one).length])),
      });
    },
  ),
  bind(
    'cases/due.store.ts withoutHolder',
    fc.tuple(
      tasks,
      fc.array(fc.constantFrom('staff', 'partner', 'gone', 'none'), { minLength: 4, maxLength: 4 }),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    ),
    async (stage, [drawn, kinds, open]) => {
      await put(stage.tx, 'task', drawn);
      const accounts = kinds.map((kind, n) => ({ kind, id: personIdOf(n), disabledAt: open[n] ? null : NOW }));
      const of = (wanted: string) => accounts.filter(({ kind }) => kind === wanted);
      await put(
        stage.tx,
        'staff',
        of('staff').map(({ id, disabledAt }) => ({
          id,
          disabledAt,
          username: id,
          displayName: 'N',
          passwordHash: 'x',
          roles: [],
          teamIds: [],
          createdAt: NOW,
        })),
      );
      await put(
        stage.tx,
        'partner',
        of('partner').map(({ id, disabledAt }) => ({
          id,
          disabledAt,
          name: id,
          clientId: id,
          secretHash: String.raw`\x78`,
          scopes: [],
          createdAt: NOW,
        })),
      );
      const mayAct = (id: string): boolean =>
        accounts.some((one) => one.id === id && ['staff', 'partner'].includes(one.kind) && one.disabledAt === null);
      const found = await stage.house.get(DueStore).withoutHolder(stage.tx, 1_000);
      const expected = drawn.filter((one) => {
        const holder = one.claimedBy ?? one.assigneeId;
        return isOpenTask(one.state) && holder !== null && !mayAct(holder);
      });
      expect(inAnyOrder(found)).toEqual(
        inAnyOrder(expected.map(({ id, alertId, citizenId }) => ({ id, alertId, citizenId }))),
      );
    },
  ),
  bind('incidents/storms.store.ts liveIncidents', alerts, async (stage, drawn) => {
    const keyed = drawn.map((one, n) => (n % 2 ? one : { ...one, key: `district:${n}/${one.type}` }));
    await putAlerts(stage, keyed);
    const found = await stage.house.get(StormsStore).liveIncidents(stage.tx);
    const isIncident = ({ type, key, state }: Alert): boolean =>
      type === INCIDENT && key.startsWith('district:') && isLive(state);
    expect(found).toEqual(keyed.filter(isIncident));
  }),
  bind('incidents/storms.store.ts attachable', alerts, async (stage, drawn) => {
    await putAlerts(stage, drawn);
    const since = minutesAgo(30);
    const incident = { ...drawn[0]!, districtId: districtIdOf(0) };
    const mayGoUnder = ({ districtId, state, openedAt, attached, type }: Alert): boolean =>
      districtId === incident.districtId &&
      state === 'open' &&
      openedAt >= since &&
      !attached &&
      ['connectivity.offline', 'power.mains_lost'].includes(type);
    expect(await stage.house.get(StormsStore).attachable(stage.tx, incident, since)).toEqual(
      drawn.filter(mayGoUnder).map(({ id }) => id),
    );
  }),
  bind('reports/operations-alerts.store.ts of', alerts, async (stage, drawn) => {
    await putAlerts(stage, drawn);
    const conditions = ['k0', 'k1', 'k2', 'k3'];
    const found = await stage.house.get(OperationsAlertsStore).of(stage.tx, conditions);
    const expected = conditions.flatMap((condition) => {
      const ones = drawn.filter(({ key }) => key === conditionKey(null, null, condition));
      if (ones.length === 0) return [];
      const { state, resolvedAt } = lastOf(ones);
      return [{ condition, isLive: isLive(state), closedAt: state === 'resolved' ? resolvedAt : null }];
    });
    expect(inAnyOrder(found)).toEqual(inAnyOrder(expected));
  }),
  bind('reports/waiting.store.ts latest', alerts, async (stage, drawn) => {
    const standing = drawn.map((one, n) => ({
      ...one,
      detail: {
        citizenId: one.citizenId,
        deviceId: `D-${n}`,
        fromLine: n,
        upToLine: n + 5,
        ...(n % 3 && { lines: [n, n + 5] }),
      },
    }));
    await putAlerts(stage, standing);
    const keys = [...new Set(standing.map(({ key }) => key))].filter((_, n) => n % 4);
    const last = keys.map((key) => lastOf(standing.filter((one) => one.key === key)));
    expect(inAnyOrder(await stage.house.get(WaitingStore).latest(stage.tx, keys))).toEqual(
      inAnyOrder(last.map(asStandIn)),
    );
  }),
  bind('reports/waiting.store.ts live', alerts, async (stage, drawn) => {
    const standing = drawn.map((one, n) => ({
      ...one,
      detail: {
        citizenId: one.citizenId,
        deviceId: `D-${n}`,
        fromLine: n,
        upToLine: n + 5,
        ...(n % 3 && { lines: [n, n + 5] }),
      },
    }));
    await putAlerts(stage, standing);
    const live = standing.filter(({ type, state }) => type === 'dose.missed' && isLive(state));
    expect(inAnyOrder(await stage.house.get(WaitingStore).live(stage.tx, 'dose.missed'))).toEqual(
      inAnyOrder(live.map(asStandIn)),
    );
  }),
];

const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

const doseOf = ({ dueAt, minutes }: { readonly dueAt: Date; readonly minutes: number }) => ({
  dueAt: dueAt.toISOString(),
  windowClosesAt: later(dueAt, minutes).toISOString(),
  criticality: 'standard' as const,
});

const asPlanned = ({ citizen, dueAt, state }: { citizen: number; dueAt: Date; state: string }, n: number) => ({
  id: doseIdOf(n),
  citizenId: citizenIdOf(citizen),
  revision: n,
  slot: '08:00',
  dueAt,
  windowClosesAt: later(dueAt, 60),
  deadlineAt: later(dueAt, 75),
  criticality: 'standard',
  state,
  settled: false,
  evidence: [],
});

const asStandIn = ({ key, detail }: Alert) => ({ key, lines: null, ...detail });
