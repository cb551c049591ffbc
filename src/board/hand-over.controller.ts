import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { at, exampleId, named } from '../platform/http/fields.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { type Language, Spoken, variesBy } from '../platform/http/language.js';
import { mayReach, Needs, type Principal, Who } from '../platform/http/principal.js';
import { TasksService } from '../cases/lists/tasks.service.js';
import { TeamsService } from '../teams/teams.service.js';
import { aTask } from './case.examples.js';
import { taskSchema } from './case.schema.js';
import { CaseView } from './case.view.js';
import { PAGE_POLICY, printHandOver } from './hand-over.view.js';

const MOST = 500;

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
    private readonly tasks: TasksService,
    private readonly view: CaseView,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get(':id/handover')
  @Needs('tasks:read')
  @ApiOperation({
    operationId: 'getHandover',
    summary: 'The open work of a team, by due time; as text/html it is a page to print',
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
      const { name, zone, districtId } = await this.teams.find(tx, who, id);
      if (!mayReach(who, districtId)) throw problem.notFound();
      const now = this.clock.now();
      variesBy(reply, 'accept');
      const held = await this.tasks.openOfTeam(tx, id, MOST);
      const items = await this.view.ofTasks({ tx, now }, held, who, 'handover', language);
      if (!accept?.includes('text/html')) return { team: { id, name, zone }, at: now, items };
      reply.type('text/html; charset=utf-8').header('content-security-policy', PAGE_POLICY);
      const names = new Map((await this.teams.listDistricts(tx)).map((district) => [district.id, district.name]));
      const named = items.map((item) => ({ ...item, districtName: names.get(item.alert.districtId ?? '') ?? null }));
      return printHandOver({ name, zone }, now, named, language);
    });
  }
}
