import type { Resolution } from '../model.js';

export type Outcome = Resolution['outcome'];
export type Cause = Resolution['cause'];

/** What is known of work when it ends: its kind, and what it is about. */
export interface Ending {
  readonly kind: string;
  /** Of the alert. */
  readonly type: string;
}

/** How many of the outcomes have a key and a chip: the first. */
export const CHIPS = 6;

type About = 'dose' | 'supply' | 'equipment' | 'help' | 'review' | 'house' | 'asked';

/** Reviews look at what was; the house and its rosters are nobody's body and nobody's dispenser. */
const FAMILIES: readonly (readonly [RegExp, About])[] = [
  [/^service\.made_by_hand$/, 'asked'],
  [/^(dose\.|service\.(alarm_waiting|doses_review|news_review|suitability)$)/, 'dose'],
  [/^(supply|schedule)\./, 'supply'],
  [/^user\./, 'help'],
  [/^(service|citizen)\./, 'review'],
  [/^(gateway|coverage)\./, 'house'],
];

const aboutOf = (type: string): About => FAMILIES.find(([fits]) => fits.test(type))?.[1] ?? 'equipment';

const OUTCOMES: Readonly<Record<About, readonly Outcome[]>> = {
  dose: [
    'found-already-taken',
    'refused',
    'skipped-on-advice',
    'away',
    'hospitalised',
    'unreachable-handed-over',
    'false-alarm',
    'device-fixed',
    'refilled',
  ],
  supply: ['refilled', 'device-fixed', 'false-alarm', 'away', 'hospitalised', 'unreachable-handed-over'],
  equipment: ['device-fixed', 'false-alarm', 'refilled', 'away', 'unreachable-handed-over', 'hospitalised'],
  help: ['taken-after-call', 'taken-at-visit', 'false-alarm', 'unreachable-handed-over', 'away', 'hospitalised'],
  review: ['found-already-taken', 'skipped-on-advice', 'false-alarm', 'hospitalised', 'away'],
  house: ['false-alarm', 'device-fixed', 'unreachable-handed-over'],
  asked: [
    'taken-at-visit',
    'taken-after-call',
    'unreachable-handed-over',
    'away',
    'refused',
    'device-fixed',
    'refilled',
    'hospitalised',
    'false-alarm',
  ],
};

const CAUSES: Readonly<Record<About, readonly Cause[]>> = {
  dose: [
    'forgot',
    'asleep',
    'away',
    'confusion',
    'refused',
    'hospital',
    'wrong-schedule',
    'device-fault',
    'supply',
    'power',
    'connectivity',
  ],
  supply: ['supply', 'device-fault', 'wrong-schedule', 'away', 'hospital'],
  equipment: ['device-fault', 'power', 'connectivity', 'supply', 'away', 'hospital'],
  help: ['confusion', 'forgot', 'device-fault', 'supply'],
  review: ['wrong-schedule', 'confusion', 'forgot', 'refused', 'hospital', 'device-fault'],
  house: ['connectivity', 'power', 'device-fault'],
  asked: ['forgot', 'asleep', 'away', 'confusion', 'refused', 'hospital', 'wrong-schedule', 'device-fault', 'supply'],
};

/** The outcomes that fit the work, the likely ones first; whatever it is about, it may have been something else. */
export function outcomesOf({ kind, type }: Ending): readonly Outcome[] {
  const about = aboutOf(type);
  const fit = OUTCOMES[about];
  if (about === 'dose') return [kind === 'visit' ? 'taken-at-visit' : 'taken-after-call', ...fit, 'other'];
  // What somebody asked for has mostly been done, and no code says that it was.
  return about === 'asked' || about === 'house' ? ['other', ...fit] : [...fit, 'other'];
}

export const causesOf = ({ type }: Ending): readonly Cause[] => [...CAUSES[aboutOf(type)], 'unknown', 'other'];

/** What an outcome makes likely, whatever the work is about. */
const BY_OUTCOME: Partial<Record<Outcome, Cause>> = {
  hospitalised: 'hospital',
  away: 'away',
  refused: 'refused',
  refilled: 'supply',
  'unreachable-handed-over': 'unknown',
};

/** And where what it is about makes nothing else likely: of a dose that was not forgotten nobody says that it was. */
const ELSE_BY_OUTCOME: Partial<Record<Outcome, Cause>> = {
  'device-fixed': 'device-fault',
  'found-already-taken': 'unknown',
  'skipped-on-advice': 'other',
  'false-alarm': 'unknown',
  other: 'unknown',
};

const BY_TYPE: readonly (readonly [RegExp, Cause])[] = [
  [/^(power|battery)\./, 'power'],
  [/^connectivity\./, 'connectivity'],
  [/^dose\.not_dispensed_empty$/, 'supply'],
  [/^dose\.refused$/, 'refused'],
  [/^(dose\.unconfirmed|gateway\.fleet_outage)$/, 'connectivity'],
  [/^schedule\./, 'wrong-schedule'],
  [/^service\.made_by_hand$/, 'other'],
];

/** The cause that is set until another is chosen: one that fits the work. */
export function likelyCause(work: Ending, outcome: Outcome): Cause {
  const fitting = causesOf(work);
  const byType = BY_TYPE.find(([fits]) => fits.test(work.type))?.[1];
  const likely = BY_OUTCOME[outcome] ?? byType ?? ELSE_BY_OUTCOME[outcome];
  return likely && fitting.includes(likely) ? likely : fitting[0]!;
}

/** Of several at once, what fits every one of them, in the order of the first. */
export function inCommon<Code>(each: readonly (readonly Code[])[]): readonly Code[] {
  const [first = [], ...others] = each;
  return first.filter((code) => others.every((codes) => codes.includes(code)));
}
