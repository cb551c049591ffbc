import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, Creates } from '../../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import { BreakGlass } from '../../access/break-glass.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { onePage } from '../../platform/http/page.js';
import { shows } from '../../platform/http/shown.js';
import { problem } from '../../platform/errors/problem.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { type BreakGlassBody, breakGlassBody, brokenGlassesSchema, brokenGlassSchema } from './break-glass.schema.js';
import { CitizensService } from '../citizens.service.js';

@ApiTags('citizens')
@Controller('api/v1')
export class BreakGlassController {
  constructor(
    private readonly citizens: CitizensService,
    private readonly glass: BreakGlass,
    private readonly bus: FactBus,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get('break-glass')
  @Needs('citizens:break-glass')
  @ApiOperation({ operationId: 'listOwnBreakGlass', summary: 'What is open to you now by break-glass, and until when' })
  @Answers(brokenGlassesSchema)
  list(@Who() who: Principal) {
    return this.database.autocommit(async (tx) => {
      const open = await this.glass.listOpen({ tx, now: this.clock.now() }, who);
      shows(open.map(({ citizenId }) => citizenId));
      return onePage(open);
    });
  }

  @Post('citizens/:id/break-glass')
  @Needs('citizens:break-glass')
  @ApiOperation({
    operationId: 'breakGlass',
    summary: 'Opens a citizen out of your reach to you, to read, for 60 minutes',
    description:
      'Every look under it carries the reason in the log of reads, and the citizen’s shift lead is asked to look at it.',
  })
  @Creates(brokenGlassSchema)
  open(
    @Param('id', IdPipe) id: string,
    @Body({ schema: breakGlassBody }) body: BreakGlassBody,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.bus.transact(async (turn) => {
      const [citizen] = await this.citizens.lockCitizens(turn.tx, [id]);
      if (!citizen) throw problem.notFound();
      const { glass, facts } = await this.glass.open(turn, who, citizen, body);
      reply.header('location', `/api/v1/citizens/${id}`);
      return { facts, result: glass };
    });
  }
}
