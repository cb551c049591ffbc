import type { Said } from '../../words/log.js';
import type { CandidateRule, DutyReason, RoutingRule } from '../../words/routing.js';

/** What the gateway answers, as far as the page reads it. */
export type TaskState = 'open' | 'claimed' | 'in-progress' | 'resolved' | 'superseded' | 'auto-resolved';
export type Priority = 'P1' | 'P2' | 'P3' | 'P4';

export interface Team {
  id: string;
  name: string;
  kind: string;
  districtId: string;
  zone?: string;
}

export interface Session {
  id: string;
  name: string;
  roles: string[];
  scopes: string[];
  teams: Team[];
  now: string;
  clockSpeed: number;
}

export interface Dose {
  dueAt: string;
  windowClosesAt: string;
  criticality: string;
}

export interface TaskAlert {
  type: string;
  openedAt: string;
  dose: Dose | null;
  unmatched: boolean;
  occurrences: number;
  deviceId?: string | null;
  /** Where it holds; the task may be in the district of the team that was asked. */
  districtId?: string | null;
  detail?: Detail | null;
  /** What it stands for: alerts about which nobody is asked by themselves, by type. */
  under?: { type: string; count: number }[];
  /** Of an incident: how many of its district are asked about by themselves all the same. */
  cameThrough?: number | null;
}

/** What is known beside the type; each alert has its own few. */
export interface Detail {
  lastSeenAt?: string | null;
  /** Whether the dispenser was in contact when nothing was heard of a dose. */
  connected?: boolean;
  /** Which things stand side by side. */
  codes?: string[];
  /** How old the news was when it was heard. */
  ageMinutes?: number;
  deviceCount?: number;
  inUse?: number;
  /** It was read from what could not be read as a whole. */
  unreadable?: boolean;
  /** Why what a dispenser says cannot be used, with when it was last so. */
  causes?: Record<string, string>;
  /** The one why of many dispensers. */
  cause?: string;
  /** Of an incident of several districts: which. */
  partIds?: string[];
  since?: string;
  from?: string;
  gaps?: number;
  /** Of a review: the doses nobody watched over, of very many the newest, and how many there are. */
  doses?: { dueAt: string; criticality: string }[];
  count?: number;
}

export interface Candidate {
  teamId: string;
  name: string;
  distanceMeters: number | null;
  onDuty: boolean;
  /** Null where there was no choice to make. */
  workload: number | null;
  rule: CandidateRule | null;
  duty: DutyReason | null;
  /** In words, as the gateway says them. */
  why: string;
}

export interface Routing {
  chosenTeamId: string | null;
  rule: RoutingRule;
  candidates: Candidate[];
}

/** Where the alert stands on its ladder, and who is asked next. */
export interface Ladder {
  name: string;
  rung: number | null;
  nextRungAt: string | null;
  next?: { rung: number; to: string } | null;
}

export interface Task {
  id: string;
  alertId: string;
  citizenId: string | null;
  citizen: { displayName: string; address: { street?: string | null; city?: string | null } | null } | null;
  alert: TaskAlert;
  ladder: Ladder | null;
  kind: string;
  mode?: string | null;
  state: TaskState;
  priority: Priority;
  teamId: string | null;
  teamName?: string | null;
  districtId: string | null;
  audience: 'team' | 'district' | 'person';
  dueAt: string;
  createdAt: string;
  claimedBy: string | null;
  claimedByName?: string | null;
  claimedAt: string | null;
  claimExpiresAt?: string | null;
  /** The holder's shift is over: when the task goes back to the queue unless it is kept. */
  releaseAt?: string | null;
  unansweredCalls?: number;
  resolvedAt?: string | null;
  outcome: string | null;
  cause: string | null;
  rung: number;
  routing: Routing | null;
}

/** An entry of the handling log: a code with its parameters, and what somebody wrote. */
export type LogEntry = Said & { byName: string | null };

export interface Alert extends TaskAlert {
  id: string;
  state: string;
  priority: Priority;
  districtId: string | null;
  /** Another stands for it. */
  attached?: boolean;
  log: LogEntry[];
}

export interface District {
  id: string;
  name: string;
  parentId: string | null;
  shadow: boolean;
}

/** Something the reader was told beside the queue. */
export interface Told {
  id: string;
  purpose: string;
  at: string;
  alertId: string | null;
  citizen: Task['citizen'];
  alert: TaskAlert | null;
}

/** One fact of the live stream. */
export interface StreamFact {
  type: string;
  subject?: string;
  time?: string;
  data?: Record<string, unknown>;
}
