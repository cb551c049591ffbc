import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problem } from '../errors/problem.js';
import { HttpRefusals } from './http-refusals.js';
import { DEEPEST_JSON, isTooDeep } from '../json-depth.rules.js';

/** JSON bodies and no others; an empty one is no body, so that a POST that needs none may still say it speaks JSON. */
export function readJsonBodies(app: NestFastifyApplication): void {
  app.getHttpAdapter().getInstance().removeContentTypeParser('text/plain');
  app.useBodyParser('application/json', {}, (_request, body, done) => {
    const text = body.toString('utf8');
    if (text.trim() === '') return done(null, undefined);
    if (isTooDeep(text)) {
      app.get(HttpRefusals).note('body-too-deep');
      return done(tooDeep(), undefined);
    }
    let read: unknown;
    try {
      read = JSON.parse(text);
    } catch {
      return done(problem.unreadable(), undefined);
    }
    const half = SURROGATE.test(text) ? halfCharacterIn(read) : null;
    if (half !== null) return done(halfCharacter(half), undefined);
    done(null, read);
  });
}

/** In UTF-8 there is none: it must have been written as an escape. */
const SURROGATE = /\\u[dD][89a-fA-F]/;

/** Where a text holds half a character, which no column takes; null where there is none. The value is as deep as JSON may be at most. */
function halfCharacterIn(value: unknown, path: readonly string[] = []): string | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : path.join('.') || 'body';
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (!key.isWellFormed()) return path.join('.') || 'body';
    const found = halfCharacterIn(inner, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

const halfCharacter = (path: string) =>
  problem.unprocessable([{ path, message: 'holds half a character (a lone surrogate)' }]);

const tooDeep = () =>
  problem.unprocessable([{ path: 'body', message: `is nested more than ${DEEPEST_JSON} levels deep` }]);
