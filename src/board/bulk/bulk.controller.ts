import { Body, Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { WorkAction } from '../../cases/case-work.rules.js';
import type { Task } from '../../cases/task.rules.js';
import { steadyMs } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Problem } from '../../platform/errors/problem.js';
import { Answers } from '../../platform/http/api/answers.js';
import { ByParts, once } from '../../platform/http/idempotency/by-parts.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { asProblem } from '../../platform/http/problem.answer.js';
import { shows } from '../../platform/http/shown.js';
import { Log } from '../../platform/logging/log.js';
import { actionOf } from './bulk.rules.js';
import { bulkBody, bulkSchema } from './bulk.schema.js';
import { type Hand, HandsService } from '../hands.service.js';
import { oneByOne } from './one-by-one.js';

/** Many tasks at once: each is its own decision, as if it had been the only one. */
@ApiTags('tasks')
@Controller('api/v1/tasks')
export class BulkController {
  constructor(
    private readonly hands: HandsService,
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  @Post('bulk')
  @Needs('tasks:write')
  @ByParts()
  @ApiOperation({
    operationId: 'changeTasks',
    summary:
      'Claims, releases or resolves up to 200 tasks: one result for each, in order, whatever became of the others',
    description:
      'Each is decided and committed by itself, as the route for one would. Under an Idempotency-Key each that is done is done once, and what was refused is tried again. What takes longer than 15 seconds altogether is left untried (503).',
  })
  @Answers(bulkSchema)
  async change(@Body({ schema: bulkBody }) body: z.infer<typeof bulkBody>, @Who() who: Principal) {
    const action = actionOf(body, who);
    const one = (id: string, index: number) => this.changeOne({ id, who }, action, index);
    return { results: await oneByOne(body.ids, one, (id) => refused(id, untried()), steadyMs) };
  }

  private async changeOne(hand: Hand, action: WorkAction, index: number) {
    try {
      const acted = await once(String(index), () =>
        this.hands.act(hand, action, (_turn, task) => Promise.resolve(task)),
      );
      const task = acted ?? (await this.database.autocommit((tx) => this.hands.find(tx, hand)));
      return done(task);
    } catch (error) {
      // What nobody expected of one keeps none of the others.
      const found = asProblem(error);
      if (found.status === 500) this.note(hand.id, error as Error);
      return refused(hand.id, found);
    }
  }

  private note(taskId: string, { message, stack }: Error): void {
    this.log.error({ taskId, error: message, stack }, 'one of many tasks failed');
  }
}

/** Whose work was changed is in the log of reads. */
function done({ id, state, version, citizenId }: Task) {
  shows(citizenId);
  return { id, status: 200, state, version, problem: null };
}

const refused = (id: string, { title, status, detail, extra }: Problem) => ({
  id,
  status,
  state: null,
  version: null,
  problem: { title, status, detail, ...extra },
});

const untried = (): Problem =>
  new Problem(503, 'Service Unavailable', 'The time of one request was over before this one; send it again.', {
    reason: 'untried',
    retryAfterSeconds: 0,
  });
