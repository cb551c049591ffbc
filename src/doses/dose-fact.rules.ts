import {
  ladderFor,
  type LadderName,
  type Priority,
  priorityFor,
  type TelemetryEvent,
} from '../devices/telemetry.rules.js';
import type { WaitingEntry } from '../journal/journal.rules.js';
import type { Fact, FactData } from '../platform/facts/fact.js';
import type { Dose, DoseNews, DoseEvidence } from './dose.rules.js';
import { DAY_MS } from '../platform/clock/spans.rules.js';

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
export const FACT_OF = {
  dispensed: 'dose.dispensed',
  'dispensed-late': 'dose.dispensed_late',
  'dispensed-while-paused': 'dose.dispensed_while_paused',
} as const;

const FACT_OF_EVENT = {
  'dose.missed': 'dose.missed',
  'dose.missed_late': 'dose.missed_late',
  'dose.not_dispensed_empty': 'dose.not_dispensed_empty',
  'dose.refused': 'dose.refused',
  'dose.unconfirmed': 'dose.unconfirmed',
  'dose.left_in_tray': 'dose.left_in_tray',
  'dose.partial': 'dose.dispensed_partly',
} as const;

type EventFact = (typeof FACT_OF_EVENT)[keyof typeof FACT_OF_EVENT];
export type DoseFactType = (typeof FACT_OF)[keyof typeof FACT_OF] | 'dose.retrieved' | EventFact;

/** What the news of an event is called on the line. */
export function factOfEvent(type: string): EventFact {
  if (!Object.hasOwn(FACT_OF_EVENT, type)) throw new Error(`${type} is no news of a dose`);
  return FACT_OF_EVENT[type as keyof typeof FACT_OF_EVENT];
}

export function factOfNews(news: NonNullable<DoseNews>, eventType: string): DoseFactType {
  if (news === 'missed' || news === 'unconfirmed') return factOfEvent(eventType);
  return news === 'dispensed' && eventType === 'dose.retrieved' ? 'dose.retrieved' : FACT_OF[news];
}

/** The type of the alert over a fact about a dose. */
export const alertTypeOf = (fact: string): string => (fact === 'dose.dispensed_partly' ? 'dose.partial' : fact);

/** What is known of a dose when something about it is told. */
export type DoseFactData = FactData['dose.missed'];

/** Of what was dispensed nobody is asked. */
const isForTheFeed = (type: DoseFactType): type is 'dose.dispensed' | 'dose.retrieved' =>
  type === 'dose.dispensed' || type === 'dose.retrieved';

export function doseFact(dose: Dose, type: DoseFactType, about: About, effectiveAt: Date): Fact {
  const whose = {
    subject: dose.id,
    citizenId: dose.citizenId,
    deviceId: about.deviceId,
    districtId: about.districtId,
  };
  const data = doseData(dose, about, effectiveAt);
  return isForTheFeed(type) ? { ...whose, type, data: settledOf(data) } : { ...whose, type, data };
}

export const doseData = (dose: Dose, about: About, effectiveAt: Date): DoseFactData => ({
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
});

/** As it is told in bulk (`SETTLE_HEARD`). */
const settledOf = ({ priority: _p, ladder: _l, zone: _z, detail: _d, ...settled }: DoseFactData) => settled;

/** An event about a dose nobody expected: a miss is still told, as one of standard criticality, unless the service rests. */
export function unmatchedFact(
  { entry, event, citizenId, districtId, zone, isPaused }: HeardEvent,
  sign?: DoseEvidence,
): Fact[] {
  const isDispensed = sign === 'dispensed' || sign === 'retrieved';
  if (isPaused && !isDispensed) return [];
  const { type: said, dueAt, effectiveAt, number } = entry;
  const data = unmatchedData({ type: said, zone, number, data: event.data }, dueAt, effectiveAt);
  const about = { subject: String(entry.number), citizenId, deviceId: entry.deviceId, districtId };
  const news = isPaused ? FACT_OF['dispensed-while-paused'] : FACT_OF['dispensed-late'];
  if (isDispensed) return [{ ...about, type: news, data }];
  const type = factOfEvent(entry.type);
  return [{ ...about, type, data }];
}

/** What is known of a dose that nobody expected: it is of standard criticality. */
export const unmatchedData = (
  { type, zone, number, data }: Pick<About, 'type' | 'zone' | 'number' | 'data'>,
  dueAt: Date | null,
  effectiveAt: Date,
): DoseFactData => ({
  doseId: null,
  dueAt: dueAt?.toISOString() ?? null,
  windowClosesAt: null,
  slot: null,
  criticality: 'standard',
  eventType: type,
  effectiveAt: effectiveAt.toISOString(),
  priority: priorityFor(type, 'standard', data),
  ladder: ladderFor(type, 'standard'),
  line: number,
  zone,
  detail: known(data),
});

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
