import { StandardSchemaValidationPipe } from '@nestjs/common';
import { type FieldError, problem } from '../errors/problem.js';

/** What a zod issue carries beyond the Standard Schema's words. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
  readonly code?: string;
  readonly keys?: readonly string[];
}

/** Checks bodies, queries and parameters against the schema named beside them; what does not fit is a 422 naming each field. */
export const validation = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => problem.unprocessable(issues.flatMap(asFieldErrors)),
});

export function asFieldErrors(issue: Issue): FieldError[] {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  if (issue.code === 'unrecognized_keys' && issue.keys) {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is not a known field' }));
  }
  return [{ path: path.join('.') || 'body', message: issue.message }];
}
