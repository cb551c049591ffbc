import { problem } from '../errors/problem.js';
import { readCursor } from './page.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id that a list in order of ids goes on from. @throws Problem 422 naming a cursor that is not ours */
export function readBelow(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [id] = readCursor(cursor, 1) ?? [];
  if (typeof id === 'string' && UUID.test(id)) return id;
  throw problem.unprocessable([{ path: 'cursor', message: 'is not one of ours' }]);
}
