import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Creates } from '../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import { BreakGlass } from '../access/break-glass.service.js';
import { problem } from '../platform/errors/problem.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { type BreakGlassBody, breakGlassBody, brokenGlassSchema } from './break-glass.schema.js';
import { CitizensService } from './citizens.service.js';

@ApiTags('citizens')
@Controller('api/v1/citizens/:id/break-glass')
export class BreakGlassController {
  constructor(
    private readonly citizens: CitizensService,
    private readonly glass: BreakGlass,
    private readonly bus: FactBus,
  ) {}

  @Post()
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
