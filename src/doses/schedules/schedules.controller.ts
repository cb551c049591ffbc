import { Body, Controller, Delete, Get, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { IfMatch, Refuses } from '../../platform/http/api/refusals.js';
import { Answers, AnswersNothing } from '../../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CitizensService } from '../../citizens/citizens.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { assertTag, etagOf } from '../../platform/http/etag.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { scheduleSchema, setScheduleSchema } from '../dose.schema.js';
import type { ScheduleEntity } from './schedule.entity.js';
import { SchedulesService, type ShownPlan } from './schedules.service.js';

/** When a citizen's doses are due. */
@ApiTags('citizens')
@Controller('api/v1/citizens/:id/schedule')
export class SchedulesController {
  constructor(
    private readonly citizens: CitizensService,
    private readonly schedules: SchedulesService,
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('citizen:read')
  @ApiOperation({
    operationId: 'getSchedule',
    summary: 'The schedule that holds, or the first where none has begun, and those that are planned to begin later',
  })
  @Answers(scheduleSchema)
  async show(
    @Param('id', IdPipe) citizenId: string,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const plan = await this.database.autocommit(async (tx) => {
      await this.citizens.findReachable(tx, citizenId, who);
      return this.schedules.shown(tx, citizenId, this.clock.now());
    });
    if (!plan) throw problem.notFound('No schedule was set.');
    reply.header('etag', tagOf(plan));
    return shown(plan.schedule, plan);
  }

  @Put()
  @Needs('schedules:write')
  @ApiOperation({
    operationId: 'setSchedule',
    summary:
      'Sets the schedule from an instant on (now by default), when its dispenser is told; doses already due keep theirs. One that is planned survives: it is replaced only by name (409 `planned`)',
  })
  @Answers(scheduleSchema)
  @Refuses(409, 'schedules are planned that it does not name (`planned`)')
  async set(
    @Param('id', IdPipe) citizenId: string,
    @Body({ schema: setScheduleSchema }) body: z.infer<typeof setScheduleSchema>,
    @Who() who: Principal,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { set, plan } = await this.bus.transact(async (turn) => {
      await this.lock(turn, citizenId, who, ifMatch);
      const set = await this.schedules.set(turn, citizenId, body);
      const plan = await this.schedules.shown(turn.tx, citizenId, turn.now);
      return { facts: set.facts, result: { set: set.schedule, plan: plan! } };
    });
    reply.header('etag', tagOf(plan));
    return shown(set, plan);
  }

  @Delete(':revision')
  @ApiParam({
    name: 'revision',
    description: 'which of those that are planned',
    schema: { type: 'integer', minimum: 1 },
  })
  @Needs('schedules:write')
  @ApiOperation({
    operationId: 'deleteSchedule',
    summary: 'Takes back a schedule that is planned; the one before it holds on',
  })
  @AnswersNothing()
  @Refuses(409, 'it has begun')
  async withdraw(
    @Param('id', IdPipe) citizenId: string,
    @Param('revision') revision: string,
    @Who() who: Principal,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<void> {
    if (!/^[1-9]\d{0,8}$/.test(revision)) throw problem.notFound();
    await this.bus.transact(async (turn) => {
      await this.lock(turn, citizenId, who, ifMatch);
      return { facts: await this.schedules.withdraw(turn, citizenId, Number(revision)), result: undefined };
    });
  }

  /** @throws Problem 412 when the plan has changed since it was read */
  private async lock(turn: Turn, citizenId: string, who: Principal, ifMatch: string | undefined): Promise<void> {
    await this.citizens.lockReachable(turn, citizenId, who);
    const held = await this.schedules.shown(turn.tx, citizenId, turn.now);
    assertTag(ifMatch, held ? tagOf(held) : etagOf(null));
  }
}

const view = ({ plannedUntil: _planned, sendAt: _sendAt, ...schedule }: ScheduleEntity) => schedule;
const shown = (schedule: ScheduleEntity, { planned }: ShownPlan) => ({
  ...view(schedule),
  planned: planned.map(view),
});
const tagOf = (plan: ShownPlan): string => etagOf(shown(plan.schedule, plan));
