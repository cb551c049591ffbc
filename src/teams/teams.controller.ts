import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch, Refuses } from '../platform/http/api/refusals.js';
import { Answers, AnswersNothing, Creates } from '../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { readBelow } from '../platform/http/below.js';
import { assertVersion, etag } from '../platform/http/etag.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { page, pageQuery } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import type { Team } from './team.rules.js';
import { teamBody, type TeamBody, teamsSchema } from './team.schema.js';
import { showTeam, teamSchema } from './team-shape.rules.js';
import { TeamsService } from './teams.service.js';

@ApiTags('teams')
@Controller('api/v1/teams')
export class TeamsController {
  constructor(
    private readonly teams: TeamsService,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('teams:read')
  @ApiOperation({ operationId: 'listTeams', summary: 'The teams of the districts within your reach, newest first.' })
  @Answers(teamsSchema)
  async list(@Who() who: Principal, @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>) {
    const below = readBelow(query.cursor);
    const found = await this.database.autocommit((tx) => this.teams.listBelow(tx, who, below, query.limit + 1));
    return page(found.map(showTeam), query.limit, (last) => [last.id]);
  }

  @Post()
  @Needs('districts:write')
  @ApiOperation({ operationId: 'createTeam', summary: 'Adds a team; it is on duty once it has a roster.' })
  @Creates(teamSchema)
  async create(
    @Who() who: Principal,
    @Body({ schema: teamBody }) body: TeamBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const team = await this.write(async (turn) => {
      const made = await this.teams.create(turn, who, body);
      reply.header('location', `/api/v1/teams/${made.id}`);
      return made;
    });
    return answer(team, reply);
  }

  @Get(':id')
  @Needs('teams:read')
  @ApiOperation({ operationId: 'getTeam', summary: 'One team with its roster.' })
  @Answers(teamSchema)
  async find(@Who() who: Principal, @Param('id', IdPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return answer(await this.database.autocommit((tx) => this.teams.find(tx, who, id)), reply);
  }

  @Put(':id')
  @Needs('districts:write')
  @ApiOperation({ operationId: 'changeTeam', summary: 'Changes a team; its roster stays.' })
  @Answers(teamSchema)
  async change(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @Body({ schema: teamBody }) body: TeamBody,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const team = await this.bus.transact(async (turn) => {
      const changed = await this.teams.change(turn, who, id, body, matching(ifMatch));
      return { facts: changed.facts, result: changed.team };
    });
    return answer(team, reply);
  }

  @Delete(':id')
  @Needs('districts:write')
  @ApiOperation({ operationId: 'deleteTeam', summary: 'Removes a team that no task and no citizen names.' })
  @AnswersNothing()
  @Refuses(409, 'tasks or citizens still name it')
  async delete(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<void> {
    await this.write((turn) => this.teams.delete(turn, who, id, matching(ifMatch)));
  }

  private write<R>(work: (turn: Turn) => Promise<R>): Promise<R> {
    return this.bus.transact(async (turn) => ({ facts: [], result: await work(turn) }));
  }
}

const matching = (ifMatch: string | undefined) => (held: Team) => assertVersion(ifMatch, held.version);

function answer(team: Team, reply: FastifyReply) {
  reply.header('etag', etag(team.version));
  return showTeam(team);
}
