import { z } from 'zod';
import { at, exampleId, instant, named } from '../../platform/http/fields.js';

export const dutyQuery = z.strictObject({
  from: instant.optional().meta({ description: 'now by default' }),
  to: instant.optional().meta({ description: 'a week after from by default, 62 days at most' }),
});
export type DutyQuery = z.infer<typeof dutyQuery>;

const whoIsOn = z.array(z.string()).nullable().meta({ description: 'null: staffed, by whom is not said' });

export const dutySchema = named(
  'Duty',
  z.object({
    teamId: z.uuid(),
    zone: z.string(),
    onDuty: z.boolean().meta({ description: 'now' }),
    until: at.nullable().meta({
      description:
        'the end of the stretch of duty that holds now, as `items` shows it, a week ahead at most; null off duty',
    }),
    members: whoIsOn,
    why: z.string(),
    ownShifts: z
      .array(z.object({ staffId: z.uuid(), from: at, until: at }))
      .meta({ description: 'who began a shift of her own that is on now' }),
    people: z
      .array(z.object({ staffId: z.uuid(), name: z.string() }))
      .meta({ description: 'who works in the team, by name; an integration is told of nobody' }),
    bare: z.array(z.object({ from: at, to: at })).meta({
      description: 'the hours asked for in which no team for visits that serves its district is on duty',
    }),
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
  }),
  {
    teamId: exampleId('team'),
    zone: 'Europe/Copenhagen',
    onDuty: true,
    until: '2026-03-10T14:00:00Z',
    members: null,
    why: 'shift 07:00-15:00',
    ownShifts: [{ staffId: exampleId('nurse'), from: '2026-03-10T06:02:00Z', until: '2026-03-10T14:00:00Z' }],
    people: [{ staffId: exampleId('nurse'), name: 'Anna Eksempel' }],
    bare: [{ from: '2026-03-10T22:00:00Z', to: '2026-03-11T06:00:00Z' }],
    items: [
      {
        from: '2026-03-10T08:05:00Z',
        to: '2026-03-10T14:00:00Z',
        onDuty: true,
        members: null,
        why: 'shift 07:00-15:00',
      },
    ],
    nextCursor: null,
  },
);
