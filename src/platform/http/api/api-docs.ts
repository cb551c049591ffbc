import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { finish } from './api-operation.js';
import { PROBLEM, PROBLEM_RESPONSES } from './api-problems.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** OpenAPI 3.1 at `/api/openapi.json`, readable at `/api/docs`; drawn up when somebody first asks for it. */
export function describeApi(app: NestFastifyApplication, scopeOf: (right: string) => string): void {
  SwaggerModule.setup('api/docs', app, () => drawApi(app, scopeOf), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}

/** The whole description, from what stands before the routes; nothing need be running. */
export function drawApi(app: NestFastifyApplication, scopeOf: (right: string) => string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Dosevagt')
    .setVersion('1')
    .setDescription(
      'Telemetry of medicine dispensers, and the alerts and tasks that follow from it. A workflow relay of alarms from CE-marked dispensers: it gives no diagnosis and no advice on doses.\n\nLong answers come in brotli or gzip for whoever takes them. Whoever asks again for what was read before says its `ETag` in `If-None-Match`, and is told (304) when it is as it was.',
    )
    .addBearerAuth()
    .addCookieAuth('dosevagt_session')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const schemas = document.components?.schemas ?? {};
  document.components = {
    ...document.components,
    schemas: { ...schemas, Problem: PROBLEM },
    responses: PROBLEM_RESPONSES,
  };
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const method of METHODS)
      if (operations[method]) finish({ method, path, operation: operations[method] }, schemas, scopeOf);
  }
  return document;
}
