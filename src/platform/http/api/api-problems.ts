import type { OpenAPIObject } from '@nestjs/swagger';
import { Problem, problem } from '../../errors/problem.js';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];
type Responses = NonNullable<NonNullable<OpenAPIObject['components']>['responses']>;

export const PROBLEM: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      description: '422: the fields that do not fit, by dotted path',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    state: { type: 'string', description: '409: the state it is in' },
    holder: {
      type: 'object',
      description: '409: who has it',
      required: ['name', 'since'],
      properties: { name: { type: 'string' }, since: { type: 'string', format: 'date-time' } },
    },
    etag: { type: 'string', description: '412: the tag it has now' },
    reason: { type: 'string', description: '503: why nothing was done, or whether it may have been' },
    retryAfterSeconds: { type: 'integer', description: '429, 503: when to try again' },
  },
};

/** How a route may refuse: the name of the response, when it comes, and one as it is sent. */
const REFUSALS: Readonly<Record<number, readonly [name: string, when: string, example: Problem]>> = {
  400: ['Unreadable', 'The body cannot be read.', problem.unreadable()],
  401: ['Unauthorized', 'Nobody is signed in, or no more.', problem.unauthorized()],
  403: ['Forbidden', 'What you may does not cover this.', problem.forbidden()],
  404: ['NotFound', 'There is nothing here that you may see.', problem.notFound()],
  409: [
    'Conflict',
    'A request with this Idempotency-Key is under way, or was another.',
    problem.conflict('Bo Eksempel has it.', { holder: { name: 'Bo Eksempel', since: '2026-03-10T08:05:00Z' } }),
  ],
  412: ['PreconditionFailed', 'It has changed since it was read.', problem.preconditionFailed('"3"')],
  413: ['TooLarge', 'The body is longer than this route takes.', new Problem(413, 'Payload Too Large', 'Too long.')],
  415: ['UnsupportedType', 'The body is of a type this route does not read.', problem.unsupported()],
  422: [
    'Unprocessable',
    'A field does not fit, is missing or not known; each is named.',
    problem.unprocessable([{ path: 'reason', message: 'is not a known field' }]),
  ],
  429: ['TooManyRequests', 'Too many tries; Retry-After says when to come again.', problem.tooManyRequests(30)],
  503: [
    'Unserved',
    'The house cannot do this just now; Retry-After says when to try again.',
    new Problem(503, 'Service Unavailable', 'The database is away, or cannot do this just now; try again shortly.', {
      reason: 'infrastructure',
      retryAfterSeconds: 2,
    }),
  ],
};

const contentWith = (example?: Problem) => ({
  'application/problem+json': {
    schema: { $ref: '#/components/schemas/Problem' },
    ...(example && { example: example.toJSON() }),
  },
});

export const PROBLEM_RESPONSES: Responses = {
  Problem: { description: 'What is wrong, as RFC 9457 tells it.', content: contentWith() },
  ...Object.fromEntries(
    Object.values(REFUSALS).map(([name, description, example]) => [
      name,
      { description, content: contentWith(example) },
    ]),
  ),
};

export const refusalRef = (status: number) => ({ $ref: `#/components/responses/${REFUSALS[status]![0]}` });

/** A refusal that a route says more about. */
export const refusalWith = (status: number, description: string) => ({
  description,
  content: contentWith(REFUSALS[status]![2]),
});
