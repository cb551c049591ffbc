import type { LadderName } from '../devices/telemetry.rules.js';
import type { Recipient } from '../teams/routing.rules.js';
import { type Action, ACTIONS, type AskedOf, type HumanAction, isHuman, RUNG_ACTIONS } from './rung-action.rules.js';

export const LADDER_NAMES = [
  'time-critical-dose',
  'standard-dose',
  'dispensing-stopped',
  'planned-work',
  'power-connectivity',
  'security',
] as const satisfies readonly LadderName[];

export interface Rung {
  /** Seconds from the start of the ladder. */
  readonly afterSeconds: number;
  /** Where the ladder has a deadline: the share of the time to it, in place of the seconds. */
  readonly share?: number | undefined;
  readonly actions: readonly Action[];
  readonly to: Recipient;
}

/** Whose ladder it is: one citizen's, a district's with all below it, or everybody's. At most one of them is set. */
export interface LadderScope {
  readonly districtId: string | null;
  readonly citizenId: string | null;
}

/** Who is asked, how, and after how long; the last rung ignores rosters and repeats until somebody claims. */
export interface Ladder extends LadderScope {
  readonly name: LadderName;
  readonly rungs: readonly Rung[];
  readonly claimTimeoutSeconds: number;
  /** When the holder of a claim is reminded; null for never. */
  readonly claimReminderSeconds: number | null;
  readonly version: number;
}

/** What of a ladder a case is put on. */
export type LadderPlan = Omit<Ladder, 'version' | keyof LadderScope>;

export const EVERYBODY: LadderScope = { districtId: null, citizenId: null };

const minutes = (n: number): number => n * 60;
const rung = (afterMinutes: number, to: Recipient, ...actions: Action[]): Rung => ({
  afterSeconds: minutes(afterMinutes),
  actions,
  to,
});

/** A rung whose time is a share of the time to the deadline; minutes where there is none. */
const sharing = (share: number, afterMinutes: number, to: Recipient, ...actions: Action[]): Rung => ({
  ...rung(afterMinutes, to, ...actions),
  share,
});

/** Section "Ladders" of the domain: what holds until a municipality decides otherwise. */
export const DEFAULT_LADDERS: Readonly<Record<LadderName, LadderPlan>> = {
  'time-critical-dose': {
    name: 'time-critical-dose',
    rungs: [
      rung(0, 'e-district', 'repeat-reminder', 'screen-call'),
      rung(5, 'nearest-team', 'visit'),
      rung(10, 'all-on-duty', 'visit'),
      rung(15, 'next-nearest-team', 'visit'),
      rung(25, 'manager', 'visit'),
    ],
    claimTimeoutSeconds: minutes(20),
    claimReminderSeconds: minutes(10),
  },
  'standard-dose': {
    name: 'standard-dose',
    rungs: [
      rung(0, 'e-district', 'repeat-reminder', 'screen-call'),
      rung(15, 'nearest-team', 'visit'),
      rung(30, 'all-on-duty', 'visit'),
      rung(45, 'response-centre', 'visit'),
      rung(60, 'manager', 'visit'),
    ],
    claimTimeoutSeconds: minutes(30),
    claimReminderSeconds: null,
  },
  'dispensing-stopped': {
    name: 'dispensing-stopped',
    rungs: [
      rung(0, 'nearest-team', 'visit'),
      sharing(0.25, 15, 'all-on-duty', 'visit'),
      sharing(0.5, 30, 'next-nearest-team', 'visit'),
      sharing(0.75, 60, 'manager', 'visit'),
    ],
    claimTimeoutSeconds: minutes(30),
    claimReminderSeconds: null,
  },
  'planned-work': {
    name: 'planned-work',
    rungs: [rung(0, 'nearest-team', 'visit'), rung(12 * 60, 'all-on-duty', 'visit'), rung(24 * 60, 'manager', 'visit')],
    claimTimeoutSeconds: minutes(8 * 60),
    claimReminderSeconds: null,
  },
  'power-connectivity': {
    name: 'power-connectivity',
    rungs: [
      rung(0, 'nearest-team', 'operations'),
      rung(30, 'all-on-duty', 'operations'),
      rung(60, 'response-centre', 'operations'),
      rung(90, 'manager', 'operations'),
    ],
    claimTimeoutSeconds: minutes(60),
    claimReminderSeconds: null,
  },
  security: {
    name: 'security',
    rungs: [
      rung(0, 'e-district', 'call'),
      rung(15, 'nearest-team', 'visit'),
      rung(30, 'all-on-duty', 'visit'),
      rung(45, 'response-centre', 'visit'),
      rung(60, 'manager', 'visit'),
    ],
    claimTimeoutSeconds: minutes(30),
    claimReminderSeconds: null,
  },
};

