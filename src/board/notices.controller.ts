import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../platform/http/api/answers.js';
import type { z } from 'zod';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { readBelowMoment } from '../platform/http/below.js';
import { page, pageQuery } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { CaseView } from './case.view.js';
import { noticesSchema } from './delivery.schema.js';
import { DeliveriesService } from '../deliveries/deliveries.service.js';

/** What the caller was told beside the queue. The fact `notice.shown` says when there is more. */
@ApiTags('tasks')
@Controller('api/v1/notices')
export class NoticesController {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly view: CaseView,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('tasks:read')
  @ApiOperation({ operationId: 'listNotices', summary: 'What I was told on the console, newest first' })
  @Answers(noticesSchema)
  list(@Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>, @Who() who: Principal) {
    return this.database.autocommit(async (tx) => {
      const before = readBelowMoment(query.cursor);
      const found = await this.deliveries.shownTo(tx, who.id, before, query.limit + 1);
      const { items, nextCursor } = page(found, query.limit, (last) => [last.deliveredAt.getTime(), last.id]);
      return { items: await this.view.ofNotices({ tx, now: this.clock.now() }, items, who), nextCursor };
    });
  }
}
