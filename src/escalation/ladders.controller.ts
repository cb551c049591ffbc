import { Body, Controller, Get, Headers, Param, Put, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { Line } from '../platform/facts/line.js';
import { assertVersion, etag } from '../platform/http/etag.js';
import { Needs } from '../platform/http/principal.js';
import { LADDER_NAMES, type Ladder } from './ladder.rules.js';
import { ladderSchema, laddersSchema, setLadderSchema, shownLadder } from './ladder.schema.js';
import { LaddersStore } from './ladders.store.js';

/** The escalation policies. A running case keeps the ladder it started on. */
@ApiTags('ladders')
@Controller('api/v1/ladders')
export class LaddersController {
  constructor(
    private readonly ladders: LaddersStore,
    private readonly database: Database,
    private readonly line: Line,
  ) {}

  @Get()
  @Needs('teams:read')
  @ApiOperation({ summary: 'All ladders as they hold now' })
  @ApiOkResponse({ standardSchema: laddersSchema })
  async list() {
    const ladders = await this.database.read((tx) => this.ladders.list(tx));
    return { items: ladders.map(shownLadder), nextCursor: null };
  }

  @Get(':name')
  @Needs('teams:read')
  @ApiOperation({ summary: 'One ladder' })
  @ApiOkResponse({ standardSchema: ladderSchema })
  async show(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const ladder = await this.database.read((tx) => this.ladders.find(tx, known(name)));
    reply.header('etag', etag(ladder.version));
    return shownLadder(ladder);
  }

  @Put(':name')
  @Needs('teams:write')
  @ApiOperation({ summary: 'Sets a ladder; one whose last rung does not always reach somebody is refused' })
  @ApiOkResponse({ standardSchema: ladderSchema })
  set(
    @Param('name') name: string,
    @Body({ schema: setLadderSchema }) body: z.infer<typeof setLadderSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.line.transact(async (turn) => {
      const held = await this.ladders.find(turn.tx, known(name));
      assertVersion(ifMatch, held.version);
      const rungs = body.rungs.map(({ after, actions, to }) => ({ afterSeconds: after, actions, to }));
      const ladder: Ladder = {
        ...held,
        rungs,
        claimTimeoutSeconds: body.claimTimeout,
        claimReminderSeconds: reminderWithin(body, held),
      };
      const saved = await this.ladders.save(turn.tx, ladder, turn.now);
      reply.header('etag', etag(saved.version));
      const fact = { type: 'ladder.set', subject: saved.name, data: { version: saved.version } };
      return { facts: [fact], result: shownLadder(saved) };
    });
  }
}

/** What is left out stays as it holds, as far as it still comes before the claim ends. */
function reminderWithin(body: z.infer<typeof setLadderSchema>, { claimReminderSeconds: held }: Ladder): number | null {
  if (body.claimReminder !== undefined) return body.claimReminder;
  return held !== null && held < body.claimTimeout ? held : null;
}

function known(name: string): Ladder['name'] {
  const found = LADDER_NAMES.find((ladder) => ladder === name);
  if (!found) throw problem.notFound(`There is no ladder ${name}; there are ${LADDER_NAMES.join(', ')}.`);
  return found;
}
