import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refuses } from '../platform/http/api/refusals.js';
import { Answers } from '../platform/http/api/answers.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { mayReach, Needs, type Principal, Who } from '../platform/http/principal.js';
import { answerReport } from '../platform/http/csv/csv.answer.js';
import { coverageQuery, coverageSchema } from './coverage.schema.js';
import { CoverageService } from './coverage.service.js';

const COLUMNS = ['districtId', 'districtName', 'municipalityId', 'from', 'to', 'reached'];

@ApiTags('reports')
@Controller('api/v1/reports/coverage-gaps')
export class CoverageController {
  constructor(
    private readonly clock: Clock,
    private readonly coverage: CoverageService,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('reports:read')
  @ApiOperation({
    operationId: 'getCoverageGaps',
    summary: 'When no team for visits that serves a district is on duty, and who would be asked then; JSON or CSV',
  })
  @Answers(coverageSchema, 'text/csv')
  @Refuses(404, 'there is no such district within your reach')
  async show(
    @Query({ schema: coverageQuery }) { days, districtId, locale }: z.infer<typeof coverageQuery>,
    @Who() who: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (districtId && !mayReach(who, districtId))
      throw problem.notFound('There is no such district within your reach.');
    const now = this.clock.now();
    const gaps = await this.database.autocommit((tx) => this.coverage.gaps({ tx, now }, days, districtId ?? null));
    const to = new Date(now.getTime() + days * 86_400_000);
    const items = gaps.filter((gap) => mayReach(who, gap.districtId));
    return answerReport(request, reply, { from: now, to, items }, COLUMNS, locale);
  }
}
