import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../platform/http/api/answers.js';
import type { z } from 'zod';
import { CitizensService } from '../citizens/citizens.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { readBelowMoment } from '../platform/http/below.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { type Language, Spoken } from '../platform/http/language.js';
import { page } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { before } from './timeline.rules.js';
import { timelineQuery, timelineSchema } from './timeline.schema.js';
import { TimelineService } from './timeline.service.js';

/** What happened around a citizen, in one list. */
@ApiTags('citizens')
@Controller('api/v1/citizens/:id/timeline')
export class TimelineController {
  constructor(
    private readonly citizens: CitizensService,
    private readonly timeline: TimelineService,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('citizen:read')
  @ApiOperation({
    operationId: 'getTimeline',
    summary: 'Doses, alerts with their logs, tasks, commands and pauses until now, newest first',
  })
  @Answers(timelineSchema)
  show(
    @Param('id', IdPipe) id: string,
    @Query({ schema: timelineQuery }) { limit, cursor, from, to }: z.infer<typeof timelineQuery>,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    const now = this.clock.now();
    const below = readBelowMoment(cursor) ?? before(to ?? new Date(now.getTime() + 1));
    return this.database.autocommit(async (tx) => {
      const citizen = await this.citizens.findReachable(tx, id, who);
      const items = await this.timeline.of({ tx, now }, { ...citizen, language }, from ?? null, below, limit + 1);
      return page(items, limit, (last) => [last.at.getTime(), last.id]);
    });
  }
}
