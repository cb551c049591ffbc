import { z } from 'zod';
import { latitude, longitude } from '../../platform/http/fields.js';
import { flawsOfArea, tidyArea } from '../area.rules.js';

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
export const polygon = areaOf(position);
export const givenPolygon = areaOf(givenPosition)
  .transform(tidyArea)
  .superRefine((area, context) => {
    for (const { path, message } of flawsOfArea(area)) context.addIssue({ code: 'custom', path: [...path], message });
  });
