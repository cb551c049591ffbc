import { z } from 'zod';
import { at, exampleId, instant, named, withExample } from '../../platform/http/fields.js';
import { isOnDuty } from '../../teams/roster.rules.js';
import { onShift } from '../../teams/shifts/on-shift.rules.js';
import type { RosteredTeam } from '../../teams/team.rules.js';

export const startBody = withExample(
  z
    .strictObject({
      until: instant.optional().meta({
        description: 'when it ends by itself, 12 hours ahead at most; left out: with the shift, or in 8 hours',
      }),
    })
    .nullish(),
  { until: '2026-03-10T14:00:00Z' },
);
export type StartBody = z.infer<typeof startBody>;

export const stopBody = withExample(z.strictObject({}).nullish(), {});

export const ownShiftSchema = named(
  'OwnShift',
  z.object({
    teamId: z.uuid(),
    staffId: z.uuid(),
    onShift: z.boolean().meta({ description: 'false also where the roster names nobody, so that it may be her' }),
    by: z
      .enum(['self', 'roster'])
      .nullable()
      .meta({ description: 'who says so: herself, or the roster that names her' }),
    from: at.nullable(),
    until: at.nullable().meta({ description: 'when it ends by itself' }),
    teamOnDuty: z.boolean().meta({ description: 'whether anybody of the team is on duty' }),
  }),
  {
    teamId: exampleId('team'),
    staffId: exampleId('nurse'),
    onShift: true,
    by: 'self',
    from: '2026-03-10T06:02:00Z',
    until: '2026-03-10T14:00:00Z',
    teamOnDuty: true,
  },
);

/** How it stands with somebody in a team. */
export function showShift(team: RosteredTeam, staffId: string, now: Date) {
  const on = onShift(team, staffId, now);
  return {
    teamId: team.id,
    staffId,
    onShift: on !== null,
    by: on?.by ?? null,
    from: on?.from ?? null,
    until: on?.until ?? null,
    teamOnDuty: isOnDuty(team, team.zone, now).onDuty,
  };
}
