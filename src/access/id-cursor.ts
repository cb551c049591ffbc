import { problem } from '../platform/errors/problem.js';
import { isUuid } from '../platform/http/id.pipe.js';
import { readCursor } from '../platform/http/page.js';

/** The id a list goes on from, or null for its start; a cursor we did not make is a 422 naming it. */
export function readIdCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = readCursor(cursor, 1)?.[0];
  if (typeof id === 'string' && isUuid(id)) return id;
  throw problem.unprocessable([{ path: 'cursor', message: 'is not one of ours' }]);
}
