import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { at, exampleId, named } from '../../platform/http/fields.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { problem } from '../../platform/errors/problem.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { type Language, Spoken, variesBy } from '../../platform/http/language.js';
import { mayReach, Needs, type Principal, Who } from '../../platform/http/principal.js';
import { TeamsService } from '../../teams/teams.service.js';
import { aTask } from '../case.examples.js';
import { taskSchema } from '../case.schema.js';
import { HandOverSheets } from './hand-over-sheets.service.js';
import { PAGE_POLICY } from './hand-over.view.js';

const handOverSchema = named(
  'HandOver',
  z.object({
    team: z.object({ id: z.uuid(), name: z.string(), zone: z.string() }),
    at,
    items: z.array(taskSchema),
  }),
  {
    team: { id: exampleId('team'), name: 'West Day', zone: 'Europe/Copenhagen' },
    at: '2026-03-10T13:45:00Z',
    items: [aTask],
  },
);

/** What one shift hands to the next. */
@ApiTags('teams')
@Controller('api/v1/teams')
export class HandOverController {
  constructor(
    private readonly teams: TeamsService,
    private readonly sheets: HandOverSheets,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get(':id/handover')
  @Needs('tasks:read')
  @ApiOperation({
    operationId: 'getHandover',
    summary: 'The open work of a team, by due time; as text/html it is a page to print, with telephones',
    description:
      'What is with the team or comes to it next, and what all of its district were asked for, unless somebody of another team has that.',
  })
  @Answers(handOverSchema, 'text/html')
  handOver(
    @Param('id', IdPipe) id: string,
    @Headers('accept') accept: string | undefined,
    @Who() who: Principal,
    @Spoken() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.database.autocommit(async (tx) => {
      const team = await this.teams.find(tx, who, id);
      if (!mayReach(who, team.districtId)) throw problem.notFound();
      const turn = { tx, now: this.clock.now() };
      variesBy(reply, 'accept');
      if (!accept?.includes('text/html')) {
        const { name, zone } = team;
        return { team: { id, name, zone }, at: turn.now, items: await this.sheets.items(turn, team, who, language) };
      }
      reply.type('text/html; charset=utf-8').header('content-security-policy', PAGE_POLICY);
      return this.sheets.print(turn, team, who, language);
    });
  }
}
