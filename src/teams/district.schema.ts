import { z } from 'zod';
import { flawsOfArea, tidyArea } from './area.rules.js';
import { at, exampleId, latitude, line, longitude, named, withExample } from '../platform/http/fields.js';
import { pageOf } from '../platform/http/page.js';
import { uuid } from '../platform/http/query.js';

const ringsOf = <P extends z.ZodType<[number, number]>>(position: P) =>
  z
    .array(
      z
        .array(position)
        .min(4)
        .refine((points) => JSON.stringify(points[0]) === JSON.stringify(points.at(-1)), {
          message: 'must end where it begins',
        }),
    )
    .min(1);
const areaOf = <P extends z.ZodType<[number, number]>>(position: P) =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('Polygon'), coordinates: ringsOf(position) }),
    z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(ringsOf(position)).min(1) }),
  ]);

const position = z.tuple([longitude, latitude]);
/** The height of a position, where one comes along, is not kept. */
const givenPosition = z
  .tuple([longitude, latitude], z.number())
  .refine(({ length }) => length <= 3, 'has more than three axes')
  .transform(([lon, lat]): [number, number] => [lon, lat]);
const polygon = areaOf(position);
const givenPolygon = areaOf(givenPosition)
  .transform(tidyArea)
  .superRefine((area, context) => {
    for (const { path, message } of flawsOfArea(area)) context.addIssue({ code: 'custom', path: [...path], message });
  });

/** GeoJSON rings are closed and hold longitude before latitude. */
export const districtBody = withExample(
  z.strictObject({
    name: line(200),
    parentId: z.uuid().nullish(),
    polygon: givenPolygon.nullish(),
    shadow: z.boolean().optional().meta({ description: 'tried out: all is worked out and shown, nobody is asked' }),
  }),
  {
    name: 'West',
    parentId: exampleId('municipality'),
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
);
export type DistrictBody = z.infer<typeof districtBody>;

const aDistrict = {
  id: exampleId('district'),
  name: 'West',
  parentId: exampleId('municipality'),
  polygon: null,
  shadow: false,
  createdAt: '2026-01-05T09:00:00Z',
  version: 1,
};

export const districtSchema = named(
  'District',
  z.object({
    id: z.uuid(),
    name: z.string(),
    parentId: z.uuid().nullable(),
    polygon: polygon.nullable(),
    shadow: z.boolean(),
    createdAt: at,
    version: z.number(),
  }),
  aDistrict,
);

export const savedDistrictSchema = named(
  'SavedDistrict',
  districtSchema.extend({
    slivers: z.array(z.object({ districtId: z.uuid(), name: z.string().nullable() })).meta({
      description: 'districts beside it whose border it crosses by a sliver; an address there goes to the lower id',
    }),
  }),
  { ...aDistrict, slivers: [] },
);

/** Whose its history is to be. */
export const removalQuery = z.strictObject({
  successorId: uuid
    .optional()
    .meta({ description: 'the district that has its history then; by default the one above it' }),
});

export const districtsSchema = pageOf(districtSchema);
