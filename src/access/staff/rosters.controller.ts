import { Body, Controller, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../../platform/http/api/refusals.js';
import { Answers } from '../../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { assertVersion, etag } from '../../platform/http/etag.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { type Language, Spoken } from '../../platform/http/language.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { rosterBody, type RosterBody, showTeam, teamSchema } from '../../teams/team-shape.rules.js';
import { sayDuty } from '../../words/routing.js';
import { voiceOf } from '../../words/voice.js';
import { trialQuery, trialSchema } from './roster-trial.schema.js';
import { RostersService } from './rosters.service.js';

@ApiTags('teams')
@Controller('api/v1/teams/:id/roster')
export class RostersController {
  constructor(
    private readonly rosters: RostersService,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly bus: FactBus,
  ) {}

  @Put()
  @Needs('rosters:write')
  @ApiOperation({
    operationId: 'setRoster',
    summary: 'Sets who works when; it counts at once.',
    description:
      'On a public holiday (Denmark, Norway, by the zone of the team; the own days of its municipality go before) the shifts hold that name `holiday`, and no others. `members` name staff of this team; a shift is staffed by those of them who are not disabled and still belong to it.',
  })
  @Answers(teamSchema)
  async set(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @Body({ schema: rosterBody }) body: RosterBody,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const team = await this.bus.transact(async (turn) => {
      const set = await this.rosters.set(turn, who, id, body, (held) => assertVersion(ifMatch, held.version));
      return { facts: set.facts, result: set.team };
    });
    reply.header('etag', etag(team.version));
    return showTeam(team);
  }

  @Post('trial')
  @Needs('rosters:write')
  @ApiOperation({
    operationId: 'rehearseRoster',
    summary: 'Who would be on duty by another roster, and which hours would be bare; nothing is saved.',
  })
  @Answers(trialSchema)
  async try(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @Body({ schema: rosterBody }) body: RosterBody,
    @Query({ schema: trialQuery }) { from, days }: z.infer<typeof trialQuery>,
    @Spoken() language: Language,
  ) {
    const turn = { now: this.clock.now(), date: from ?? null, days };
    const { team, trial } = await this.database.autocommit((tx) => this.rosters.try(tx, who, id, body, turn));
    const { words } = voiceOf(language);
    const { periods, ...rest } = trial;
    const items = periods.map((period) => ({ ...period, why: sayDuty(period.why, words) }));
    return { teamId: id, zone: team.zone, ...rest, items };
  }
}
