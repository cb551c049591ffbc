import { Body, Controller, Get, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../../platform/http/api/refusals.js';
import { Answers } from '../../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import { Database } from '../../platform/database/database.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { assertTag, etagOf } from '../../platform/http/etag.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { ownDaysBody, type OwnDaysBody, ownDaysSchema } from './own-day.schema.js';
import { RostersService } from './rosters.service.js';

@ApiTags('teams')
@Controller('api/v1/districts/:id/holidays')
export class OwnDaysController {
  constructor(
    private readonly rosters: RostersService,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('teams:read')
  @ApiOperation({
    operationId: 'getHolidays',
    summary: "The municipality's own days beside the calendar, of the municipality a district lies in.",
  })
  @Answers(ownDaysSchema)
  async list(@Who() who: Principal, @Param('id', IdPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const days = await this.database.autocommit((tx) => this.rosters.ownDays(tx, who, id));
    reply.header('etag', etagOf(days));
    return { days };
  }

  @Put()
  @Needs('rosters:write')
  @ApiOperation({
    operationId: 'setHolidays',
    summary: "Sets all of a municipality's own days; they count at once.",
    description:
      'A day with `holiday: true` is a public holiday beside the calendar, one with `false` is none in spite of it.',
  })
  @Answers(ownDaysSchema)
  async set(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @Body({ schema: ownDaysBody }) { days }: OwnDaysBody,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.bus.transact(async (turn) => {
      const agree = (held: readonly object[]) => assertTag(ifMatch, etagOf(held));
      const facts = await this.rosters.setOwnDays(turn, who, id, days, agree);
      const set = await this.rosters.ownDays(turn.tx, who, id);
      reply.header('etag', etagOf(set));
      return { facts, result: { days: set } };
    });
  }
}
