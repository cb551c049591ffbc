import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CitizensService } from '../../citizens/citizens.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Answers } from '../../platform/http/api/answers.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { enrolmentOf, watchedSince } from './enrolment.rules.js';
import { EnrolmentService } from './enrolment.service.js';
import { startSchema } from './setup.schema.js';

/** What the start-up meeting has seen to. */
@ApiTags('citizens')
@Controller('api/v1/citizens/:id/start')
export class StartController {
  constructor(
    private readonly citizens: CitizensService,
    private readonly enrolment: EnrolmentService,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('citizen:read')
  @ApiOperation({
    operationId: 'getStart',
    summary: 'How far the citizen’s service has come, by what the house knows: consent to a test dose that was seen',
  })
  @Answers(startSchema)
  show(@Param('id', IdPipe) id: string, @Who() who: Principal) {
    return this.database.autocommit(async (tx) => {
      const citizen = await this.citizens.findReachable(tx, id, who);
      const known = await this.enrolment.of({ tx, now: this.clock.now() }, citizen);
      return {
        citizenId: known.citizenId,
        ticks: enrolmentOf(known),
        watchedSince: watchedSince(known),
        deviceId: known.dispenser?.deviceId ?? null,
        since: known.dispenser?.from ?? null,
        seenAt: known.seenAt,
      };
    });
  }
}
