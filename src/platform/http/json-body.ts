import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problem } from '../errors/problem.js';

/** JSON bodies; an empty one is no body, so that a POST that needs none may still say it speaks JSON. */
export function readJsonBodies(app: NestFastifyApplication): void {
  app.useBodyParser('application/json', {}, (_request, body, done) => {
    const text = body.toString('utf8');
    if (text.trim() === '') return done(null, undefined);
    try {
      done(null, JSON.parse(text));
    } catch {
      done(problem.unreadable(), undefined);
    }
  });
}
