import type { z } from 'zod';
import { readOddInstant } from './instant.rules.js';
import type { NoteKind } from './note.rules.js';
import { sentinelsOf } from '../telemetry/event-type.rules.js';

/** A value as it is believed, undefined when it is absent; and what is to be noted of that. */
export interface Believed {
  readonly value: unknown;
  readonly what: NoteKind | null;
}

const DECIMAL = /^[+-]?\d{1,20}(?:\.\d{1,20})?$/;

/** Reads a value as its schema says, in whichever form it was written as long as nothing is lost. Null is absent. */
export function readAs(schema: z.ZodType, said: unknown): Believed {
  if (said === null || said === undefined) return { value: undefined, what: null };
  if (schema.safeParse(said).success) return { value: said, what: null };
  const sentinels = sentinelsOf(schema);
  for (const value of [said, ...otherForms(said)]) {
    if (sentinels.includes(value as number)) return { value: undefined, what: 'sentinel' };
    if (schema.safeParse(value).success) return { value, what: 'read' };
  }
  return { value: undefined, what: 'left-out' };
}

/** The same in other types: text for a number, a number for text, 0 and 1 for false and true, a time however it is written. */
function otherForms(said: unknown): unknown[] {
  const instant = readOddInstant(said)?.toISOString() ?? [];
  if (typeof said === 'number') return [String(said), truthOf(said), instant].flat();
  if (typeof said !== 'string') return [];
  const text = trimmed(said);
  return [text, DECIMAL.test(text) ? Number(text) : [], truthOf(text), instant].flat();
}

function truthOf(said: number | string): boolean | [] {
  const text = String(said).toLowerCase();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : [];
}

/** Without the blanks, control characters and byte order marks around it. */
export function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from += 1;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

const isBlank = (code: number): boolean => code <= 0x20 || code === 0x7f || code === 0xa0 || code === 0xfeff;
