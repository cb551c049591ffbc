import { z } from 'zod';
import { at, instant } from '../../platform/http/fields.js';

export const dutyQuery = z.strictObject({ from: instant.optional(), to: instant.optional() });
export type DutyQuery = z.infer<typeof dutyQuery>;

const whoIsOn = z.array(z.string()).nullable().meta({ description: 'null: staffed, by whom is not said' });

export const dutySchema = z.object({
  teamId: z.uuid(),
  zone: z.string(),
  onDuty: z.boolean().meta({ description: 'now' }),
  until: at.nullable().meta({
    description:
      'the end of the stretch of duty that holds now, as `items` shows it, a week ahead at most; null off duty',
  }),
  members: whoIsOn,
  why: z.string(),
  items: z.array(
    z.object({
      from: at,
      to: at,
      onDuty: z.boolean(),
      members: whoIsOn,
      why: z.string(),
    }),
  ),
  nextCursor: z.null(),
});
