import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch, Refuses } from '../platform/http/api/refusals.js';
import { Answers } from '../platform/http/api/answers.js';
import type { z } from 'zod';
import { CitizensService } from '../citizens/citizens.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import { problem } from '../platform/errors/problem.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { readBelowMoment } from '../platform/http/below.js';
import { TaggedByVersion } from '../platform/http/tagged.js';
import { assertVersion } from '../platform/http/etag.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { type Language, Spoken } from '../platform/http/language.js';
import { page } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { isWithin } from '../cases/lists/task-reach.rules.js';
import type { Task } from '../cases/task.rules.js';
import type { WorkAction } from '../cases/case-work.rules.js';
import { CasesService } from '../cases/cases.service.js';
import { TasksService } from '../cases/lists/tasks.service.js';
import { TeamsService } from '../teams/teams.service.js';
import { ancestors, below } from '../teams/district.rules.js';
import { StandInsService } from '../cases/alarms/stand-ins.service.js';
import { taskSchema, tasksSchema } from './case.schema.js';
import { CaseView } from './case.view.js';
import { asProblem } from './refusal.js';
import { claimSchema, logSchema, reasonSchema, resolveSchema, startSchema, tasksQuery } from './task.schema.js';

/** The work: whose it is, and what became of it. */
@ApiTags('tasks')
@TaggedByVersion()
@Controller('api/v1/tasks')
export class TasksController {
  constructor(
    private readonly cases: CasesService,
    private readonly tasks: TasksService,
    private readonly teams: TeamsService,
    private readonly citizens: CitizensService,
    private readonly view: CaseView,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly standIns: StandInsService,
  ) {}

  @Get()
  @Needs('tasks:read')
  @ApiOperation({
    operationId: 'listTasks',
    summary: 'Tasks by due time; with teamId, also those whose audience is the district of that team',
  })
  @Answers(tasksSchema)
  list(
    @Query({ schema: tasksQuery }) query: z.infer<typeof tasksQuery>,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    return this.database.autocommit(async (tx) => {
      const filter = {
        states: query.state ?? null,
        kinds: query.kind ?? null,
        citizenIds: query.citizenId ?? null,
        audience: query.teamId
          ? { teamIds: query.teamId, districtIds: await this.districtsAround(tx, query.teamId) }
          : null,
        reach:
          who.districtIds === 'all'
            ? null
            : { districtIds: who.districtIds, teamIds: who.teamIds, principalId: who.id },
        from: query.from ?? null,
        to: query.to ?? null,
        after: readBelowMoment(query.cursor),
      };
      const { items, nextCursor } = page(await this.tasks.list(tx, filter, query.limit + 1), query.limit, (last) => [
        last.dueAt.getTime(),
        last.id,
      ]);
      return {
        items: await this.view.ofTasks({ tx, now: this.clock.now() }, items, who, 'tasks', language),
        nextCursor,
      };
    });
  }

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

  /** One at a time for a citizen: of two who act at once one comes second, and is told so. */
  private act({ id, who, language, ifMatch }: Asking, action: WorkAction) {
    return this.bus.transact(
      async (turn) => {
        const seen = reachable(await this.cases.findTask(turn.tx, id), who);
        const citizenId = await this.standIns.rowFor(turn, seen);
        if (citizenId) await this.citizens.lockCitizens(turn.tx, [citizenId]);
        const acted = await this.cases.work(turn, id, action, ({ version }) => assertVersion(ifMatch, version));
        if (acted === null) throw problem.notFound();
        if ('refused' in acted) throw asProblem(acted);
        return { facts: acted.facts, result: undefined };
      },
      async (turn) => {
        const task = (await this.cases.findTask(turn.tx, id))!;
        return (await this.view.ofTasks(turn, [task], who, 'task', language))[0]!;
      },
    );
  }

  private async districtsAround(tx: Turn['tx'], teamIds: readonly string[]): Promise<string[]> {
    const [districts, teams] = [await this.teams.listDistricts(tx), await this.teams.listTeams(tx)];
    const own = teams.filter(({ id }) => teamIds.includes(id)).map(({ districtId }) => districtId);
    return [...new Set(own.flatMap((id) => [...below(districts, id), ...ancestors(districts, id)]))];
  }
}

/** Who asks about which task, and in which language. */
interface Asking {
  readonly id: string;
  readonly who: Principal;
  readonly language: Language;
  readonly ifMatch: string | undefined;
}

function reachable(task: Task | null, who: Principal): Task {
  if (!task || !isWithin(task, who)) throw problem.notFound();
  return task;
}
