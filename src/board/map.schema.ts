import { z } from 'zod';
import { exampleId, named } from '../platform/http/fields.js';
import { base } from '../teams/team-shape.rules.js';
import { TEAM_KINDS } from '../teams/team.rules.js';

/** What lies under the work on a map, beside the borders of the districts. */
export const mapSchema = named(
  'Map',
  z.object({
    teams: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        kind: z.enum(TEAM_KINDS),
        districtId: z.uuid(),
        base,
        onDuty: z.boolean().meta({ description: 'whether somebody is there now' }),
      }),
    ),
    tiles: z
      .object({ url: z.string(), attribution: z.string() })
      .nullable()
      .meta({ description: 'the pictures of the land that the operator has set up, if any; `{z}/{x}/{y}` as usual' }),
  }),
  {
    teams: [
      {
        id: exampleId('team'),
        name: 'West Day',
        kind: 'home-care',
        districtId: exampleId('district'),
        base: { lat: 55.25, lon: 9.25 },
        onDuty: true,
      },
    ],
    tiles: null,
  },
);
