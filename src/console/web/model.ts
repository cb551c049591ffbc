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
  detail?: { lastSeenAt?: string | null } | null;
}

export interface Candidate {
  teamId: string;
  name: string;
  distanceMeters: number;
  onDuty: boolean;
  workload: number;
  why: string;
}

export interface Routing {
  chosenTeamId: string | null;
  sentence: string;
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
  audience: 'team' | 'district' | 'person';
  dueAt: string;
  createdAt: string;
  claimedBy: string | null;
  claimedByName?: string | null;
  claimedAt: string | null;
  claimExpiresAt?: string | null;
  unansweredCalls?: number;
  resolvedAt?: string | null;
  outcome: string | null;
  cause: string | null;
  rung: number;
  routing: Routing | null;
}

export interface LogEntry {
  at: string;
  entry: string;
  by: string;
  byName?: string | null;
  text?: string | null;
  data?: Record<string, unknown> | null;
}

export interface Alert {
  id: string;
  type: string;
  state: string;
  log: LogEntry[];
}

/** One fact of the live stream. */
export interface StreamFact {
  type: string;
  subject?: string;
  time?: string;
}
