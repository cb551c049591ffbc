import { nameType, sayDuration } from './names.js';
import type { Voice } from './speech.js';

/** What many dispensers of a district say cannot be used, for one reason. */
const UNUSABLE_INCIDENT = 'gateway.unusable_telemetry';

/** An alert, as far as it is said. */
export interface SaidAlert {
  readonly type: string;
  readonly openedAt: string;
  readonly dose: { readonly dueAt: string; readonly windowClosesAt: string; readonly criticality: string } | null;
  readonly unmatched: boolean;
  readonly occurrences: number;
  readonly detail?: SaidDetail | null;
}

/** What is known beside the type; each alert has its own few. */
interface SaidDetail {
  readonly lastSeenAt?: string | null;
  /** Whether the dispenser was in contact when nothing was heard of a dose. */
  readonly connected?: boolean;
  /** Which things stand side by side. */
  readonly codes?: readonly string[];
  /** How old the news was when it was heard. */
  readonly ageMinutes?: number;
  readonly deviceCount?: number;
  readonly inUse?: number;
  /** It was read from what could not be read as a whole. */
  readonly unreadable?: boolean;
  /** Why what a dispenser says cannot be used, with when it was last so. */
  readonly causes?: Readonly<Record<string, string>>;
  /** The one why of many dispensers. */
  readonly cause?: string;
  readonly from?: string;
}

/**
 * What happened, in plain words. It repeats what the dispenser said and no more:
 * a dispenser knows what left it, never what was taken.
 */
export function describeAlert(alert: SaidAlert, voice: Voice): string {
  const { words } = voice;
  const { lastSeenAt, ageMinutes, codes, deviceCount, inUse, from, unreadable, cause, causes } = alert.detail ?? {};
  const since = lastSeenAt ? voice.time(lastSeenAt) : null;
  const marks = [
    alert.dose?.criticality === 'time-critical' ? words.criticality['time-critical'] : null,
    since && alert.type === 'connectivity.offline' ? words.noContactSince(since) : null,
    codes?.length ? (words.which[alert.type]?.(codes.join(', ')) ?? null) : null,
    deviceCount ? words.ofDispensers(deviceCount, inUse) : null,
    unreadable ? words.unreadable : null,
    ...(causes ? Object.keys(causes) : [alert.type === UNUSABLE_INCIDENT ? cause : null]),
    alert.type === 'coverage.gap' && from ? words.fromTime(voice.moment(from, alert.openedAt)) : null,
    ageMinutes ? words.toldLate(sayDuration(ageMinutes, words)) : null,
    alert.unmatched ? words.unmatched : null,
    alert.occurrences > 1 ? words.again(alert.occurrences) : null,
  ].filter((mark) => mark != null);
  const what = sayWhat(alert, since, voice);
  return marks.length ? `${what} (${marks.join(', ')})` : what;
}

function sayWhat(alert: SaidAlert, lastSeen: string | null, { words, time }: Voice): string {
  const { type, dose } = alert;
  const slot = dose ? time(dose.dueAt) : words.aDose;
  if (type === 'dose.unconfirmed' && lastSeen)
    return isInContact(alert) ? words.unconfirmedInContact(slot) : words.unconfirmedSince(slot, lastSeen);
  return nameType(type, words, slot);
}

/** In contact, or heard after the window closed: it is not out of reach, it said nothing of this dose. */
const isInContact = ({ dose, detail }: SaidAlert): boolean =>
  detail?.connected === true ||
  Boolean(dose && detail?.lastSeenAt && Date.parse(detail.lastSeenAt) > Date.parse(dose.windowClosesAt));
