import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { X_NEEDS, X_PUBLIC } from './principal.js';

/** OpenAPI 3.1 at `/api/openapi.json`, readable at `/api/docs`; drawn up when somebody first asks for it. */
export function describeApi(app: NestFastifyApplication, scopeOf: (right: string) => string): void {
  SwaggerModule.setup('api/docs', app, () => draw(app, scopeOf), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}

function draw(app: NestFastifyApplication, scopeOf: (right: string) => string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Dosevagt')
    .setVersion('1')
    .setDescription(
      'Telemetry of medicine dispensers, and the alerts and tasks that follow from it. A workflow relay of alarms from CE-marked dispensers: it gives no diagnosis and no advice on doses.',
    )
    .addBearerAuth()
    .addCookieAuth('dosevagt_session')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM },
    responses: { Problem: { description: 'What is wrong, as RFC 9457 tells it.', content: PROBLEM_CONTENT } },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) if (path[method]) finish(path[method] as Operation, scopeOf);
  }
  return document;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & {
  [X_NEEDS]?: readonly string[];
  [X_PUBLIC]?: boolean;
};

/** Says of a route what its marks say: who may use it (the scope that opens it to a partner), that its body may be left out, and how it refuses. */
function finish(operation: Operation, scopeOf: (right: string) => string): void {
  const { [X_NEEDS]: needs = [], [X_PUBLIC]: isPublic = false } = operation;
  delete operation[X_NEEDS];
  delete operation[X_PUBLIC];
  // Since 3.1 a requirement may name scopes for any kind of scheme.
  operation.security = isPublic ? [] : ['bearer', 'cookie'].map((scheme) => ({ [scheme]: needs.map(scopeOf) }));
  const said = needs.map((need) => [need, scopeOf(need)] as const);
  const words = said.map(([need, scope]) => (need === scope ? `\`${need}\`` : `\`${scope}\` (of staff \`${need}\`)`));
  const asks = words.length > 0 ? [`Needs ${words.join(' and ')}.`] : [];
  const { description } = operation;
  if (asks.length > 0) operation.description = [...asks, ...(description ? [description] : [])].join('\n\n');
  operation.responses['4XX'] = { $ref: '#/components/responses/Problem' };
  const body = operation.requestBody;
  if (body && 'content' in body) body.required = !mayBeLeftOut(body.content['application/json']?.schema);
}

function mayBeLeftOut(schema: object | undefined): boolean {
  const { type, anyOf = [] } = (schema ?? {}) as { type?: unknown; anyOf?: { type?: unknown }[] };
  return [type, ...anyOf.map((each) => each.type)].flat().includes('null');
}

const PROBLEM: NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string] = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      description: '422: the fields that do not fit, by dotted path',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    state: { type: 'string', description: '409: the state it is in' },
    holder: {
      type: 'object',
      description: '409: who has it',
      properties: { name: { type: 'string' }, since: { type: 'string', format: 'date-time' } },
    },
  },
};
const PROBLEM_CONTENT = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
