import { type Alert, report, type Report } from '../../src/cases/alert.rules.js';
import { type Action, decide } from '../../src/cases/case.rules.js';
import {
  type Case,
  type CaseState,
  type Circumstances,
  type Decided,
  isRefused,
} from '../../src/cases/case-state.rules.js';
import { type Climb, fired, hold, start, stop } from '../../src/cases/climbing/climb.rules.js';
import { newTask, type Task } from '../../src/cases/task.rules.js';
import { DEFAULT_LADDERS } from '../../src/ladders/ladder.rules.js';
import type { Routing } from '../../src/teams/routing.rules.js';

// One missed dose in each state that its case can be in, and what is known around it, for the specs of the rules.

export const NOW = new Date('2026-03-10T08:00:00Z');
export const LATER = new Date('2026-03-10T10:00:00Z');
export const anna = { id: 'anna', name: 'Anna' };
export const bo = { id: 'bo', name: 'Bo' };
export const known: Circumstances = { districtId: 'd', teamIds: [], checklists: { foundAlreadyTaken: [] } };

export const said: Report = {
  key: 'k',
  type: 'dose.missed',
  priority: 'P2',
  ladderName: 'standard-dose',
  citizenId: 'c',
  deviceId: null,
  districtId: 'd',
  doseId: 'dose',
  dose: { dueAt: '2026-03-10T07:00:00Z', windowClosesAt: '2026-03-10T08:00:00Z', criticality: 'standard' },
  unmatched: false,
  detail: {},
  line: null,
};
export const opened = {
  alertId: 'a',
  alertType: 'dose.missed',
  priority: 'P2',
  openedAt: NOW,
  dueAt: new Date('2026-03-10T07:00:00Z'),
  holdMinutes: 0,
  nextDose: null,
  depletionAt: null,
  batteryUntil: null,
  zone: 'Europe/Copenhagen',
} as const;
export const routed = (teamId: string | null, about: Partial<Routing> = {}): Routing => ({
  chosenTeamId: teamId,
  assigneeId: null,
  audience: 'team',
  districtId: 'd',
  rule: teamId === null ? 'nobody-on-duty' : 'nearest-in-district',
  sentence: '',
  candidates: [],
  ...about,
});
export const ask = { taskId: 'next', kind: 'visit', dueAt: NOW, shiftEndsAt: null } as const;
export const ladder = DEFAULT_LADDERS['standard-dose'];

export const alert: Alert = report(null, said, 'a', NOW).alert;
export const begun: Climb = { ...start(ladder, opened), becomes: 'standard-dose', deadlineAt: NOW };
export const asked: Climb = fired(begun, 0, NOW);
export const held: Climb = hold(asked, NOW);
export const work: Task = newTask(
  alert,
  { taskId: 't', kind: 'screen-call', rung: 0, routing: routed('team'), dueAt: NOW, shiftEndsAt: NOW },
  NOW,
);
const owned = {
  claimedBy: 'anna',
  claimedByName: 'Anna',
  claimedAt: NOW,
  claimExpiresAt: NOW,
  releaseAt: LATER,
} as const;
const ended = { state: 'resolved', resolvedAt: NOW } as const;

/** Anna is whoever has it, where somebody has. */
export const STATES: { readonly [S in CaseState]: Case } = {
  unasked: { alert, task: null, climb: begun, ended: [] },
  asked: { alert, task: work, climb: asked, ended: [] },
  claimed: {
    alert: { ...alert, state: 'claimed' },
    task: { ...work, ...owned, state: 'claimed' },
    climb: held,
    ended: [],
  },
  'in-progress': {
    alert: { ...alert, state: 'in-progress' },
    task: { ...work, ...owned, state: 'in-progress', startedAt: NOW, mode: 'visit' },
    climb: held,
    ended: [],
  },
  shelved: { alert: { ...alert, state: 'shelved', shelvedUntil: NOW }, task: null, climb: held, ended: [] },
  attached: { alert: { ...alert, attached: true, parentId: 'p' }, task: null, climb: held, ended: [] },
  resolved: { alert: { ...alert, ...ended }, task: null, climb: stop(asked, NOW), ended: [{ ...work, ...ended }] },
  'auto-resolved': {
    alert: { ...alert, state: 'auto-resolved', resolvedAt: NOW },
    task: null,
    climb: stop(asked, NOW),
    ended: [{ ...work, state: 'auto-resolved', resolvedAt: NOW }],
  },
  'over-under-way': {
    alert: { ...alert, state: 'auto-resolved', resolvedAt: NOW },
    task: { ...work, ...owned, state: 'in-progress', startedAt: NOW, mode: 'visit' },
    climb: stop(held, NOW),
    ended: [],
  },
};

/** One in that state, with what is different about it. */
export function aCase(
  state: CaseState,
  about: {
    readonly alert?: Partial<Alert>;
    readonly task?: Partial<Task>;
    readonly climb?: Partial<Climb> | null;
  } = {},
): Case {
  const { alert, task, climb, ended } = STATES[state];
  return {
    alert: { ...alert, ...about.alert },
    task: task && { ...task, ...about.task },
    climb: about.climb === null ? null : climb && { ...climb, ...about.climb },
    ended,
  };
}

/** What comes of what is not refused. */
export function done(of: Case, action: Action, now = NOW, circumstances = known): Decided {
  const decided = decide(of, action, now, circumstances);
  if (isRefused(decided)) throw new Error(`refused: ${decided.refused}`);
  return decided;
}

export const told = ({ facts }: Decided): string[] => facts.map(({ type }) => type);

/** What one of the facts says, whichever it is. */
export const dataOf = ({ data }: Decided['facts'][number]): Readonly<Record<string, unknown>> => data;
