import type { TelemetryType } from '../devices/telemetry.rules.js';
import { between, randomFor } from './random.rules.js';
import type { ExpectedDose } from './slots.rules.js';

/** Something the dispenser will say at a time, in milliseconds since 1970. */
export interface Saying {
  readonly at: number;
  readonly type: TelemetryType;
  readonly data: Record<string, unknown>;
  /** The dose it is about. */
  readonly dueAt?: number;
  /** Said twice: word for word, or under a second id. */
  readonly twice?: 'same-id' | 'new-id';
}

/** What becomes of a dose. While silent the dispenser has no connection, and keeps what it has to say. */
export interface Fate {
  readonly kind: 'on-time' | 'late' | 'missed' | 'missed-then-late' | 'silent';
  readonly says: readonly Saying[];
  readonly silence: { readonly from: number; readonly until: number } | null;
}

const minute = 60_000;
/** Of a hundred doses 93 are taken on time, 2 are missed for good; the rest is what a field test shows. */
const kinds: readonly (readonly [Fate['kind'], number])[] = [
  ['on-time', 0.93],
  ['late', 0.955],
  ['missed', 0.975],
  ['missed-then-late', 0.985],
  ['silent', 1],
];

/** Depends on the seed, the dispenser and the due time alone, so that a run can be repeated. */
export function fateOf(seed: number, deviceId: string, dose: ExpectedDose): Fate {
  const random = randomFor(seed, deviceId, dose.dueAt);
  const roll = random();
  const kind = kinds.find(([, below]) => roll < below)![0];
  const twin = random();
  const twice = twin < 0.01 ? 'same-id' : twin < 0.013 ? 'new-id' : undefined;
  const fate = lives[kind](dose, random);
  return { kind, silence: fate.silence ?? null, says: fate.says.map((saying) => ({ ...saying, twice })) };
}

type Life = (dose: ExpectedDose, random: () => number) => Pick<Fate, 'says'> & Partial<Fate>;

const lives: Record<Fate['kind'], Life> = {
  'on-time': (dose, random) => ({ says: [dispensed(dose, onTime(dose, random))] }),
  late: (dose, random) => {
    const at = dose.dueAt + window(dose) * between(random, 0.55, 0.9);
    return { says: [reminded(dose, 0.25, 1), reminded(dose, 0.5, 2), dispensedLate(dose, at)] };
  },
  missed: (dose) => ({ says: [reminded(dose, 0.25, 1), reminded(dose, 0.5, 2), missed(dose)] }),
  'missed-then-late': (dose, random) => {
    const at = dose.dueAt + window(dose) + between(random, 5, 60) * minute;
    return { says: [reminded(dose, 0.5, 1), missed(dose), dispensedLate(dose, at)] };
  },
  silent: (dose, random) => ({
    silence: {
      from: dose.dueAt - between(random, 5, 20) * minute,
      until: dose.dueAt + window(dose) + between(random, 30, 90) * minute,
    },
    says: [random() < 0.9 ? dispensed(dose, onTime(dose, random)) : missed(dose)],
  }),
};

const window = (dose: ExpectedDose): number => dose.windowMinutes * minute;
const onTime = (dose: ExpectedDose, random: () => number): number =>
  dose.dueAt + Math.min(between(random, 0.2, 9) * minute, window(dose) * 0.45);

const about = (dose: ExpectedDose, at: number, type: TelemetryType, more: object = {}): Saying => ({
  at: Math.round(at),
  type,
  dueAt: dose.dueAt,
  data: { dueAt: new Date(dose.dueAt).toISOString(), ...more },
});
const dispensed = (dose: ExpectedDose, at: number): Saying => about(dose, at, 'dose.dispensed');
const missed = (dose: ExpectedDose): Saying => about(dose, dose.dueAt + window(dose), 'dose.missed');
const reminded = (dose: ExpectedDose, share: number, n: number): Saying =>
  about(dose, dose.dueAt + window(dose) * share, 'dose.reminded', { n });

export const dispensedLate = (dose: ExpectedDose, at: number): Saying =>
  about(dose, at, 'dose.dispensed_late', { lateSeconds: Math.round((at - dose.dueAt) / 1000) });

/** When the person comes after being reminded by a nurse for the nth time; null when nobody does. */
export function answerToReminder(seed: number, deviceId: string, dueAt: number, n: number, now: number): number | null {
  const random = randomFor(seed, deviceId, dueAt, 'reminder', n);
  return random() < 0.4 ? Math.round(now + between(random, 0.5, 4) * minute) : null;
}

/** What goes wrong with the dispenser itself on one day since 1970, in UTC. */
export function mishapsOf(seed: number, deviceId: string, day: number): Saying[] {
  const random = randomFor(seed, deviceId, 'day', day);
  const roll = random();
  const at = Math.round((day + random()) * 24 * 60 * minute);
  const batteryPct = Math.round(between(random, 40, 95));
  if (roll < 0.004) return [{ at, type: 'battery.low', data: { batteryPct: 15, batteryRuntimeMin: 240 } }];
  if (roll >= 0.008) return [];
  const until = Math.round(at + between(random, 2, 25) * minute);
  return [
    { at, type: 'power.mains_lost', data: { batteryPct, batteryRuntimeMin: batteryPct * 12 } },
    { at: until, type: 'power.mains_restored', data: { batteryPct } },
  ];
}
