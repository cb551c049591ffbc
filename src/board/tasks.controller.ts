import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch, Refuses } from '../platform/http/api/refusals.js';
import { Answers } from '../platform/http/api/answers.js';
import type { z } from 'zod';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { TaggedByVersion } from '../platform/http/tagged.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { type Language, Spoken } from '../platform/http/language.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import type { WorkAction } from '../cases/case-work.rules.js';
import { CasesService } from '../cases/cases.service.js';
import { taskSchema } from './case.schema.js';
import { CaseView } from './case.view.js';
import { HandsService } from './hands.service.js';
import { reachable } from './refusal.js';
import { claimSchema, logSchema, reasonSchema, resolveSchema, startSchema } from './task.schema.js';

/** The work: whose it is, and what became of it. */
@ApiTags('tasks')
@TaggedByVersion()
@Controller('api/v1/tasks')
export class TasksController {
  constructor(
    private readonly cases: CasesService,
    private readonly view: CaseView,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly hands: HandsService,
  ) {}

  @Get(':id')
  @Needs('tasks:read')
  @ApiOperation({ operationId: 'getTask', summary: 'One task, with all candidates and why one was chosen' })
  @Answers(taskSchema)
  show(@Param('id', IdPipe) id: string, @Who() who: Principal, @Spoken() language: Language) {
    return this.database.autocommit(async (tx) => {
      const task = reachable(await this.cases.findTask(tx, id), who);
      return (await this.view.ofTasks({ tx, now: this.clock.now() }, [task], who, 'task', language))[0]!;
    });
  }

  @Post(':id/claim')
  @Needs('tasks:write')
  @ApiOperation({ operationId: 'claimTask', summary: 'Takes the task; 409 names who has it. Claiming again is 200' })
  @Answers(taskSchema)
  @Refuses(409, 'somebody else has it (`holder`), or it is over (`state`)')
  claim(
    @Param('id', IdPipe) id: string,
    @Body({ schema: claimSchema }) _body: unknown,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    return this.act({ id, who, language, ifMatch }, { do: 'claim', by: who });
  }

  @Post(':id/release')
  @Needs('tasks:write')
  @ApiOperation({ operationId: 'releaseTask', summary: 'Gives the task back to the queue; its ladder goes on' })
  @Answers(taskSchema)
  @Refuses(409, 'somebody else has it (`holder`), or it is over (`state`)')
  release(
    @Param('id', IdPipe) id: string,
    @Body({ schema: reasonSchema }) body: z.infer<typeof reasonSchema>,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    return this.act({ id, who, language, ifMatch }, { do: 'release', by: who, text: body?.reason ?? null });
  }

  @Post(':id/keep')
  @Needs('tasks:write')
  @ApiOperation({ operationId: 'keepTask', summary: 'Keeps the task although the shift is over' })
  @Answers(taskSchema)
  @Refuses(409, 'somebody else has it (`holder`), or it is over (`state`)')
  keep(
    @Param('id', IdPipe) id: string,
    @Body({ schema: claimSchema }) _body: unknown,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    return this.act({ id, who, language, ifMatch }, { do: 'keep', by: who });
  }

  @Post(':id/take-over')
  @Needs('tasks:write')
  @ApiOperation({ operationId: 'takeOverTask', summary: 'Takes the task from whoever has it; logged' })
  @Answers(taskSchema)
  @Refuses(409, 'somebody else has it (`holder`), or it is over (`state`)')
  takeOver(
    @Param('id', IdPipe) id: string,
    @Body({ schema: reasonSchema }) body: z.infer<typeof reasonSchema>,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    return this.act({ id, who, language, ifMatch }, { do: 'take-over', by: who, text: body?.reason ?? null });
  }

  @Post(':id/start')
  @Needs('tasks:write')
  @ApiOperation({ operationId: 'startTask', summary: 'Says that the work is under way, and how' })
  @Answers(taskSchema)
  @Refuses(409, 'somebody else has it (`holder`), or it is over (`state`)')
  start(
    @Param('id', IdPipe) id: string,
    @Body({ schema: startSchema }) body: z.infer<typeof startSchema>,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    return this.act({ id, who, language, ifMatch }, { do: 'start', by: who, mode: body.mode });
  }

  @Post(':id/log')
  @Needs('tasks:write')
  @ApiOperation({
    operationId: 'logOnTask',
    summary: 'Writes a call attempt, a conversation or a note into the handling log',
  })
  @Answers(taskSchema)
  @Refuses(409, 'somebody else has it (`holder`), or it is over (`state`)')
  log(
    @Param('id', IdPipe) id: string,
    @Body({ schema: logSchema }) body: z.infer<typeof logSchema>,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    return this.act(
      { id, who, language, ifMatch },
      {
        do: 'log',
        by: who,
        entry: body.entry,
        answered: body.answered,
        text: body.text ?? null,
      },
    );
  }

  @Post(':id/resolve')
  @Needs('tasks:write')
  @ApiOperation({
    operationId: 'resolveTask',
    summary: 'Closes the task and its alert with outcome and cause; it never re-opens',
  })
  @Answers(taskSchema)
  @Refuses(409, 'somebody else has it (`holder`), or it is over (`state`)')
  resolve(
    @Param('id', IdPipe) id: string,
    @Body({ schema: resolveSchema }) body: z.infer<typeof resolveSchema>,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    return this.act(
      { id, who, language, ifMatch },
      {
        do: 'resolve',
        by: who,
        outcome: body.outcome,
        cause: body.cause,
        text: body.note ?? null,
      },
    );
  }

  private act({ id, who, language, ifMatch }: Asking, action: WorkAction) {
    return this.hands.act({ id, who, ifMatch }, action, async (turn, task) => {
      return (await this.view.ofTasks(turn, [task], who, 'task', language))[0]!;
    });
  }
}

/** Who asks about which task, and in which language. */
interface Asking {
  readonly id: string;
  readonly who: Principal;
  readonly language: Language;
  readonly ifMatch: string | undefined;
}
