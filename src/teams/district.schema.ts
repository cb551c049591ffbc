import { z } from 'zod';
import { latitude, line, longitude } from '../platform/http/fields.js';

const position = z.tuple([longitude, latitude]);
const ring = z
  .array(position)
  .min(4)
  .refine((points) => JSON.stringify(points[0]) === JSON.stringify(points.at(-1)), {
    message: 'must end where it begins',
  });
const rings = z.array(ring).min(1);
const polygon = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: rings }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(rings).min(1) }),
]);

/** GeoJSON rings are closed and hold longitude before latitude. */
export const districtBody = z.strictObject({
  name: line(200),
  parentId: z.uuid().nullish(),
  polygon: polygon.nullish(),
  shadow: z.boolean().optional().meta({ description: 'tried out: all is worked out and shown, nobody is asked' }),
});
export type DistrictBody = z.infer<typeof districtBody>;

export const districtSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  parentId: z.uuid().nullable(),
  polygon: polygon.nullable(),
  shadow: z.boolean(),
  createdAt: z.iso.datetime(),
  version: z.number(),
});

export const districtsSchema = z.object({ items: z.array(districtSchema), nextCursor: z.string().nullable() });
