import type { FieldError } from './field-errors.rules.js';

export type { FieldError } from './field-errors.rules.js';

/** An answer that is not the wished one, as RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }

  toJSON(): Record<string, unknown> {
    return { type: 'about:blank', title: this.title, status: this.status, detail: this.detail, ...this.extra };
  }
}

export const problem = {
  unreadable: (detail = 'The body is not readable JSON.') => new Problem(400, 'Bad Request', detail),
  unauthorized: (detail = 'No token, or one that is not valid.') => new Problem(401, 'Unauthorized', detail),
  forbidden: (detail = 'Your scopes do not cover this.', errors?: FieldError[]) =>
    new Problem(403, 'Forbidden', detail, errors && { errors }),
  notFound: (detail = 'There is nothing here that you may see.') => new Problem(404, 'Not Found', detail),
  conflict: (detail: string, extra: Record<string, unknown> = {}) => new Problem(409, 'Conflict', detail, extra),
  preconditionFailed: (etag: string) =>
    new Problem(412, 'Precondition Failed', 'It has changed since you read it.', { etag }),
  unsupported: (detail = 'Send the body as application/json.') => new Problem(415, 'Unsupported Media Type', detail),
  unprocessable: (errors: FieldError[]) =>
    new Problem(422, 'Unprocessable Content', errors.map((e) => `${e.path}: ${e.message}`).join('; '), { errors }),
  tooManyRequests: (retryAfterSeconds: number) =>
    new Problem(429, 'Too Many Requests', `Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds }),
};
