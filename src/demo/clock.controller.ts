import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { Answers } from '../platform/http/api/answers.js';
import { at, named, withExample } from '../platform/http/fields.js';
import { Clock } from '../platform/clock/clock.js';
import { Needs, Public } from '../platform/http/principal.js';
import { LIVED_STEP_MS, TimeTravel } from './time-travel.service.js';

const LONGEST_DAYS = 31;

const clockSchema = named('Clock', z.object({ now: at, speed: z.number() }), { now: '2026-03-10T08:05:00Z', speed: 1 });

const forwardSchema = withExample(
  z.strictObject({
    forward: z.string().transform((text, context) => {
      try {
        const seconds = Temporal.Duration.from(text).total({ unit: 'seconds', relativeTo: '2026-01-01' });
        if (seconds >= 0 && seconds <= LONGEST_DAYS * 86_400) return seconds;
      } catch {
        // Said below.
      }
      context.addIssue({
        code: 'custom',
        message: `must be an ISO 8601 duration such as PT30M, forward only, at most ${LONGEST_DAYS} days`,
      });
      return z.NEVER;
    }),
  }),
  { forward: 'PT31M' },
);

/** The demo's clock: everything waits for it, and it only goes forward. */
@ApiTags('demo')
@Controller('demo/clock')
export class ClockController {
  constructor(
    private readonly clock: Clock,
    private readonly travel: TimeTravel,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ operationId: 'getClock', summary: 'What time it is in the demo' })
  @Answers(clockSchema)
  show(): { now: Date; speed: number } {
    return { now: this.clock.now(), speed: this.clock.speed };
  }

  @Post()
  @Needs('house:write')
  @ApiOperation({
    operationId: 'forwardClock',
    summary: 'Moves the clock forward and answers when everything that fell due has run',
  })
  @Answers(clockSchema)
  async forward(
    @Body({ schema: forwardSchema }) { forward }: z.infer<typeof forwardSchema>,
    @Req() { raw }: FastifyRequest,
  ): Promise<{ now: Date; speed: number }> {
    // Days with many dispensers take longer than a connection may otherwise be silent.
    raw.socket.setTimeout(0);
    await this.travel.forwardTo(new Date(this.clock.now().getTime() + forward * 1000), LIVED_STEP_MS);
    return this.show();
  }
}
