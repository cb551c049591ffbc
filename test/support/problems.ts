import { expect } from '@jest/globals';
import type { ApiResponse } from './api.js';

/** The answer is a problem in the words of RFC 9457, with this status and these members. */
export function expectProblem({ status, headers, body }: ApiResponse, expected: number, more: object = {}): void {
  expect({ status, type: headers.get('content-type'), body }).toEqual({
    status: expected,
    type: expect.stringContaining('application/problem+json'),
    body: expect.objectContaining({
      type: expect.any(String),
      title: expect.any(String),
      status: expected,
      detail: expect.any(String),
      ...more,
    }),
  });
}

/** A 422 that names these fields, in any order. */
export function expectFlaws(answer: ApiResponse, ...paths: string[]): void {
  expectProblem(answer, 422, { errors: expect.any(Array) });
  const { errors } = answer.body as { errors: { path: string; message: string }[] };
  expect(errors.map(({ path }) => path).sort()).toEqual(paths.toSorted());
  for (const { message } of errors) expect(message).not.toBe('');
}
