import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { asLine } from '../text.rules.js';

/** An IANA time zone that this Node knows. */
export const zone = z
  .string()
  .max(64)
  .refine(isZone, { message: 'is not an IANA time zone' })
  .meta({ example: 'Europe/Copenhagen' });

/** An RFC 3339 instant, as a Date. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** An RFC 3339 instant as it is answered: a route gives the `Date` for it. */
export const at = z.iso.datetime().brand<'moment'>();

export const latitude = z.number().min(-90).max(90);
export const longitude = z.number().min(-180).max(180);

/** A short text of one line, without blanks around it and with one between words. */
export const line = (longest: number) =>
  z
    .string()
    .overwrite(asLine)
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u, 'must hold no control characters');

function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** An example as it is on the wire. */
type Example<Shape extends z.ZodType> = Fixed<z.input<Shape>>;
type Fixed<Value> = Value extends readonly (infer Item)[]
  ? readonly Fixed<Item>[]
  : Value extends object
    ? { readonly [Field in keyof Value]: Fixed<Value[Field]> }
    : Value;

/** Names a shape in the description of the API, with an example of it where it is answered by itself. */
export const named = <Shape extends z.ZodType>(name: string, shape: Shape, example?: Example<Shape>): Shape =>
  shape.meta({ id: name, ...(example !== undefined && { example }) });

/** One of several named shapes, told apart by what the field `tag` says in each; readers of the description are led by it (OpenAPI 3.1, 4.8.25). */
export function oneOf(tag: string, shapes: Readonly<Record<string, z.ZodObject>>) {
  const mapping = Object.fromEntries(
    Object.entries(shapes).map(([value, shape]) => [value, `#/components/schemas/${shape.meta()!.id!}`]),
  );
  const some = Object.values(shapes) as [z.ZodObject, ...z.ZodObject[]];
  return z.discriminatedUnion(tag, some).meta({ discriminator: { propertyName: tag, mapping } });
}

/** The same for what has no name of its own, such as a body. */
export const withExample = <Shape extends z.ZodType>(shape: Shape, example: Example<Shape>): Shape =>
  shape.meta({ example });

/** The example that a shape was given. */
export const exampleOf = <Shape extends z.ZodType>(shape: Shape): Example<Shape> | undefined =>
  shape.meta()?.example as Example<Shape> | undefined;

const EXAMPLES = '019aa3c1-7c1e-7a40-9d0e-';

/** An id for examples: the same for the same thing, wherever it is named. */
export const exampleId = (thing: string): string =>
  EXAMPLES +
  Array.from(thing.padEnd(6, '.').slice(0, 6))
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join('');
