import { z } from 'zod';
import { readInstant } from '../readings/instant.rules.js';

/** Most critical first. Set by a clinician for each slot, never derived from a drug. */
export const CRITICALITIES = ['time-critical', 'standard', 'flexible'] as const;
export type Criticality = (typeof CRITICALITIES)[number];
export type Priority = 'P1' | 'P2' | 'P3' | 'P4';
export type LadderName =
  'time-critical-dose' | 'standard-dose' | 'dispensing-stopped' | 'planned-work' | 'power-connectivity' | 'security';

/** A code of HL7Norway/Velferdsteknologi R4 v0.9.0: of its alert code system, or of its MedicationDispense codes. */
export interface VkpCode {
  readonly resource: 'alert' | 'dispense';
  readonly code: string;
  /** The code in its place when a helper pressed the button. */
  readonly assistedCode?: string;
}

/** Everything the house needs to know about one type of telemetry. */
export interface EventType<S extends z.ZodObject = z.ZodObject> {
  /** Known fields are checked for type and range, unknown ones are let through. */
  readonly data: S;
  /** `I` is information and opens no alert by itself. */
  readonly priority: Priority | 'I' | 'by-criticality';
  /** Present when `priority` is `by-criticality`. */
  readonly byCriticality?: Readonly<Record<Criticality, Priority>>;
  readonly ladder: LadderName | 'by-criticality' | null;
  readonly about: 'dose' | 'condition' | 'nothing';
  /** What the alert's key holds beside the citizen (and the dose, when about a dose); null when none is opened. */
  readonly condition: string | null;
  /** The conditions this ends: of the same dose when about a dose, else of the same citizen or device. */
  readonly resolves: readonly string[];
  /** The field of the data that tells apart what can stand side by side under one condition, such as two fault codes. */
  readonly toldApartBy?: string;
  /** Who may say it. From a dispenser's mouth, a gateway's or portal's word has no effect. */
  readonly origin: 'device' | 'gateway' | 'portal';
  readonly vkp: VkpCode | null;
  /** The condition must last this long before it opens an alert. */
  readonly holdMinutes?: number;
  /** The alert becomes louder when the condition lasts. */
  readonly louder?: { readonly afterMinutes: number; readonly priority: Priority };
  /** Below or at the limit it is information only; an absent number counts as above. */
  readonly onlyAbove?: { readonly field: string; readonly limit: number };
  /** One is information; so many in so many hours open an alert. */
  readonly repeated?: { readonly count: number; readonly withinHours: number; readonly priority: Priority };
  /** False for what is kept as the device's health instead of in the journal. */
  readonly journalled: boolean;
}

type Said<S extends z.ZodObject> = Pick<EventType<S>, 'data'> & Partial<EventType<S>>;

/** A word with what most words have in common: the device says it, and nobody needs to act. */
export const eventType = <S extends z.ZodObject>(said: Said<S>): EventType<S> => ({
  priority: 'I',
  ladder: null,
  about: 'nothing',
  condition: null,
  resolves: [],
  origin: 'device',
  vkp: null,
  journalled: true,
  ...said,
});

export const alertCode = (code: string): VkpCode => ({ resource: 'alert', code });
export const dispenseCode = (code: string, assistedCode?: string): VkpCode => ({
  resource: 'dispense',
  code,
  ...(assistedCode === undefined ? {} : { assistedCode }),
});

/** A time as the device wrote it; it stays a string, because the journal keeps it word for word. */
export const instant = z
  .string()
  .refine((text) => readInstant(text) !== null, 'must be an RFC 3339 time with its offset, in the years 1970 to 2100');

export const count = z.number().int().min(0).max(1_000_000);
export const seconds = z.number().min(-1e9).max(1e9);
export const code = z.string().max(128);

/** A number, of which some mean that nothing was measured: what modems and gauges say then (docs/mqtt.md). */
const gauge = (from: number, to: number, sentinels: readonly number[]) =>
  z
    .number()
    .min(from)
    .max(to)
    .refine((value) => !sentinels.includes(value), 'means that nothing was measured')
    .meta({ sentinels });

export const percent = gauge(0, 100, [-1, 101, 127, 255, 65_535]);
export const dbm = gauge(-150, -10, [-1, 0, 99, 127, 199, 255]);
export const minutes = gauge(0, 1e7, [-1, 65_535, 4_294_967_295]);
export const celsius = gauge(-100, 200, [-127, 255]);
export const remaining = gauge(0, 1_000_000, [-1, 65_535, 4_294_967_295]).int();
export const slot = z
  .union([z.string().max(64), z.number().int().min(0).max(100_000)], 'must be a slot: text or a whole number')
  .meta({ sentinels: [-1] });

export function sentinelsOf(schema: z.ZodType): readonly number[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return sentinelsOf(schema.unwrap() as z.ZodType);
  return (schema.meta()?.sentinels as readonly number[] | undefined) ?? [];
}
