import { Body, Controller, Get, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform/http/api/refusals.js';
import { Answers } from '../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { assertTag, etag } from '../platform/http/etag.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import type { DistrictLimits } from './limits.rules.js';
import { limitsBody, limitsSchema, showLimits } from './limits.schema.js';
import { LimitsService } from './limits.service.js';

@ApiTags('teams')
@Controller('api/v1/districts/:id/limits')
export class LimitsController {
  constructor(
    private readonly limits: LimitsService,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('teams:read')
  @ApiOperation({
    operationId: 'getLimits',
    summary: "The municipality's own limits for response times, by priority: set here, and holding here.",
  })
  @Answers(limitsSchema)
  show(@Who() who: Principal, @Param('id', IdPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.database.autocommit(async (tx) => this.answer(tx, await this.limits.find(tx, who, id), reply));
  }

  @Put()
  @Needs('limits:write')
  @ApiOperation({
    operationId: 'setLimits',
    summary: 'Replaces the limits that are set here; what is left out is as it is above.',
  })
  @Answers(limitsSchema)
  set(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @Body({ schema: limitsBody }) { limits }: z.infer<typeof limitsBody>,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.bus.transact(async (turn) => {
      const agree = ({ version }: DistrictLimits) => assertTag(ifMatch, etag(version));
      const saved = await this.limits.set(turn, who, id, limits, agree);
      return { facts: [], result: await this.answer(turn.tx, saved, reply) };
    });
  }

  private async answer(tx: Turn['tx'], set: DistrictLimits, reply: FastifyReply) {
    const holding = (await this.limits.holding(tx))(set.districtId);
    reply.header('etag', etag(set.version, holding));
    return showLimits(set, holding);
  }
}
