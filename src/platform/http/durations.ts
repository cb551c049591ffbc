import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const LONGEST_SECONDS = 7 * 86_400;

/** An ISO 8601 duration of fixed length, or seconds; read as seconds. */
export const duration = z.union([z.number(), z.string()]).transform((said, context) => {
  const seconds = typeof said === 'number' ? said : readDuration(said);
  if (seconds !== null && Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_SECONDS) return seconds;
  context.addIssue({
    code: 'custom',
    message: 'must be whole seconds or an ISO 8601 duration such as PT15M, at most 7 days',
  });
  return z.NEVER;
});

export const shownDuration = z.string().meta({ description: 'ISO 8601 duration', example: 'PT15M' });

export const writeDuration = (seconds: number): string =>
  Temporal.Duration.from({ seconds }).round({ largestUnit: 'hours' }).toString();

function readDuration(text: string): number | null {
  try {
    const read = Temporal.Duration.from(text);
    return read.years || read.months || read.weeks ? null : read.total('seconds');
  } catch {
    return null;
  }
}
