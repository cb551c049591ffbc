import { z } from 'zod';
import { line, named, withExample } from '../../platform/http/fields.js';

const ownDay = z.strictObject({
  date: z.iso.date().meta({ description: 'from midnight to midnight on the wall of the team', example: '2026-12-24' }),
  name: line(200)
    .nullish()
    .transform((name) => name ?? null),
  holiday: z.boolean().meta({ description: 'false: worked as an ordinary day, though the calendar has a holiday' }),
});

export const ownDaysBody = withExample(
  z.strictObject({
    days: z
      .array(ownDay)
      .max(500)
      .superRefine((days, context) => {
        days.forEach(({ date }, i) => {
          if (days.findIndex((day) => day.date === date) < i)
            context.addIssue({ code: 'custom', path: [i, 'date'], message: 'is there twice' });
        });
      }),
  }),
  { days: [{ date: '2026-12-24', name: 'Christmas Eve', holiday: true }] },
);
export type OwnDaysBody = z.infer<typeof ownDaysBody>;

export const ownDaysSchema = named(
  'Holidays',
  z.object({
    days: z.array(z.object({ date: z.iso.date(), name: z.string().nullable(), holiday: z.boolean() })),
  }),
  { days: [{ date: '2026-12-24', name: 'Christmas Eve', holiday: true }] },
);
