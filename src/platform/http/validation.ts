import { StandardSchemaValidationPipe } from '@nestjs/common';
import { asFieldErrors } from '../errors/field-errors.rules.js';
import { problem } from '../errors/problem.js';

/** Checks bodies, queries and parameters against the schema named beside them; what does not fit is a 422 naming each field. */
export const validation = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => problem.unprocessable(issues.flatMap(asFieldErrors)),
});
