import { z } from 'zod';
import { exampleOf } from './fields.js';

/** The query every list understands. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(50).meta({ description: 'at most so many' }),
  cursor: z.string().max(512).optional().meta({ description: 'the nextCursor of the page before' }),
});

/** The shape of such a list's answer, for the OpenAPI document. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z
    .object({ items: z.array(item), nextCursor: z.string().nullable().meta({ description: 'null on the last page' }) })
    .meta({ example: { items: [exampleOf(item)], nextCursor: null } });

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A list that is never longer than a page. */
export const onePage = <T>(items: T[]): { items: T[]; nextCursor: null } => ({ items, nextCursor: null });

/** Cuts a list fetched with `limit + 1` rows to one page; the cursor names the last row kept. */
export function page<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (last: T) => readonly (string | number)[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}

function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts a cursor was made of, or null for one we did not make. */
export function readCursor(cursor: string | undefined, parts: number): (string | number)[] | null {
  if (cursor === undefined) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(read) && read.length === parts && read.every((p) => ['string', 'number'].includes(typeof p)))
      return read as (string | number)[];
  } catch {
    return null;
  }
  return null;
}

/**
 * Several values of a filter, separated by commas.
 * @param most how many there may be; as many as an address has room for by default
 */
export const commaList = <T>(item: z.ZodType<T, string>, description: string, most?: number) => {
  const some = z.array(item).min(1);
  return z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(most === undefined ? some : some.max(most))
    .meta({
      description: `${description}; several with commas between`,
      type: 'array',
      items: itemShape(item),
      ...(most !== undefined && { maxItems: most }),
    });
};

/** As the description of the API shows each of them. */
function itemShape(item: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(item, { io: 'input' });
  return shape;
}
