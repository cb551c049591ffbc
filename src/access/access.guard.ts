import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import type { Principal } from '../platform/http/principal.js';
import { mayUse } from './access.rules.js';
import { bearerOf, callerOf } from './caller.js';
import { readSessionCookie } from './sessions/cookie.js';
import { isForged } from './sessions/forgery.rules.js';
import { PrincipalsService } from './principals.service.js';
import { ruleOf } from './route-rule.js';
import { SessionsService } from './sessions/sessions.service.js';
import { type Claims, TokensService } from './sessions/tokens.service.js';

type Request = FastifyRequest & { principal?: Principal; claims?: Claims };

/** Nobody comes in unless the route is public, or they say who they are and hold what the route needs. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly tokens: TokensService,
    private readonly principals: PrincipalsService,
    private readonly sessions: SessionsService,
    private readonly database: Database,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = ruleOf(context.getHandler(), context.getClass());
    if (rule === 'public') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const who = await this.whoSpeaks(request);
    if (!mayUse(who, rule)) throw problem.forbidden();
    request.principal = who;
    return true;
  }

  private async whoSpeaks(request: Request): Promise<Principal> {
    const bearer = bearerOf(request);
    const cookie = readSessionCookie(request);
    const token = bearer ?? cookie;
    if (token === undefined) throw problem.unauthorized();
    if (bearer === undefined && cameFromElsewhere(request)) throw problem.forbidden('Another site sent this request.');
    const claims = await this.tokens.read(token);
    const admitted = claims && (await this.database.autocommit((tx) => this.principals.admit(tx, claims)));
    if (!admitted) throw problem.unauthorized();
    request.claims = claims;
    await this.sessions.noteUse(claims, admitted.isWritten, callerOf(request));
    return admitted.who;
  }
}

export function cameFromElsewhere({ method, headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return isForged({
    method,
    secFetchSite: Array.isArray(site) ? site.join() : site,
    origin: headers.origin,
    host,
  });
}
