import { z } from 'zod';
import { givenPolygon, polygon } from './borders/area-shape.rules.js';
import { at, exampleId, line, named, withExample } from '../platform/http/fields.js';
import { pageOf } from '../platform/http/page.js';
import { uuid } from '../platform/http/query.js';

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
