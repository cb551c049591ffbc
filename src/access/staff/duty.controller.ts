import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/api/answers.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { problem } from '../../platform/errors/problem.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { type Language, Spoken } from '../../platform/http/language.js';
import { isHere } from '../../teams/shifts/own-shift.rules.js';
import { sayDuty } from '../../words/routing.js';
import { voiceOf } from '../../words/voice.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { dutyQuery, type DutyQuery, dutySchema } from './duty.schema.js';
import { RostersService } from './rosters.service.js';
import { DAY_MS } from '../../platform/clock/spans.rules.js';
import { onePage } from '../../platform/http/page.js';

const LONGEST_DAYS = 62;

@ApiTags('teams')
@Controller('api/v1/teams/:id/duty')
export class DutyController {
  constructor(
    private readonly rosters: RostersService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('teams:read')
  @ApiOperation({
    operationId: 'getDuty',
    summary: 'Who is on duty now and, gaps included, from one instant to another: a week from now by default.',
  })
  @Answers(dutySchema)
  async duty(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @Query({ schema: dutyQuery }) query: DutyQuery,
    @Spoken() language: Language,
  ) {
    const now = this.clock.now();
    const from = query.from ?? now;
    const to = query.to ?? new Date(from.getTime() + 7 * DAY_MS);
    checkPeriod(from, to);
    const duty = await this.database.autocommit((tx) => this.rosters.duty({ tx, now }, who, id, from, to));
    const { words } = voiceOf(language);
    const { onDuty, until, members } = duty.now;
    const why = sayDuty(duty.now.why, words);
    const items = duty.periods.map((period) => ({ ...period, why: sayDuty(period.why, words) }));
    const ownShifts = duty.team.ownShifts
      .filter((own) => isHere(own, now) && duty.team.crew.has(own.staffId))
      .map((own) => ({ staffId: own.staffId, from: own.from, until: own.until }));
    const people = who.kind === 'staff' ? duty.people : [];
    const {
      bare,
      team: { zone },
    } = duty;
    return { teamId: id, zone, onDuty, until, members, why, ownShifts, people, bare, ...onePage(items) };
  }
}

function checkPeriod(from: Date, to: Date): void {
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  if (days <= 0) throw problem.unprocessable([{ path: 'to', message: 'is not after from' }]);
  if (days > LONGEST_DAYS) {
    throw problem.unprocessable([{ path: 'to', message: `is more than ${LONGEST_DAYS} days after from` }]);
  }
}
