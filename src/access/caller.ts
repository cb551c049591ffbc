import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { readUserAgent } from './sessions/session.rules.js';
import type { Caller } from './sessions/sessions.service.js';

/** The token of an Authorization header of kind Bearer. */
export const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];

/** The caller's own behind a proxy that is trusted; what such a proxy says that is no address is not taken. */
const addressOf = (request: FastifyRequest): string | null =>
  isIP(request.ip) === 0 ? (request.socket.remoteAddress ?? null) : request.ip;

/** Where a request comes from. */
export const callerOf = (request: FastifyRequest): Caller => ({
  address: addressOf(request),
  userAgent: readUserAgent(request.headers['user-agent']),
  deviceId: null,
});
