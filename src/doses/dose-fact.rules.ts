import {
  ladderFor,
  type LadderName,
  type Priority,
  priorityFor,
  type TelemetryEvent,
} from '../devices/telemetry.rules.js';
import type { WaitingEntry } from '../journal/journal.rules.js';
import type { Fact } from '../platform/facts/fact.js';
import type { Dose, DoseNews, DoseEvidence } from './dose.rules.js';

/** An event about a citizen's dose or dispenser, with what was so at the time. */
export interface HeardEvent {
  readonly entry: WaitingEntry;
  readonly event: TelemetryEvent;
  readonly citizenId: string;
  readonly districtId: string | null;
  readonly zone: string;
  /** The service rested for the citizen when it happened. */
  readonly isPaused: boolean;
  /** A person said that it has its effect. */
  readonly isVouchedFor: boolean;
}

/** What is told with the news of a dose. */
export interface About {
  readonly type: string;
  readonly deviceId: string | null;
  readonly districtId: string | null;
  readonly zone: string;
  /** Where they are not those of the event. */
  readonly priority?: Priority;
  readonly ladder?: LadderName;
  readonly number: number | null;
  readonly data: Record<string, unknown>;
}

/** What the news is called on the line; news not named here goes by the name of the event. */
export const FACT_OF: Partial<Record<NonNullable<DoseNews>, string>> = {
  dispensed: 'dose.dispensed',
  'dispensed-late': 'dose.dispensed_late',
  'dispensed-while-paused': 'dose.dispensed_while_paused',
};

const PARTLY = { eventType: 'dose.partial', fact: 'dose.dispensed_partly' } as const;

/** What the news of an event type is called on the line. */
const factOf = (type: string): string => (type === PARTLY.eventType ? PARTLY.fact : type);

/** The type of the alert over a fact about a dose. */
export const alertTypeOf = (fact: string): string => (fact === PARTLY.fact ? PARTLY.eventType : fact);

/** What is known of a dose when something about it is told. */
export interface DoseFactData {
  doseId: string | null;
  dueAt: string | null;
  windowClosesAt: string | null;
  slot: string | null;
  criticality: Dose['criticality'];
  /** The type of the event it rests on. */
  eventType: string;
  effectiveAt: string;
  priority: string | null;
  ladder: string | null;
  line: number | null;
  /** The citizen's, for times in words. */
  zone: string;
  detail: Record<string, unknown>;
  /** How often it was said alike, where that was more than once. */
  times?: number;
}

export function doseFact(dose: Dose, type: string, about: About, effectiveAt: Date): Fact {
  const data: DoseFactData = {
    doseId: dose.id,
    dueAt: dose.dueAt.toISOString(),
    windowClosesAt: dose.windowClosesAt.toISOString(),
    slot: dose.slot,
    criticality: dose.criticality,
    eventType: about.type,
    effectiveAt: effectiveAt.toISOString(),
    priority: about.priority ?? priorityFor(about.type, dose.criticality, about.data),
    ladder: about.ladder ?? ladderFor(about.type, dose.criticality),
    line: about.number,
    zone: about.zone,
    detail: known(about.data),
  };
  return {
    type: factOf(type),
    subject: dose.id,
    citizenId: dose.citizenId,
    deviceId: about.deviceId,
    districtId: about.districtId,
    data: { ...data },
  };
}

/** An event about a dose nobody expected: a miss is still told, as one of standard criticality, unless the service rests. */
export function unmatchedFact(
  { entry, event, citizenId, districtId, zone, isPaused }: HeardEvent,
  sign?: DoseEvidence,
): Fact[] {
  const isDispensed = sign === 'dispensed' || sign === 'retrieved';
  if (isPaused && !isDispensed) return [];
  const data: DoseFactData = {
    doseId: null,
    dueAt: entry.dueAt?.toISOString() ?? null,
    windowClosesAt: null,
    slot: null,
    criticality: 'standard',
    eventType: entry.type,
    effectiveAt: entry.effectiveAt.toISOString(),
    priority: priorityFor(entry.type, 'standard', event.data),
    ladder: ladderFor(entry.type, 'standard'),
    line: entry.number,
    zone,
    detail: known(event.data),
  };
  const news = isPaused ? 'dispensed-while-paused' : 'dispensed-late';
  const type = isDispensed ? FACT_OF[news]! : factOf(entry.type);
  return [{ type, subject: String(entry.number), citizenId, deviceId: entry.deviceId, districtId, data: { ...data } }];
}

/** The dispenser speaks of misses nobody expects, too many or too old: somebody looks at it. */
export const missesUnmatchedFact = ({ entry, citizenId, districtId }: HeardEvent): Fact => ({
  type: 'device.misses_unmatched',
  subject: entry.deviceId,
  citizenId,
  deviceId: entry.deviceId,
  districtId,
  data: { line: entry.number },
});

/** Codes, counts and times only. */
export function known(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).filter(
      ([, value]) => ['number', 'boolean'].includes(typeof value) || (typeof value === 'string' && value.length <= 40),
    ),
  );
}

const MOST_NAMED = 50;
const DAY_MS = 86_400_000;

/** Doses that were called off by what was then undone, and whose windows had closed by then: told as one, the newest first. */
export function passedFact(
  doses: readonly Dose[],
  { citizenId, districtId, because }: { citizenId: string; districtId: string | null; because: string },
  now: Date,
): Fact {
  const isUrgent = ({ criticality, dueAt }: Dose): boolean =>
    criticality === 'time-critical' && dueAt.getTime() > now.getTime() - DAY_MS;
  const named = doses.slice(0, MOST_NAMED).map(({ id, slot, dueAt, windowClosesAt, criticality }) => ({
    ...{ doseId: id, slot, criticality },
    ...{ dueAt: dueAt.toISOString(), windowClosesAt: windowClosesAt.toISOString() },
  }));
  const data = { because, count: doses.length, timeCriticalInLastDay: doses.filter(isUrgent).length, doses: named };
  return { type: 'dose.passed_unwatched', subject: citizenId, citizenId, districtId, data };
}
