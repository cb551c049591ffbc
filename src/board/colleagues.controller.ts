import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { MadeByHandService } from '../cases/alarms/made-by-hand.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { Answers } from '../platform/http/api/answers.js';
import { exampleId, named } from '../platform/http/fields.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { onePage, pageOf } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';

const colleagueSchema = named(
  'Colleague',
  z.object({
    id: z.uuid().meta({ description: 'as `assigneeId` of `POST /tasks`' }),
    name: z.string(),
    teamNames: z.array(z.string()),
  }),
  { id: exampleId('nurse'), name: 'Bo Eksempel', teamNames: ['West Day'] },
);

/** Who may be named with work that is asked for by hand. */
@ApiTags('tasks')
@Controller('api/v1/citizens/:id/colleagues')
export class ColleaguesController {
  constructor(
    private readonly made: MadeByHandService,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('tasks:write')
  @ApiOperation({
    operationId: 'listColleagues',
    summary: 'Who may be named for work about the citizen, by name: those who work in a team that looks after her',
  })
  @Answers(pageOf(colleagueSchema))
  async list(@Param('id', IdPipe) id: string, @Who() who: Principal) {
    const found = await this.database.autocommit((tx) => this.made.colleagues({ tx, now: this.clock.now() }, who, id));
    if (found === null) throw problem.notFound();
    return onePage(found);
  }
}
