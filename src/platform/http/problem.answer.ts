import { HttpException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isHeld } from '../database/trouble.rules.js';
import { Problem, problem } from '../errors/problem.js';

const DATABASE_AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08007',
  '08001',
  '53300',
]);

/** What pg says without a code: the connection broke, or none was to be had in time. */
const SAYS_AWAY = /Connection terminated|not connected yet|timeout exceeded when trying to connect|is not queryable/;

/** SQLSTATE of what PostgreSQL cannot keep: a NUL in a text, a number or a time out of its range. */
const CANNOT_BE_KEPT = new Set(['22021', '22P05', '22003', '22008']);

/** What went wrong, in the words a caller may hear: of what nobody expected, nothing of the inside. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return new Problem(status, titleOf(status), error.message);
  }
  const { statusCode, code, message, driverError } = error as {
    statusCode?: number;
    code?: string;
    message?: string;
    driverError?: { code?: string };
  };
  if (CANNOT_BE_KEPT.has(driverError?.code ?? '')) {
    return problem.unprocessable([{ path: 'body', message: 'holds a character, number or time that cannot be kept' }]);
  }
  if (statusCode === 413) return new Problem(413, 'Content Too Large', 'The body is larger than this route takes.');
  if (statusCode === 415) return problem.unsupported();
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return new Problem(statusCode, titleOf(statusCode), message ?? titleOf(statusCode));
  }
  if (isHeld(error)) {
    return new Problem(
      503,
      'Service Unavailable',
      'Somebody else holds what this is about, and nothing was done; try again shortly.',
      { retryAfterSeconds: 2 },
    );
  }
  if (DATABASE_AWAY.has(driverError?.code ?? code ?? '') || SAYS_AWAY.test(message ?? '')) {
    return new Problem(503, 'Service Unavailable', 'The database is away; try again shortly.', {
      retryAfterSeconds: 2,
    });
  }
  return new Problem(500, 'Internal Server Error', 'Something went wrong here; it has been logged.');
}

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
};
const titleOf = (status: number): string => TITLES[status] ?? 'Error';

/** Sends the problem as `application/problem+json`, unless an answer is on its way already. */
export function answerProblem(found: Problem, reply: FastifyReply): void {
  if (reply.sent || reply.raw.headersSent) return;
  if (found.status === 401) reply.header('www-authenticate', 'Bearer');
  if (typeof found.extra.retryAfterSeconds === 'number')
    reply.header('retry-after', String(found.extra.retryAfterSeconds));
  void reply.status(found.status).header('content-type', 'application/problem+json').send(JSON.stringify(found));
}
