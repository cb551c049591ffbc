import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CODINGS, tagIn } from '../etag.js';
import { variesBy } from '../language.js';
import { isAskedFromElsewhere } from '../site.rules.js';

/** What goes into one packet is not there sooner when it is smaller. */
const LEAST_BYTES = 1_400;
/** Of an answer that is made while somebody waits; what is built beforehand is pressed harder. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 20 } };
const GZIP = { level: 5 };
/** With this header a request is answered as it is; a caller may send it too. */
const AS_IT_IS = 'x-no-compression';

/** Of a route whose answer holds a secret, or never ends: how long it becomes is to tell nobody what stands in it (BREACH). */
export const Uncompressed = () => RouteConfig({ isUncompressed: true });

/**
 * Long answers go out in brotli or gzip, as their caller takes them. As they are go those of a route that is `Uncompressed`, and whatever the
 * page of another site asks for: it could have its words put beside a reader's, again and again, and see on the wire what they have in
 * common. What is sent here is read as it comes: what is small when packed could be very large.
 */
export async function compressAnswers(fastify: FastifyInstance): Promise<void> {
  fastify.addHook('onRoute', (route) => {
    if (isUncompressed(route)) route.compress = false;
  });
  fastify.addHook('onRequest', ({ headers }, _reply, done) => {
    if (isAskedFromElsewhere(headers['sec-fetch-site'])) headers[AS_IT_IS] = 'asked from elsewhere';
    done();
  });
  fastify.addHook('onSend', ({ routeOptions }, reply, payload, done) => {
    if (isLong(payload) && !isUncompressed(routeOptions)) variesBy(reply, 'accept-encoding');
    done(null, payload);
  });
  await fastify.register(compress, {
    encodings: [...CODINGS],
    threshold: LEAST_BYTES,
    brotliOptions: BROTLI,
    zlibOptions: GZIP,
    globalDecompression: false,
  });
  // Behind what compresses: only then it is known whether it did.
  fastify.addHook('onRoute', (route) => {
    route.onSend = [...[route.onSend ?? []].flat(), tagByCoding];
  });
}

const isUncompressed = ({ config }: { readonly config?: unknown }): boolean =>
  (config as { readonly isUncompressed?: boolean } | undefined)?.isUncompressed === true;

const isLong = (payload: unknown): boolean => typeof payload === 'string' && Buffer.byteLength(payload) >= LEAST_BYTES;

function tagByCoding(_request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Sent): void {
  const [coding, tag] = [reply.getHeader('content-encoding'), reply.getHeader('etag')];
  if (typeof coding === 'string' && typeof tag === 'string') reply.header('etag', tagIn(coding, tag));
  done(null, payload);
}

type Sent = (error: null, payload: unknown) => void;
