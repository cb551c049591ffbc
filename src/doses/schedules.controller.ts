import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReadLog } from '../access/read-log.service.js';
import { CitizensService } from '../citizens/citizens.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { Line } from '../platform/facts/line.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { scheduleSchema, setScheduleSchema } from './dose.schema.js';
import type { ScheduleEntity } from './schedule.entity.js';
import { SchedulesService } from './schedules.service.js';

/** When a citizen's doses are due. */
@ApiTags('citizens')
@Controller('api/v1/citizens/:id/schedule')
export class SchedulesController {
  constructor(
    private readonly citizens: CitizensService,
    private readonly schedules: SchedulesService,
    private readonly database: Database,
    private readonly line: Line,
    private readonly clock: Clock,
    private readonly reads: ReadLog,
  ) {}

  @Get()
  @Needs('citizen:read')
  @ApiOperation({ summary: 'The schedule set last' })
  @ApiOkResponse({ standardSchema: scheduleSchema })
  show(@Param('id', IdPipe) citizenId: string, @Who() who: Principal) {
    return this.database.read(async (tx) => {
      const citizen = await this.citizens.findReachable(tx, citizenId, who);
      await this.reads.recordReads(tx, this.clock.now(), who, [citizen.id], 'schedule');
      const schedule = await this.schedules.latest(tx, citizenId);
      if (!schedule) throw problem.notFound('No schedule was set.');
      return shown(schedule);
    });
  }

  @Put()
  @Needs('schedules:write')
  @ApiOperation({
    summary:
      'Replaces the schedule from an instant on (now by default), when its dispenser is told; doses already due keep theirs',
  })
  @ApiOkResponse({ standardSchema: scheduleSchema })
  set(
    @Param('id', IdPipe) citizenId: string,
    @Body({ schema: setScheduleSchema }) body: z.infer<typeof setScheduleSchema>,
    @Who() who: Principal,
  ) {
    return this.line.transact(async (turn) => {
      await this.citizens.lockReachable(turn, citizenId, who);
      const set = await this.schedules.set(turn, citizenId, body.slots, body.validFrom ?? null);
      return { facts: set.facts, result: shown(set.schedule) };
    });
  }
}

const shown = ({ plannedUntil: _planned, sendAt: _sendAt, ...schedule }: ScheduleEntity) => schedule;
