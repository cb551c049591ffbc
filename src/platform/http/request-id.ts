import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { workingOn } from '../logging/about.js';

/** Every answer says which request it is to, and what is logged on the way to it says so too (`genReqId` of the adapter names it). */
export function nameRequests(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    workingOn({ requestId: request.id }, done);
  });
  // A body comes on the connection's account; from here on it is the request's again.
  fastify.addHook('preHandler', (request, _reply, done) => workingOn({ requestId: request.id }, done));
}
