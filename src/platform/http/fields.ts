import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { asLine } from '../text.rules.js';

/** An IANA time zone that this Node knows. */
export const zone = z
  .string()
  .max(64)
  .refine(isZone, { message: 'is not an IANA time zone' })
  .meta({ example: 'Europe/Copenhagen' });

/** An RFC 3339 instant, as a Date. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** An RFC 3339 instant as it is answered: a route gives the `Date` for it. */
export const at = z.iso.datetime().brand<'moment'>();

export const latitude = z.number().min(-90).max(90);
export const longitude = z.number().min(-180).max(180);

/** A short text of one line, without blanks around it and with one between words. */
export const line = (longest: number) =>
  z
    .string()
    .overwrite(asLine)
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u, 'must hold no control characters');

function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
