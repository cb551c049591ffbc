import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.schema.js';
import { trustsAmong } from '../connections/trusted-proxies.js';
import { guardAnswers } from './guard-headers.js';
import { answerProblem, asProblem } from './problem.answer.js';
import type { HttpRefusal } from './http-refusals.js';
import { rawAnswer } from './raw-answer.js';
import { takenRequestId } from './request-id.rules.js';

const LARGEST_BODY_BYTES = 1_048_576;

type Refused = (reason: HttpRefusal) => void;

/**
 * The HTTP edge with its limits of time and size. A request is upgraded only when somebody listens for upgrades and `isUpgrade` says
 * that it is for him; any other `Upgrade` is answered as if it were not there (RFC 9110, section 7.8).
 */
export function makeHttpAdapter(
  { requestSeconds, stalledSeconds, trustProxy }: Settings['http'],
  isUpgrade: (request: IncomingMessage) => boolean,
  refused: Refused,
): FastifyAdapter {
  const trusts = trustsAmong(trustProxy);
  const adapter = new FastifyAdapter({
    trustProxy: trusts,
    genReqId: ({ headers, socket }: IncomingMessage) =>
      takenRequestId(headers['x-request-id'], trusts(socket.remoteAddress)) ?? randomUUID(),
    forceCloseConnections: true,
    bodyLimit: LARGEST_BODY_BYTES,
    requestTimeout: requestSeconds * 1_000,
    connectionTimeout: stalledSeconds * 1_000,
    http: {
      headersTimeout: requestSeconds * 1_000,
      connectionsCheckingInterval: 1_000,
      shouldUpgradeCallback(this: Server, request: IncomingMessage) {
        return this.listenerCount('upgrade') > 0 && isUpgrade(request);
      },
    },
    clientErrorHandler: (error, socket) => answerClientError(error, socket, refused),
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) =>
      answerProblem(asProblem(error), reply),
  });
  // What came behind such a request in the same breath is not read any more, and its sender must know.
  adapter.getInstance().server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers.upgrade !== undefined) response.shouldKeepAlive = false;
  });
  guardAnswers(adapter.getInstance().server, trusts);
  return adapter;
}

/** What of a socket tells whether its answer has begun. */
type Answering = Socket & { readonly _httpMessage?: { readonly headersSent: boolean } | null };

/** A request that never became one. Nothing is said into an answer that is on its way. */
function answerClientError(error: NodeJS.ErrnoException, socket: Answering, refused: Refused): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { reason, status, detail } = CLIENT_ERRORS[error.code ?? ''] ?? NOT_HTTP;
  refused(reason);
  if (socket.writable && !socket._httpMessage?.headersSent) socket.write(rawAnswer(status, detail));
  socket.destroy();
}

interface ClientError {
  readonly reason: HttpRefusal;
  readonly status: number;
  readonly detail: string;
}

const NOT_HTTP: ClientError = { reason: 'not-http', status: 400, detail: 'This is not readable as an HTTP request.' };
const CLIENT_ERRORS: Readonly<Record<string, ClientError>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { reason: 'slow-request', status: 408, detail: 'The request took too long to come.' },
  HPE_HEADER_OVERFLOW: { reason: 'headers-too-large', status: 431, detail: 'The headers are larger than is taken.' },
};
