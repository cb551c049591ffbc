import { parse } from 'node:querystring';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problem } from '../../platform/errors/problem.js';
import { readUtf8 } from '../../platform/text.rules.js';

const TAKES_FORMS = '/oauth/token';

/** Forms, where OAuth wants them; elsewhere they are what a client sends that forgot its content type. */
export function readFormBodies(app: NestFastifyApplication): void {
  app.useBodyParser('application/x-www-form-urlencoded', {}, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    if (request.routeOptions.url !== TAKES_FORMS) return done(problem.unsupported(), undefined);
    const text = readUtf8(body);
    if (text === null) return done(problem.unreadable('The form is not in UTF-8.'), undefined);
    done(null, parse(text));
  });
}
