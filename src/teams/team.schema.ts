import { z } from 'zod';
import { exampleId, line, withExample, zone } from '../platform/http/fields.js';
import { pageOf } from '../platform/http/page.js';
import { base, teamSchema } from './team-shape.rules.js';
import { TEAM_KINDS } from './team.rules.js';

export const teamBody = withExample(
  z.strictObject({
    name: line(200),
    kind: z.enum(TEAM_KINDS),
    districtId: z.uuid(),
    base,
    zone: zone.default('Europe/Copenhagen'),
  }),
  { name: 'West Day', kind: 'home-care', districtId: exampleId('district'), base: { lat: 55.25, lon: 9.25 } },
);
export type TeamBody = z.infer<typeof teamBody>;

export const teamsSchema = pageOf(teamSchema);
