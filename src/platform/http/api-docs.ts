import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** OpenAPI 3.1 at `/api/openapi.json`, readable at `/api/docs`. */
export function describeApi(app: NestFastifyApplication): void {
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
  document.security = [{ bearer: [] }, { cookie: [] }];
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}
