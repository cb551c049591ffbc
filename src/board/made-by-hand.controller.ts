import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { WorkWanted } from '../cases/alarms/made-by-hand.rules.js';
import { MadeByHandService } from '../cases/alarms/made-by-hand.service.js';
import { problem } from '../platform/errors/problem.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Creates } from '../platform/http/api/answers.js';
import { Refuses } from '../platform/http/api/refusals.js';
import { type Language, Spoken } from '../platform/http/language.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { InTurn } from '../platform/in-turn.js';
import { TaggedByVersion } from '../platform/http/tagged.js';
import { taskSchema } from './case.schema.js';
import { CaseView } from './case.view.js';
import { createTaskBody } from './made-by-hand.schema.js';
import { asProblem } from './refusal.js';

/** Of one citizen. */
const MOST_AT_ONCE = 100;

/** A citizen or a relative rang, or somebody planned it: work that no dispenser asked for. */
@ApiTags('tasks')
@TaggedByVersion()
@Controller('api/v1/tasks')
export class MadeByHandController {
  private readonly turns = new InTurn(MOST_AT_ONCE);

  constructor(
    private readonly made: MadeByHandService,
    private readonly view: CaseView,
    private readonly bus: FactBus,
  ) {}

  @Post()
  @Needs('tasks:write')
  @ApiOperation({
    operationId: 'createTask',
    summary: 'Asks for work by hand, of a team or of a named colleague first; a case of its own with a ladder',
    description:
      'Somebody is asked at once, on whichever ladder, and the ladder goes on from there; P3 and P4 on `planned-work` are not asked about again at night. A colleague who may be named works in a team that looks after the citizen. The words are shown with the task and in the handling log.',
  })
  @Creates(taskSchema)
  @Refuses(404, 'the citizen is not within reach')
  @Refuses(409, 'there is no team that could be asked')
  @Refuses(429, 'very much is asked for at once about one citizen')
  async create(
    @Body({ schema: createTaskBody }) body: z.infer<typeof createTaskBody>,
    @Who() who: Principal,
    @Spoken() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { assigneeId = null, ladder = 'planned-work', ...wanted } = body;
    const asked = () => this.ask(who, { ...wanted, assigneeId, ladderName: ladder }, language, reply);
    // Of sixty about one citizen each would wait for the one before with a connection in its hand, and the last would be refused.
    const task = await this.turns.take(wanted.citizenId, asked);
    if (task === null) throw problem.tooManyRequests(2);
    return task;
  }

  private ask(who: Principal, wanted: WorkWanted, language: Language, reply: FastifyReply) {
    return this.bus.transact(
      async (turn) => {
        const made = await this.made.make(turn, who, wanted);
        if (made === null) throw problem.notFound();
        if ('refused' in made) throw asProblem(made);
        return { facts: made.facts, result: made.alertId };
      },
      async (turn, alertId) => {
        const task = await this.made.asked(turn, alertId);
        if (!task) throw problem.conflict('There is no team that could be asked.');
        reply.header('location', `/api/v1/tasks/${task.id}`);
        return (await this.view.ofTasks(turn, [task], who, 'task', language))[0]!;
      },
    );
  }
}
