import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import { problem } from '../platform/errors/problem.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { below } from '../teams/district.rules.js';
import { TeamsService } from '../teams/teams.service.js';
import { answerReport } from './answer.js';
import {
  alarmLoadSchema,
  figuresQuery,
  type FiguresQuery,
  responseTimesSchema,
  visitsSchema,
} from './figures.schema.js';
import { FiguresStore, type Period } from './figures.store.js';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 400;
const SPREAD = ['P50', 'P90', 'Max'];
const WHERE = ['districtId', 'districtName'];
const TIMES = ['toClaim', 'toContact', 'toResolve'].flatMap((time) => SPREAD.map((figure) => `${time}${figure}`));
const LOAD = [
  'mostInTenMinutes',
  'floodMinutes',
  'olderThan24h',
  'autoResolvedByLateEvent',
  'reachedLastRung',
  'rungsSkippedUnstaffed',
];

/** What a municipality shows its committee and the inspection: JSON, or CSV for a spreadsheet. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class FiguresController {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly figures: FiguresStore,
    private readonly teams: TeamsService,
  ) {}

  @Get('response-times')
  @Needs('reports:read')
  @ApiOperation({ summary: 'From alert to claim, contact and result, by district, priority and shift' })
  @ApiOkResponse({ standardSchema: responseTimesSchema })
  async responseTimes(
    @Query({ schema: figuresQuery }) query: FiguresQuery,
    @Who() who: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const report = await this.report(query, who, (tx, period) => this.figures.responseTimes(tx, period));
    return answerReport(request, reply, report, [...WHERE, 'priority', 'shift', 'alerts', 'autoResolved', ...TIMES]);
  }

  @Get('alarm-load')
  @Needs('reports:read')
  @ApiOperation({ summary: 'How many alerts there were, how close together, and how they ended' })
  @ApiOkResponse({ standardSchema: alarmLoadSchema })
  async alarmLoad(
    @Query({ schema: figuresQuery }) query: FiguresQuery,
    @Who() who: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    let noisiest: object[] = [];
    const report = await this.report(query, who, async (tx, period) => {
      noisiest = await this.figures.noisiest(tx, period);
      return this.figures.alarmLoad(tx, period, this.clock.now());
    });
    return answerReport(request, reply, { ...report, noisiest }, [...WHERE, 'alerts', ...LOAD]);
  }

  @Get('visits')
  @Needs('reports:read')
  @ApiOperation({ summary: 'Calls, screen calls and visits by week and district' })
  @ApiOkResponse({ standardSchema: visitsSchema })
  async visits(
    @Query({ schema: figuresQuery }) query: FiguresQuery,
    @Who() who: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const report = await this.report(query, who, (tx, period) => this.figures.visits(tx, period));
    return answerReport(request, reply, report, [
      'week',
      ...WHERE,
      'citizens',
      'calls',
      'screenCalls',
      'visits',
      'visitsAvoided',
    ]);
  }

  private async report(
    query: FiguresQuery,
    who: Principal,
    ask: (tx: Turn['tx'], period: Period) => Promise<object[]>,
  ) {
    const to = query.to ?? this.clock.now();
    const from = query.from ?? new Date(to.getTime() - 30 * DAY_MS);
    const days = (to.getTime() - from.getTime()) / DAY_MS;
    if (days <= 0) throw problem.unprocessable([{ path: 'to', message: 'is not after from' }]);
    if (days > LONGEST_DAYS)
      throw problem.unprocessable([{ path: 'to', message: `is more than ${LONGEST_DAYS} days after from` }]);
    const items = await this.database.read(async (tx) =>
      ask(tx, { from, to, districtIds: await this.within(tx, query.districtId ?? null, who) }),
    );
    return { from, to, items };
  }

  private async within(tx: Turn['tx'], districtId: string | null, who: Principal): Promise<readonly string[] | null> {
    const mine = who.districtIds === 'all' ? null : who.districtIds;
    if (districtId === null) return mine;
    const asked = below(await this.teams.listDistricts(tx), districtId);
    return mine === null ? asked : asked.filter((id) => mine.includes(id));
  }
}
