import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RECIPIENTS } from '../teams/routing.rules.js';
import { ACTIONS, flawsOf, type Ladder, LADDER_NAMES } from './ladder.rules.js';

const LONGEST_SECONDS = 7 * 86_400;

/** An ISO 8601 duration of fixed length, or seconds; read as seconds. */
const duration = z.union([z.number(), z.string()]).transform((said, context) => {
  const seconds = typeof said === 'number' ? said : readDuration(said);
  if (seconds !== null && Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_SECONDS) return seconds;
  context.addIssue({
    code: 'custom',
    message: 'must be whole seconds or an ISO 8601 duration such as PT15M, at most 7 days',
  });
  return z.NEVER;
});

export const setLadderSchema = z
  .strictObject({
    rungs: z
      .array(z.strictObject({ after: duration, actions: z.array(z.enum(ACTIONS)).min(1), to: z.enum(RECIPIENTS) }))
      .max(20),
    claimTimeout: duration,
    claimReminder: duration.nullable().optional(),
  })
  .superRefine(({ rungs, claimTimeout, claimReminder }, context) => {
    if (claimReminder != null && claimReminder >= claimTimeout)
      context.addIssue({ code: 'custom', path: ['claimReminder'], message: 'must come before the claim ends' });
    if (claimTimeout === 0) context.addIssue({ code: 'custom', path: ['claimTimeout'], message: 'must be longer' });
    for (const { path, message } of flawsOf(rungs.map(({ after, ...rung }) => ({ ...rung, afterSeconds: after })))) {
      context.addIssue({
        code: 'custom',
        path: path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
        message,
      });
    }
  });

const shownDuration = z.string().meta({ description: 'ISO 8601 duration', example: 'PT15M' });

export const ladderSchema = z.object({
  name: z.enum(LADDER_NAMES),
  rungs: z.array(z.object({ after: shownDuration, actions: z.array(z.enum(ACTIONS)), to: z.enum(RECIPIENTS) })),
  claimTimeout: shownDuration,
  claimReminder: shownDuration.nullable(),
  version: z.number(),
});
export const laddersSchema = z.object({ items: z.array(ladderSchema), nextCursor: z.null() });

/** A ladder as JSON, durations in ISO 8601. */
export const shownLadder = ({ name, rungs, claimTimeoutSeconds, claimReminderSeconds, version }: Ladder) => ({
  name,
  rungs: rungs.map(({ afterSeconds, actions, to }) => ({ after: writeDuration(afterSeconds), actions, to })),
  claimTimeout: writeDuration(claimTimeoutSeconds),
  claimReminder: claimReminderSeconds === null ? null : writeDuration(claimReminderSeconds),
  version,
});

function readDuration(text: string): number | null {
  try {
    const read = Temporal.Duration.from(text);
    return read.years || read.months || read.weeks ? null : read.total('seconds');
  } catch {
    return null;
  }
}

const writeDuration = (seconds: number): string =>
  Temporal.Duration.from({ seconds }).round({ largestUnit: 'hours' }).toString();
