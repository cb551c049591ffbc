import type { OpenAPIObject } from '@nestjs/swagger';
import { refusalRef, refusalWith } from './api-problems.js';
import { X_NEEDS, X_PUBLIC } from '../principal.js';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & {
  [X_NEEDS]?: readonly string[];
  [X_PUBLIC]?: boolean;
};
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Media = { schema?: { $ref?: string; example?: unknown; type?: unknown }; example?: unknown };

interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** Says of a route what its marks and its shape say: who may use it, what may be left out, an example of each body, and how it refuses. */
export function finish(route: Route, schemas: Schemas, scopeOf: (right: string) => string): void {
  const { operation } = route;
  const { [X_NEEDS]: needs = [], [X_PUBLIC]: isPublic = false } = operation;
  Reflect.deleteProperty(operation, X_NEEDS);
  Reflect.deleteProperty(operation, X_PUBLIC);
  sayWhoMay(operation, needs, isPublic, scopeOf);
  describeParameters(route, isPublic);
  describeTag(route);
  sayHowItRefuses(route, needs, isPublic);
  const body = operation.requestBody;
  if (body && 'content' in body) body.required = !mayBeLeftOut(body.content['application/json']?.schema);
  for (const content of [body, ...Object.values(operation.responses)]) {
    if (content && 'content' in content) showExamples(content.content ?? {}, schemas);
  }
}

function sayWhoMay(
  operation: Operation,
  needs: readonly string[],
  isPublic: boolean,
  scopeOf: (right: string) => string,
): void {
  // Since 3.1 a requirement may name scopes for any kind of scheme.
  operation.security = isPublic ? [] : ['bearer', 'cookie'].map((scheme) => ({ [scheme]: needs.map(scopeOf) }));
  const said = needs.map((need) => [need, scopeOf(need)] as const);
  const words = said.map(([need, scope]) => (need === scope ? `\`${need}\`` : `\`${scope}\` (of staff \`${need}\`)`));
  const asks = words.length > 0 ? [`Needs ${words.join(' and ')}.`] : [];
  const { description } = operation;
  if (asks.length > 0) operation.description = [...asks, ...(description ? [description] : [])].join('\n\n');
}

/** Ids say what they are ids of; whoever may send a POST twice is told how. */
function describeParameters({ method, path, operation }: Route, isPublic: boolean): void {
  const parameters = (operation.parameters ??= []);
  for (const parameter of parameters) {
    if ('$ref' in parameter || parameter.in !== 'path' || parameter.description) continue;
    const [, collection] = /([^/]+)\/\{\w+\}$/.exec(
      path.slice(0, path.indexOf(`{${parameter.name}}`) + parameter.name.length + 2),
    )!;
    parameter.description = `which of the ${collection}, by its id`;
    parameter.schema = { type: 'string', format: 'uuid' };
  }
  if (method === 'post' && !isPublic)
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'done once in 24 hours, however often it is sent: a repeat is answered with what was made',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    });
}

/** Whoever read it before need not be told again what did not change. */
function describeTag({ method, path, operation }: Route): void {
  const answer = operation.responses['200'];
  const isStream = answer && 'content' in answer && answer.content?.['text/event-stream'];
  if (method !== 'get' || !path.startsWith('/api/') || !answer || isStream) return;
  (operation.parameters ??= []).push({
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'the ETag of what was read last: 304 if it is as it was',
    schema: { type: 'string' },
  });
  operation.responses['304'] = { description: 'It is as it was when it had that ETag; there is no body.' };
}

function sayHowItRefuses({ method, operation }: Route, needs: readonly string[], isPublic: boolean): void {
  const { parameters = [], requestBody, responses } = operation;
  const has = (place: string) => parameters.some((parameter) => 'in' in parameter && parameter.in === place);
  const mayRepeat = method === 'post' && !isPublic;
  const derived: [number, boolean][] = [
    [400, requestBody !== undefined],
    [401, !isPublic],
    // A cookie that comes along from another site is refused whatever it may.
    [403, !isPublic && (needs.length > 0 || method !== 'get')],
    [404, has('path')],
    [409, mayRepeat],
    [413, requestBody !== undefined],
    [415, requestBody !== undefined],
    [422, mayRepeat || requestBody !== undefined || has('query')],
    [503, !isPublic || method !== 'get'],
  ];
  for (const [status, can] of derived) if (can && !responses[status]) responses[status] = refusalRef(status);
  for (const [status, response] of Object.entries(responses)) {
    if (Number(status) >= 400 && response && !('$ref' in response) && !response.content)
      responses[status] = refusalWith(Number(status), response.description);
  }
  responses['4XX'] = { $ref: '#/components/responses/Problem' };
}

/** Beside the shape, where readers and tools look for it; what is no JSON is a text. */
function showExamples(content: Record<string, Media>, schemas: Schemas): void {
  for (const [type, media] of Object.entries(content)) {
    if (!type.includes('json') && !type.includes('form')) {
      if (typeof media.schema?.example === 'string') media.example ??= media.schema.example;
      media.schema = { type: 'string' };
      continue;
    }
    const { schema } = media;
    const named = schema?.$ref === undefined ? schema : (schemas[schema.$ref.split('/').at(-1)!] as Media['schema']);
    if (named?.example !== undefined) media.example ??= named.example;
    if (schema && schema === named) delete schema.example;
  }
}

function mayBeLeftOut(schema: object | undefined): boolean {
  const { type, anyOf = [] } = (schema ?? {}) as { type?: unknown; anyOf?: { type?: unknown }[] };
  return [type, ...anyOf.map((each) => each.type)].flat().includes('null');
}
