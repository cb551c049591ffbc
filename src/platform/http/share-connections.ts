import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database } from '../database/database.js';

/** From when its route is known on, what a request asks of the database waits for a place among requests. */
export function shareConnections(app: NestFastifyApplication): void {
  const { shares } = app.get(Database);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preHandler', (_request, _reply, done) => shares.asRequest(done));
}
