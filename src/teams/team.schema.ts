import { z } from 'zod';
import { line, zone } from '../platform/http/fields.js';
import { base, teamSchema } from './team-shape.rules.js';
import { TEAM_KINDS } from './team.rules.js';

export const teamBody = z.strictObject({
  name: line(200),
  kind: z.enum(TEAM_KINDS),
  districtId: z.uuid(),
  base,
  zone: zone.default('Europe/Copenhagen'),
});
export type TeamBody = z.infer<typeof teamBody>;

export const teamsSchema = z.object({ items: z.array(teamSchema), nextCursor: z.string().nullable() });
