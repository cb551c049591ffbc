import { codeOf, isHeld } from '../database/trouble.rules.js';
import { Problem } from '../errors/problem.js';

/** SQLSTATE of a server that can be read and not written: it is read-only or a standby, or its disk is full. */
const TAKES_NO_WRITES = ['25006', '53100'];

const AWAY = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  '08001',
  '08003',
  '08006',
  '08007',
  '53200',
  '53300',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '58030',
]);

/** What pg says without a code: the connection broke, or none was to be had in time. */
const SAYS_AWAY = /Connection terminated|timeout exceeded when trying to connect|is not queryable/;

/** What a caller hears while the database does not do its part; null for what is not about that. */
export function refusalFor(error: unknown): Problem | null {
  const code = codeOf(error);
  if (isHeld(error))
    return unavailable('Somebody else holds what this is about, and nothing was done; try again shortly.');
  if (TAKES_NO_WRITES.includes(code)) {
    const said =
      'Nothing can be saved at the moment, and nothing was: the database takes no writes. What is there can be read.';
    return unavailable(said, { reason: 'unwritable', retryAfterSeconds: 5 });
  }
  const isAway = AWAY.has(code) || SAYS_AWAY.test((error as Partial<Error> | null)?.message ?? '');
  return isAway ? unavailable('The database is away; try again shortly.') : null;
}

const unavailable = (detail: string, extra: Record<string, unknown> = {}): Problem =>
  new Problem(503, 'Service Unavailable', detail, { retryAfterSeconds: 2, ...extra });
