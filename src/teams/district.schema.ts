import { z } from 'zod';
import { flawsOfArea, tidyArea } from './area.rules.js';
import { at, latitude, line, longitude } from '../platform/http/fields.js';
import { uuid } from '../platform/http/query.js';

const ringsOf = <P extends z.ZodType<[number, number], unknown>>(position: P) =>
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
const areaOf = <P extends z.ZodType<[number, number], unknown>>(position: P) =>
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
export const districtBody = z.strictObject({
  name: line(200),
  parentId: z.uuid().nullish(),
  polygon: givenPolygon.nullish(),
  shadow: z.boolean().optional().meta({ description: 'tried out: all is worked out and shown, nobody is asked' }),
});
export type DistrictBody = z.infer<typeof districtBody>;

export const districtSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  parentId: z.uuid().nullable(),
  polygon: polygon.nullable(),
  shadow: z.boolean(),
  createdAt: at,
  version: z.number(),
});

export const savedDistrictSchema = districtSchema.extend({
  slivers: z.array(z.object({ districtId: z.uuid(), name: z.string().nullable() })).meta({
    description: 'districts beside it whose border it crosses by a sliver; an address there goes to the lower id',
  }),
});

/** Whose its history is to be. */
export const removalQuery = z.strictObject({ successorId: uuid.optional() });

export const districtsSchema = z.object({ items: z.array(districtSchema), nextCursor: z.string().nullable() });
