import { z } from 'zod';
import { at, exampleId, named } from '../../platform/http/fields.js';
import { SHIFT_DAYS } from '../../teams/local-time.rules.js';

const LONGEST_DAYS = 62;

export const trialQuery = z.strictObject({
  from: z.iso.date().optional().meta({ description: 'the first day on the wall of the team: today by default' }),
  days: z.coerce.number().int().min(1).max(LONGEST_DAYS).default(14).meta({ description: 'so many days' }),
});

const stretches = z.array(z.object({ from: at, to: at }));

export const trialSchema = named(
  'RosterTrial',
  z.object({
    teamId: z.uuid(),
    zone: z.string(),
    days: z
      .array(z.object({ date: z.iso.date(), day: z.enum(SHIFT_DAYS), from: at, to: at }))
      .meta({ description: 'from midnight to midnight on the wall, and what each is to a roster' }),
    items: z.array(
      z.object({
        from: at,
        to: at,
        onDuty: z.boolean(),
        members: z.array(z.string()).nullable().meta({ description: 'null: staffed, by whom is not said' }),
        why: z.string(),
      }),
    ),
    bare: stretches.meta({ description: 'when no team for visits that serves its district would be on duty' }),
    newlyBare: stretches.meta({ description: 'what of it is not bare as it stands' }),
    givenUp: stretches.meta({ description: 'when the team is on duty as it stands, and would not be' }),
  }),
  {
    teamId: exampleId('team'),
    zone: 'Europe/Copenhagen',
    days: [{ date: '2026-03-10', day: 'tue', from: '2026-03-09T23:00:00Z', to: '2026-03-10T23:00:00Z' }],
    items: [
      {
        from: '2026-03-09T23:00:00Z',
        to: '2026-03-10T23:00:00Z',
        onDuty: false,
        members: null,
        why: 'No shift of its roster is on.',
      },
    ],
    bare: [{ from: '2026-03-09T23:00:00Z', to: '2026-03-10T23:00:00Z' }],
    newlyBare: [{ from: '2026-03-10T06:00:00Z', to: '2026-03-10T14:00:00Z' }],
    givenUp: [{ from: '2026-03-10T06:00:00Z', to: '2026-03-10T14:00:00Z' }],
  },
);