/** Recipients that are there whatever the roster says. */
const GUARANTEED: readonly Recipient[] = ['response-centre', 'manager'];

/**
 * How late the first human may be asked about a dose, in seconds after the ladder's start: a time-critical one within 30 minutes
 * (Parkinson's UK: medication on time, every time), a standard one within two hours. A relative is told, not asked.
 */
const FIRST_HUMAN_WITHIN: Partial<Record<LadderName, number>> = {
  'time-critical-dose': minutes(30),
  'standard-dose': minutes(120),
};

/** Why a ladder of that name would come too late, by field; empty where it does not. */
export function latenessOf(name: LadderName, rungs: readonly Rung[]): { path: string; message: string }[] {
  const within = FIRST_HUMAN_WITHIN[name];
  const first = rungs.findIndex((rung) => humanAction(rung) !== null);
  if (within === undefined || first < 0 || rungs[first]!.afterSeconds <= within) return [];
  const message = `asks the first human later than ${within / 60} minutes after the start, too late for the ladder ${name}`;
  return [{ path: `rungs.${first}.after`, message }];
}

/** What is wrong with a ladder, by field; an empty list for one that always reaches somebody. */
export function flawsOf(rungs: readonly Rung[]): { path: string; message: string }[] {
  const flaws: { path: string; message: string }[] = [];
  rungs.forEach(({ afterSeconds, share = 0 }, i) => {
    if (i > 0 && share < (rungs[i - 1]!.share ?? 0))
      flaws.push({ path: `rungs.${i}.share`, message: 'comes before the rung above it' });
    if (i > 0 && afterSeconds < rungs[i - 1]!.afterSeconds)
      flaws.push({ path: `rungs.${i}.after`, message: 'comes before the rung above it' });
  });
  const last = rungs.at(-1);
  if (!last) return [{ path: 'rungs', message: 'a ladder needs at least one rung' }];
  const path = `rungs.${rungs.length - 1}`;
  if (!GUARANTEED.includes(last.to)) {
    flaws.push({ path: `${path}.to`, message: `the last rung must always reach somebody: ${GUARANTEED.join(' or ')}` });
  }
  if (!humanAction(last))
    flaws.push({
      path: `${path}.actions`,
      message: 'the last rung must ask a human: call, screen-call, visit or operations',
    });
  return flaws;
}

/** The ladder that holds: the citizen's own, else the one of the nearest district up the tree, else everybody's, else the default. */
export function ladderFor(
  set: readonly Ladder[],
  name: LadderName,
  citizenId: string | null,
  districtsUp: readonly string[],
): Ladder {
  const named = set.filter((ladder) => ladder.name === name);
  const own = named.find((ladder) => citizenId !== null && ladder.citizenId === citizenId);
  const local = districtsUp.flatMap((id) => named.filter(({ districtId }) => districtId === id))[0];
  const common = named.find(({ districtId, citizenId: one }) => districtId === null && one === null);
  return own ?? local ?? common ?? { ...DEFAULT_LADDERS[name], ...EVERYBODY, version: 0 };
}

/** The one thing a rung asks of a team. */
export const humanAction = (rung: Rung): HumanAction | null =>
  ACTIONS.filter(isHuman).find((action) => rung.actions.includes(action)) ?? null;

/** Whether a rung asks something of them. */
export const asks = ({ actions }: Pick<Rung, 'actions'>, whom: AskedOf): boolean =>
  actions.some((action) => RUNG_ACTIONS[action].asks === whom);
