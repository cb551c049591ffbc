import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problem } from '../errors/problem.js';
import { DEEPEST_JSON, isTooDeep } from '../json-depth.rules.js';
import { asKept, isUtf8, readUtf8 } from '../text.rules.js';
import { HttpRefusals } from './http-refusals.js';

/**
 * JSON bodies in UTF-8 and no others; an empty one is no body, so that a POST that needs none may still say it speaks JSON. Every text of
 * a body comes in as the house keeps text, here and nowhere else.
 */
export function readJsonBodies(app: NestFastifyApplication): void {
  app.getHttpAdapter().getInstance().removeContentTypeParser('text/plain');
  app.useBodyParser('application/json', {}, (request, body, done) => {
    if (!isUtf8(request.headers['content-type'])) return done(problem.unsupported(IN_UTF8), undefined);
    const text = readUtf8(body);
    if (text === null) return done(problem.unreadable('The body is not in UTF-8.'), undefined);
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
    done(null, textsAsKept(read));
  });
}

const IN_UTF8 = 'Send the body as application/json, in UTF-8.';

/** The value is as deep as JSON may be at most. */
function textsAsKept(value: unknown): unknown {
  if (typeof value === 'string') return asKept(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(textsAsKept);
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) holder[key] = textsAsKept(holder[key]);
  return holder;
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
