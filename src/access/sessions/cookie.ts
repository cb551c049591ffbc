import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readFormBodies } from './form-body.js';
import { DEVICE_DAYS } from './session.rules.js';

const NAME = 'dosevagt_session';

/** Lets the app read forms, and read and set cookies; called once, before it listens. */
export async function registerAccess(app: NestFastifyApplication): Promise<void> {
  readFormBodies(app);
  await app.register(cookie);
}

export const readSessionCookie = (request: FastifyRequest): string | undefined => request.cookies[NAME];

/** Sent where one signs in and nowhere else, for as long as a device is known by its sign-ins. */
const DEVICE = 'dosevagt_device';
const DEVICE_PATH = '/api/v1/session';

export const readDeviceCookie = (request: FastifyRequest): string | undefined => request.cookies[DEVICE];

export function setDeviceCookie(request: FastifyRequest, reply: FastifyReply, value: string): void {
  reply.setCookie(DEVICE, value, { ...where(request), path: DEVICE_PATH, maxAge: DEVICE_DAYS * 24 * 60 * 60 });
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string, expires: Date): void {
  reply.setCookie(NAME, token, { ...where(request), expires });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(NAME, where(request));
}

const where = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }) as const;
