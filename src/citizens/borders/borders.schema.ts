import { z } from 'zod';
import { exampleId, named, withExample } from '../../platform/http/fields.js';
import { givenPolygon, polygon } from '../../teams/borders/area-shape.rules.js';

const MOST_DISTRICTS = 200;

export const bordersBody = withExample(
  z.strictObject({
    districts: z
      .array(
        z.strictObject({
          id: z.uuid(),
          version: z
            .number()
            .int()
            .optional()
            .meta({ description: 'the one it was read with: 412 if it has changed since' }),
          polygon: givenPolygon.nullable(),
        }),
      )
      .min(1)
      .max(MOST_DISTRICTS),
  }),
  {
    districts: [
      {
        id: exampleId('district'),
        version: 1,
        polygon: {
          type: 'Polygon',
          coordinates: [
            [
              [9, 55],
              [9.5, 55],
              [9.5, 55.5],
              [9, 55.5],
              [9, 55],
            ],
          ],
        },
      },
    ],
  },
);
export type BordersBody = z.infer<typeof bordersBody>;

export const bordersQuery = z.strictObject({
  dryRun: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .default(false)
    .meta({ description: 'only says what would become of it', type: 'boolean' }),
});

const squareMetres = (description: string) => z.number().meta({ description: `square metres ${description}` });

export const bordersSchema = named(
  'RedrawnBorders',
  z.object({
    saved: z.boolean(),
    items: z.array(
      z.object({
        districtId: z.uuid(),
        gained: squareMetres('that it did not have before'),
        lost: squareMetres('that it does not have any more'),
        overlaps: z.array(
          z.object({
            districtId: z.uuid(),
            name: z.string().nullable(),
            width: z.enum(['sliver', 'wide']).meta({
              description: '`sliver`: no wider than 25 m and at most 1 % of the smaller; `wide` is not saved',
            }),
            squareMetres: squareMetres('that both would have'),
            area: polygon,
          }),
        ),
      }),
    ),
    moves: z
      .array(z.object({ from: z.uuid().nullable(), to: z.uuid().nullable(), citizens: z.number().int() }))
      .nullable()
      .meta({
        description:
          'how many live where one district becomes another; null for who does not see every district. The district that is said of a citizen stays',
      }),
  }),
  {
    saved: false,
    items: [
      {
        districtId: exampleId('district'),
        gained: 0,
        lost: 1_250_000,
        overlaps: [],
      },
    ],
    moves: [{ from: exampleId('district'), to: exampleId('east'), citizens: 12 }],
  },
);
