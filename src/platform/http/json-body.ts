import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problem } from '../errors/problem.js';
import { DEEPEST_JSON, isTooDeep } from '../json-depth.rules.js';

/** JSON bodies and no others; an empty one is no body, so that a POST that needs none may still say it speaks JSON. */
export function readJsonBodies(app: NestFastifyApplication): void {
  app.getHttpAdapter().getInstance().removeContentTypeParser('text/plain');
  app.useBodyParser('application/json', {}, (_request, body, done) => {
    const text = body.toString('utf8');
    if (text.trim() === '') return done(null, undefined);
    if (isTooDeep(text)) return done(tooDeep(), undefined);
    try {
      done(null, JSON.parse(text));
    } catch {
      done(problem.unreadable(), undefined);
    }
  });
}

const tooDeep = () =>
  problem.unprocessable([{ path: 'body', message: `is nested more than ${DEEPEST_JSON} levels deep` }]);
