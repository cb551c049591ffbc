import type { FastifyInstance, FastifyReply } from 'fastify';
import { knownTag, weakTagOf } from '../etag.js';

const NOT_MODIFIED = 304;

/**
 * What has no tag of its own, as every list, has a weak one by its content; and who says the tag of what she read last (`If-None-Match`) is
 * told that it is as it was, without it (RFC 9110, section 13.1.2). It stays `no-store`: that binds caches (RFC 9111, section 5.2.2.5),
 * and whoever holds a list holds it herself, as long as it is on her screen.
 */
export function answerNotModified(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const isRead = (request.method === 'GET' || request.method === 'HEAD') && request.url.startsWith('/api/');
    if (!isRead || reply.statusCode !== 200 || typeof payload !== 'string') return done(null, payload);
    const tag = (reply.getHeader('etag') ?? weakTagOf(payload)).toString();
    // A HEAD has nothing that could be spared.
    const known = request.method === 'GET' ? knownTag(request.headers['if-none-match'], tag) : null;
    reply.header('etag', known ?? tag);
    done(null, known === null ? payload : asItWas(reply));
  });
}

/** Without a body there is nothing to say of one. */
function asItWas(reply: FastifyReply): null {
  for (const field of ['content-type', 'content-length', 'content-language']) reply.removeHeader(field);
  reply.status(NOT_MODIFIED);
  return null;
}
