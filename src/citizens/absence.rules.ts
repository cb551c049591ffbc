import type { Fact } from '../platform/facts/fact.js';
import type { Citizen } from './citizen.rules.js';
import { endOf, type Pause } from './pause.rules.js';

/** Why the service rests for a citizen. What closes because of one bears its name, and comes back when it is undone. */
export const ABSENCES = ['paused', 'deceased', 'consent-withdrawn'] as const;
export type AbsenceReason = (typeof ABSENCES)[number];

/** One of them, told apart from others of the citizen: by the pause, or by the citizen, who dies and withdraws consent once at a time. */
export interface Absence {
  readonly why: AbsenceReason;
  readonly id: string;
}

/** From when until when doses were called off over it. */
export interface AbsenceSpan extends Absence {
  readonly from: Date;
  readonly until: Date | null;
}

const BEGUN_BY: Readonly<Record<string, AbsenceReason>> = {
  'service.paused': 'paused',
  'citizen.deceased': 'deceased',
  'consent.withdrawn': 'consent-withdrawn',
};

/** The absence that the fact tells of. */
export function begunBy({ type, subject }: Fact): Absence | null {
  const why = BEGUN_BY[type];
  return why ? { why, id: subject } : null;
}

/** The absence that the fact takes back or cuts short; null for one that came to its end, which undoes nothing. */
export function undoneBy({ type, subject, data }: Fact): (Absence & { readonly since: Date }) | null {
  if (type === 'service.resumed')
    return data.early || data.takenBack ? { why: 'paused', id: subject, since: instantOf(data.since) } : null;
  if (type === 'service.pause_moved')
    return data.since ? { why: 'paused', id: subject, since: instantOf(data.since) } : null;
  if (type === 'service.pause_withdrawn')
    return data.begun ? { why: 'paused', id: subject, since: instantOf(data.since) } : null;
  if (type === 'citizen.death_withdrawn') return { why: 'deceased', id: subject, since: instantOf(data.since) };
  if (type !== 'consent.given' || data.since === null) return null;
  return { why: 'consent-withdrawn', id: subject, since: instantOf(data.since) };
}

/** Every absence that counts: those in force and the pauses that came to their end. Undone, none ever was. */
export function absencesOf(citizen: Citizen, pauses: readonly Pause[]): AbsenceSpan[] {
  const { id, deceasedAt, deathRegisteredAt, consentTelemetry, consentChangedAt } = citizen;
  return [
    ...pauses.flatMap((pause): AbsenceSpan[] =>
      pause.begunAt === null || pause.undoneAt !== null
        ? []
        : [{ why: 'paused', id: pause.id, from: pause.from, until: endOf(pause) }],
    ),
    ...(deceasedAt ? [{ why: 'deceased', id, from: deathRegisteredAt ?? deceasedAt, until: null } as const] : []),
    ...(consentTelemetry ? [] : [{ why: 'consent-withdrawn', id, from: consentChangedAt, until: null } as const]),
  ];
}

export const isAbsentAt = ({ from, until }: AbsenceSpan, at: Date): boolean =>
  from <= at && (until === null || at < until);

const instantOf = (told: unknown): Date => (told instanceof Date ? told : new Date(String(told)));
