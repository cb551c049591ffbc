import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refuses } from '../platform/http/api/refusals.js';
import { Answers } from '../platform/http/api/answers.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import { problem } from '../platform/errors/problem.js';
import { mayReach, Needs, type Principal, Who } from '../platform/http/principal.js';
import { reachOf } from '../access/reach.rules.js';
import { TeamsService } from '../teams/teams.service.js';
import { answerReport } from '../platform/http/csv/csv.answer.js';
import {
  alarmLoadSchema,
  figuresQuery,
  type FiguresQuery,
  responseTimesQuery,
  type ResponseTimesQuery,
  responseTimesSchema,
  visitsSchema,
} from './figures.schema.js';
import { FiguresStore, type Period } from './figures.store.js';
import { type Part, RESPONSE_TIMES } from './response.rules.js';
import { ResponseTimesService } from './response-times.service.js';
import { DAY_MS } from '../platform/clock/spans.rules.js';

const LONGEST_DAYS = 400;
const SPREAD = ['P50', 'P90', 'Max', 'Limit', 'WithinLimit'];
const WHERE = ['districtId', 'districtName'];
const TIMES = RESPONSE_TIMES.flatMap((time) => SPREAD.map((figure) => `${time}${figure}`));
const BY_DEFAULT: Part[] = ['district', 'shift'];
const LOAD = [
  'underIncidents',
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
    private readonly times: ResponseTimesService,
    private readonly teams: TeamsService,
  ) {}

  @Get('response-times')
  @Needs('reports:read')
  @ApiOperation({
    operationId: 'getResponseTimes',
    summary: 'From alert to claim, contact and result, by priority and by district, team, shift, day, week or month',
  })
  @Answers(responseTimesSchema, 'text/csv')
  @Refuses(404, 'there is no such district within your reach')
  async responseTimes(
    @Query({ schema: responseTimesQuery }) { by = BY_DEFAULT, every, ...query }: ResponseTimesQuery,
    @Who() who: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const report = await this.report(query, who, (turn, period) =>
      this.times.of(turn, period, { by, every: every ?? null }),
    );
    return answerReport(
      request,
      reply,
      report,
      [
        ...(every ? ['since'] : []),
        ...(by.includes('district') ? WHERE : []),
        ...(by.includes('team') ? ['teamId', 'teamName'] : []),
        'priority',
        ...(by.includes('shift') ? ['shift'] : []),
        'alerts',
        'autoResolved',
        ...TIMES,
      ],
      query.locale,
    );
  }

  @Get('alarm-load')
  @Needs('reports:read')
  @ApiOperation({
    operationId: 'getAlarmLoad',
    summary: 'How many alerts there were, how close together, and how they ended',
  })
  @Answers(alarmLoadSchema, 'text/csv')
  @Refuses(404, 'there is no such district within your reach')
  async alarmLoad(
    @Query({ schema: figuresQuery }) query: FiguresQuery,
    @Who() who: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    let noisiest: readonly { deviceId: string; alerts: number }[] = [];
    const report = await this.report(query, who, async ({ tx, now }, period) => {
      noisiest = await this.figures.noisiest(tx, period);
      return this.figures.alarmLoad(tx, period, now);
    });
    return answerReport(request, reply, { ...report, noisiest }, [...WHERE, 'alerts', ...LOAD], query.locale);
  }

  @Get('visits')
  @Needs('reports:read')
  @ApiOperation({ operationId: 'getVisits', summary: 'Calls, screen calls and visits by week and district' })
  @Answers(visitsSchema, 'text/csv')
  @Refuses(404, 'there is no such district within your reach')
  async visits(
    @Query({ schema: figuresQuery }) query: FiguresQuery,
    @Who() who: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const report = await this.report(query, who, ({ tx }, period) => this.figures.visits(tx, period));
    return answerReport(
      request,
      reply,
      report,
      ['week', ...WHERE, 'citizens', 'calls', 'screenCalls', 'visits', 'visitsAvoided'],
      query.locale,
    );
  }

  private async report<Row>(query: FiguresQuery, who: Principal, ask: (turn: Turn, period: Period) => Promise<Row[]>) {
    const now = this.clock.now();
    const to = query.to ?? now;
    const from = query.from ?? new Date(to.getTime() - 30 * DAY_MS);
    const days = (to.getTime() - from.getTime()) / DAY_MS;
    if (days <= 0) throw problem.unprocessable([{ path: 'to', message: 'is not after from' }]);
    if (days > LONGEST_DAYS)
      throw problem.unprocessable([{ path: 'to', message: `is more than ${LONGEST_DAYS} days after from` }]);
    const items = await this.database.autocommit(async (tx) =>
      ask({ tx, now }, { from, to, districtIds: await this.within(tx, query.districtId ?? null, who) }),
    );
    return { from, to, items };
  }

  /** @throws Problem 404 for a district that is not there, or out of reach */
  private async within(tx: Turn['tx'], districtId: string | null, who: Principal): Promise<readonly string[] | null> {
    if (districtId === null) return who.districtIds === 'all' ? null : who.districtIds;
    if (!mayReach(who, districtId)) throw problem.notFound('There is no such district within your reach.');
    const districts = await this.teams.listDistricts(tx);
    if (!districts.some(({ id }) => id === districtId)) throw problem.notFound('There is no such district.');
    return reachOf(districts, [districtId], await this.teams.listFormerDistricts(tx));
  }
}
