import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { Needs, type Principal, Public, Who } from '../platform/http/principal.js';
import { TeamsService } from '../teams/teams.service.js';
import { cameFromElsewhere } from './access.guard.js';
import { clearSessionCookie, setSessionCookie } from './cookie.js';
import { type SignIn, sessionSchema, signInSchema, tokenSchema } from './session.schema.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('access')
@Controller('api/v1/session')
export class SessionsController {
  constructor(
    private readonly signIn: SignInService,
    private readonly teams: TeamsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Public()
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Staff sign in: a cookie for browsers, the token for scripts.' })
  @ApiOkResponse({ standardSchema: tokenSchema })
  async open(
    @Body({ schema: signInSchema }) { username, password }: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    // Else another site could sign a nurse in as somebody else.
    if (cameFromElsewhere(request)) throw problem.forbidden('Another site sent this request.');
    const session = await this.signIn.asStaff(username, password, request.ip);
    if (!session) throw problem.unauthorized('The user name or the password is wrong.');
    setSessionCookie(request, reply, session.token, session.expiresAt);
    reply.header('cache-control', 'no-store');
    return { token: session.token, expiresAt: session.expiresAt };
  }

  @Needs()
  @Get()
  @ApiOperation({ summary: 'Who I am, what I may, and what time the house lives by.' })
  @ApiOkResponse({ standardSchema: sessionSchema })
  async show(@Who() who: Principal) {
    const all = who.kind === 'staff' ? await this.database.read((tx) => this.teams.listTeams(tx)) : [];
    // An administrator looks after every team, whether a member or not.
    const own = all.filter((team) => who.placeIds === 'all' || who.teamIds.includes(team.id));
    return {
      id: who.id,
      kind: who.kind,
      name: who.name,
      roles: who.roles,
      scopes: who.scopes,
      teams: own.map(({ id, name, kind, districtId, zone }) => ({ id, name, kind, districtId, zone })),
      now: this.clock.now(),
      clockSpeed: this.clock.speed,
    };
  }

  @Public()
  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out: takes the cookie away, whether or not it was still good.' })
  @ApiNoContentResponse()
  close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): void {
    clearSessionCookie(request, reply);
  }
}
