/** What is kept of a request that was done: nothing of what it said, and nothing of what it was answered. */
export interface DoneRequest {
  /** HMAC of the request by a key that is not in the database. */
  readonly digest: string;
  readonly status: number | null;
  readonly location: string | null;
}

export type Repeat = 'replay' | 'other-request' | 'unknown';

/** Before each digest, so that it is told from what a version before kept. */
export const DIGEST = 'hmac-sha256:';

/** What to do with a request whose key was used before: nothing is ever done twice. */
export function judgeRepeat(done: DoneRequest, digest: string): Repeat {
  if (!done.digest.startsWith(DIGEST) || done.status === null) return 'unknown';
  return done.digest === digest ? 'replay' : 'other-request';
}

/**
 * Where what a POST answered with is found: what it made, or what it was done to (`/tasks/:id/claim` is done to `/tasks/:id`, and
 * `/teams/:id/shift/start` to `/teams/:id/shift`).
 * @param route as it is declared, such as `/api/v1/tasks/:id/claim`
 */
export function resourceOf(route: string, url: string, location: string | null): string {
  if (location !== null) return location;
  const path = url.split('?', 1)[0]!;
  return /\/:\w+(\/[^/:]+)+$/.test(route) ? path.slice(0, path.lastIndexOf('/')) : path;
}

/**
 * The same for the same JSON, in whatever order its fields were written. A password is no part of it: what is quickly made of one is
 * quickly guessed, and is kept nowhere.
 */
export function canonical(body: unknown): string {
  // Of undefined JSON.stringify makes no text.
  if (body === undefined) return '';
  return JSON.stringify(body, (field, value: unknown) => {
    if (field === 'password') return null;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** A key may be any printable text of up to 255 characters. */
export const isKey = (key: string): boolean => /^[\x20-\x7e]{1,255}$/.test(key);
