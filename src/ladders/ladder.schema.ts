import { z } from 'zod';
import { exampleId, named, withExample } from '../platform/http/fields.js';
import type { SentBy } from '../platform/http/api/answers.js';
import { duration, shownDuration, writeDuration } from '../platform/http/durations.js';
import { LADDER_RECIPIENTS, RECIPIENTS } from '../teams/routing.rules.js';
import { flawsOf, type Ladder, LADDER_NAMES } from './ladder.rules.js';
import { ACTIONS } from './rung-action.rules.js';

export const setLadderSchema = withExample(
  z
    .strictObject({
      rungs: z
        .array(
          z.strictObject({
            after: duration,
            share: z.number().min(0).max(1).optional(),
            actions: z.array(z.enum(ACTIONS)).min(1),
            to: z.enum(LADDER_RECIPIENTS),
          }),
        )
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
    }),
  {
    rungs: [
      { after: 'PT0S', actions: ['call'], to: 'nearest-team' },
      { after: 'PT30M', actions: ['visit'], to: 'response-centre' },
    ],
    claimTimeout: 'PT15M',
    claimReminder: 'PT10M',
  },
);

const share = z
  .number()
  .meta({ description: 'where the case has a deadline: the share of the time to it, in place of after' });

/** Whose ladder is meant: everybody's where neither is given. */
export const scopeQuery = z
  .strictObject({
    districtId: z.uuid().optional().meta({ description: 'as it holds in this district' }),
    citizenId: z.uuid().optional().meta({ description: 'as it holds for this citizen' }),
  })
  .refine(({ districtId, citizenId }) => !districtId || !citizenId, {
    path: ['citizenId'],
    message: 'goes without districtId: a ladder is for one or the other',
  });

const aLadder = {
  name: 'standard-dose',
  scope: 'district',
  districtId: exampleId('district'),
  citizenId: null,
  rungs: [
    { after: 'PT0S', actions: ['call'], to: 'nearest-team' },
    { after: 'PT30M', actions: ['visit'], to: 'response-centre' },
  ],
  claimTimeout: 'PT15M',
  claimReminder: 'PT10M',
  version: 1,
} as const;

export const ladderSchema = named(
  'Ladder',
  z.object({
    name: z.enum(LADDER_NAMES),
    scope: z.enum(['all', 'district', 'citizen']).meta({ description: 'whose ladder holds here' }),
    districtId: z.uuid().nullable(),
    citizenId: z.uuid().nullable(),
    rungs: z.array(
      z.object({
        after: shownDuration,
        share: share.optional(),
        actions: z.array(z.enum(ACTIONS)),
        to: z.enum(RECIPIENTS),
      }),
    ),
    claimTimeout: shownDuration,
    claimReminder: shownDuration.nullable(),
    version: z.number(),
  }),
  aLadder,
);
export const laddersSchema = withExample(z.object({ items: z.array(ladderSchema), nextCursor: z.null() }), {
  items: [aLadder],
  nextCursor: null,
});

/** A ladder as JSON, durations in ISO 8601. */
export const shownLadder = (ladder: Ladder): SentBy<typeof ladderSchema> => ({
  name: ladder.name,
  scope: ladder.citizenId ? 'citizen' : ladder.districtId ? 'district' : 'all',
  districtId: ladder.districtId,
  citizenId: ladder.citizenId,
  rungs: ladder.rungs.map(({ afterSeconds, ...rung }) => ({ after: writeDuration(afterSeconds), ...rung })),
  claimTimeout: writeDuration(ladder.claimTimeoutSeconds),
  claimReminder: ladder.claimReminderSeconds === null ? null : writeDuration(ladder.claimReminderSeconds),
  version: ladder.version,
});
