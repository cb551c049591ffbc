import { HttpException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Problem, problem } from '../errors/problem.js';
import { refusalFor } from './database-trouble.js';

/** What went wrong, in the words a caller may hear: of what nobody expected, nothing of the inside. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return new Problem(status, titleOf(status), error.message);
  }
  const { statusCode, message } = (error ?? {}) as { statusCode?: number; message?: string };
  if (statusCode === 413) return new Problem(413, 'Content Too Large', 'The body is larger than this route takes.');
  if (statusCode === 415) return problem.unsupported();
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return new Problem(statusCode, titleOf(statusCode), message ?? titleOf(statusCode));
  }
  const refusal = refusalFor(error);
  if (refusal) return refusal;
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
  reply.removeHeader('location').removeHeader('etag');
  if (found.status === 401) reply.header('www-authenticate', 'Bearer');
  if (typeof found.extra.retryAfterSeconds === 'number')
    reply.header('retry-after', String(found.extra.retryAfterSeconds));
  if (typeof found.extra.etag === 'string') reply.header('etag', found.extra.etag);
  void reply.status(found.status).header('content-type', 'application/problem+json').send(JSON.stringify(found));
}
