import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch, Refuses } from '../platform/http/api/refusals.js';
import { Answers, AnswersNothing, Creates } from '../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Database } from '../platform/database/database.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { readBelowMoment } from '../platform/http/below.js';
import { assertTag, etagOf } from '../platform/http/etag.js';
import { Tagged } from '../platform/http/tagged.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { page, pageQuery } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { viewOfPause } from './citizen.rules.js';
import {
  type ChangePause,
  changePauseBody,
  type CreatePause,
  createPauseBody,
  pauseSchema,
  pausesSchema,
} from './citizen.schema.js';
import { CitizensService } from './citizens.service.js';
import type { Pause } from './pause.rules.js';
import { PausesService } from './pauses.service.js';

@ApiTags('citizens')
@Controller('api/v1/citizens/:citizenId/pauses')
export class PausesController {
  constructor(
    private readonly citizens: CitizensService,
    private readonly pauses: PausesService,
    private readonly bus: FactBus,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('citizen:read')
  @ApiOperation({ operationId: 'listPauses', summary: 'Every pause there was, is or will be, newest first.' })
  @Answers(pausesSchema)
  list(
    @Who() who: Principal,
    @Param('citizenId', IdPipe) citizenId: string,
    @Query({ schema: pageQuery }) { limit, cursor }: z.infer<typeof pageQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const below = readBelowMoment(cursor);
    return this.database.autocommit(async (tx) => {
      const { id } = await this.citizens.findReachable(tx, citizenId, who);
      const found = await this.pauses.listBelow(tx, id, below, limit + 1);
      reply.header('etag', tagOfAll(await this.pauses.listOf(tx, id)));
      const { items, nextCursor } = page(found, limit, (last) => [last.from.getTime(), last.id]);
      return { items: items.map(viewOfPause), nextCursor };
    });
  }

  @Get(':id')
  @Needs('citizen:read')
  @ApiOperation({ operationId: 'getPause', summary: 'One pause.' })
  @Answers(pauseSchema)
  @Tagged((pause) => etagOf(pause))
  async find(@Who() who: Principal, @Param('citizenId', IdPipe) citizenId: string, @Param('id', IdPipe) id: string) {
    const pause = await this.database.autocommit(async (tx) => {
      const citizen = await this.citizens.findReachable(tx, citizenId, who);
      return this.pauses.find(tx, citizen.id, id);
    });
    return viewOfPause(pause);
  }

  @Post()
  @Needs('pauses:write')
  @ApiOperation({
    operationId: 'createPause',
    summary: 'Pauses the service: nothing is missed and nobody is called meanwhile.',
  })
  @Creates(pauseSchema)
  @Tagged((pause) => etagOf(pause))
  @Refuses(409, 'another pause is in the way')
  async create(
    @Who() who: Principal,
    @Param('citizenId', IdPipe) citizenId: string,
    @Body({ schema: createPauseBody }) body: CreatePause,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const pause = await this.bus.transact(async (turn) => {
      const { pause, facts } = await this.pauses.create(turn, who, citizenId, body, (held) =>
        assertTag(ifMatch, tagOfAll(held)),
      );
      reply.header('location', `/api/v1/citizens/${citizenId}/pauses/${pause.id}`);
      return { facts, result: pause };
    });
    return viewOfPause(pause);
  }

  @Patch(':id')
  @Needs('pauses:write')
  @ApiOperation({
    operationId: 'changePause',
    summary: 'Moves the ends of a pause; an end that is past ends it now. The doses ahead are laid out anew.',
  })
  @Answers(pauseSchema)
  @Tagged((pause) => etagOf(pause))
  @Refuses(409, 'it is over or was taken back, or another pause is in the way')
  async change(
    @Who() who: Principal,
    @Param('citizenId', IdPipe) citizenId: string,
    @Param('id', IdPipe) id: string,
    @Body({ schema: changePauseBody }) body: ChangePause,
    @IfMatch() ifMatch: string | undefined,
  ) {
    const pause = await this.bus.transact(async (turn) => {
      const { pause, facts } = await this.pauses.change(turn, who, { citizenId, id }, body, matching(ifMatch));
      return { facts, result: pause };
    });
    return viewOfPause(pause);
  }

  @Delete(':id')
  @Needs('pauses:write')
  @ApiOperation({
    operationId: 'deletePause',
    summary:
      'Takes a pause back, before it begins, while it is on, or when it is over: it counts for nothing any more. What it called off and can still be given is wanted again. Who only comes home early moves `until`.',
  })
  @AnswersNothing()
  @Refuses(409, 'it was taken back already')
  async takeBack(
    @Who() who: Principal,
    @Param('citizenId', IdPipe) citizenId: string,
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<void> {
    await this.bus.transact(async (turn) => {
      const { facts } = await this.pauses.takeBack(turn, who, { citizenId, id }, matching(ifMatch));
      return { facts, result: undefined };
    });
  }
}

const tagOf = (pause: Pause): string => etagOf(viewOfPause(pause));
const tagOfAll = (pauses: readonly Pause[]): string => etagOf(pauses.map(viewOfPause));
const matching = (ifMatch: string | undefined) => (held: Pause) => assertTag(ifMatch, tagOf(held));
