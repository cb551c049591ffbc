import { Controller, Delete, Get, Param, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/api/answers.js';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { problem } from '../../platform/errors/problem.js';
import { readBelowMoment } from '../../platform/http/below.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { page, pageQuery } from '../../platform/http/page.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { AccessLog } from '../audit/access-log.service.js';
import { callerOf } from '../caller.js';
import { sessionsSchema } from './session.schema.js';
import { SessionsService } from './sessions.service.js';

/** Where else am I signed in? */
@ApiTags('access')
@Needs()
@Controller('api/v1/sessions')
export class OwnSessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly accessLog: AccessLog,
    private readonly database: Database,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listOwnSessions',
    summary: 'My own sessions that can still be used, newest first; `current` is the one that asks.',
  })
  @Answers(sessionsSchema)
  async list(@Query({ schema: pageQuery }) { limit, cursor }: z.infer<typeof pageQuery>, @Who() who: Principal) {
    const below = readBelowMoment(cursor);
    const found = await this.database.autocommit((tx) => this.sessions.list(tx, who.id, below, limit + 1));
    const shown = found.map(({ id, userAgent, address, createdAt, lastUsedAt, expiresAt }) => ({
      id,
      userAgent,
      address,
      createdAt,
      lastUsedAt,
      expiresAt,
      current: id === who.sessionId,
    }));
    return page(shown, limit, (last) => [last.createdAt.getTime(), last.id]);
  }

  @Delete(':id')
  @ApiOperation({
    operationId: 'endOwnSession',
    summary: 'Ends one of my own sessions at once, on every node; its streams end too.',
  })
  @AnswersNothing()
  async end(@Param('id', IdPipe) id: string, @Who() who: Principal, @Req() request: FastifyRequest): Promise<void> {
    const isEnded = await this.database.transact(async (tx) => {
      if (!(await this.sessions.end(tx, who.id, id))) return false;
      await this.accessLog.record(tx, { what: 'session.ended', of: who, by: who, address: callerOf(request).address });
      return true;
    });
    if (!isEnded) throw problem.notFound();
  }
}
