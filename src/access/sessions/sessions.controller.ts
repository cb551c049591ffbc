import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refuses } from '../../platform/http/api/refusals.js';
import { Answers, AnswersNothing } from '../../platform/http/api/answers.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { problem } from '../../platform/errors/problem.js';
import { type Districts, Needs, type Principal, Public, Who } from '../../platform/http/principal.js';
import { Uncompressed } from '../../platform/http/wire/compression.js';
import { newId } from '../../platform/database/id.js';
import { TeamsService } from '../../teams/teams.service.js';
import { cameFromElsewhere } from '../access.guard.js';
import { AccessLog } from '../audit/access-log.service.js';
import { bearerOf, callerOf } from '../caller.js';
import {
  clearSessionCookie,
  readDeviceCookie,
  readSessionCookie,
  setDeviceCookie,
  setSessionCookie,
} from './cookie.js';
import { KnownDevices } from './known-devices.js';
import { type SignIn, sessionSchema, signInSchema, tokenSchema } from './session.schema.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { TokensService } from './tokens.service.js';

@ApiTags('access')
@Controller('api/v1/session')
export class SessionsController {
  constructor(
    private readonly signIn: SignInService,
    private readonly sessions: SessionsService,
    private readonly tokens: TokensService,
    private readonly devices: KnownDevices,
    private readonly accessLog: AccessLog,
    private readonly teams: TeamsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Public()
  @Post()
  @Uncompressed()
  @ApiOperation({
    operationId: 'signIn',
    summary: 'Staff sign in: a cookie for browsers, the token for scripts.',
    description:
      'Wrong tries at one account make the next wait, 30 s at most: 429 with Retry-After. Who keeps the cookie `dosevagt_device`, which comes with a sign-in, does not wait for what others tried.',
  })
  @Answers(tokenSchema)
  @Refuses(403, 'another site sent the request')
  @Refuses(429, 'too many wrong tries; Retry-After says when to come again')
  async open(
    @Body({ schema: signInSchema }) { username, password }: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    // Else another site could sign a nurse in as somebody else.
    if (cameFromElsewhere(request)) throw problem.forbidden('Another site sent this request.');
    const deviceId = (await this.devices.read(readDeviceCookie(request))) ?? newId();
    const session = await this.signIn.asStaff(username, password, { ...callerOf(request), deviceId });
    if (!session) throw problem.unauthorized('The user name or the password is wrong.');
    setSessionCookie(request, reply, session.token, session.expiresAt);
    setDeviceCookie(request, reply, await this.devices.cookieOf(deviceId));
    reply.header('cache-control', 'no-store');
    return { token: session.token, expiresAt: session.expiresAt };
  }

  @Needs()
  @Get()
  @ApiOperation({ operationId: 'getSession', summary: 'Who I am, what I may, and what time the house lives by.' })
  @Answers(sessionSchema)
  async show(@Who() who: Principal) {
    const all = who.kind === 'staff' ? await this.database.autocommit((tx) => this.teams.listTeams(tx)) : [];
    // An administrator looks after every team, whether a member or not.
    const own = all.filter((team) => who.placeIds === 'all' || who.teamIds.includes(team.id));
    return {
      id: who.id,
      kind: who.kind,
      sessionId: who.sessionId,
      name: who.name,
      roles: who.roles,
      scopes: who.scopes,
      reach: {
        citizens: extentOf(who.districtIds),
        places: extentOf(who.placeIds),
        fleet: extentOf(who.fleetIds),
      },
      teams: own.map(({ id, name, kind, districtId, zone }) => ({ id, name, kind, districtId, zone })),
      now: this.clock.now(),
      clockSpeed: this.clock.speed,
    };
  }

  @Public()
  @Delete()
  @ApiOperation({
    operationId: 'signOut',
    summary:
      'Sign out: the session of the token, and of the cookie, is over at once, on every node; whether or not it was still good.',
  })
  @AnswersNothing()
  @Refuses(403, 'another site sent the request')
  async close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const [bearer, cookie] = [bearerOf(request), readSessionCookie(request)];
    if (bearer === undefined && cameFromElsewhere(request)) throw problem.forbidden('Another site sent this request.');
    for (const token of new Set([bearer, cookie])) {
      const claims = token === undefined ? null : await this.tokens.read(token);
      if (!claims) continue;
      await this.database.transact(async (tx) => {
        await this.sessions.endShown(tx, claims);
        const of = { kind: claims.kind, id: claims.sub };
        await this.accessLog.record(tx, { what: 'sign-out', of, address: callerOf(request).address });
      });
    }
    // Only now: who could not be signed out keeps what it takes to try again.
    clearSessionCookie(request, reply);
  }
}

const extentOf = (districts: Districts): 'all' | 'some' | 'none' =>
  districts === 'all' ? 'all' : districts.length > 0 ? 'some' : 'none';
