import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readFormBodies } from './form-body.js';

const NAME = 'dosevagt_session';

/** Lets the app read forms, and read and set cookies; called once, before it listens. */
export async function registerAccess(app: NestFastifyApplication): Promise<void> {
  readFormBodies(app);
  await app.register(cookie);
}

export const readSessionCookie = (request: FastifyRequest): string | undefined => request.cookies[NAME];

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string, expires: Date): void {
  reply.setCookie(NAME, token, { ...where(request), expires });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(NAME, where(request));
}

const where = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }) as const;
