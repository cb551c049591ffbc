import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform/http/api/refusals.js';
import { Answers, AnswersNothing } from '../platform/http/api/answers.js';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import type { Fact } from '../platform/facts/fact.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { assertTag, etag } from '../platform/http/etag.js';
import { Tagged } from '../platform/http/tagged.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { LADDER_NAMES, type Ladder, type LadderScope } from './ladder.rules.js';
import { ladderSchema, laddersSchema, scopeQuery, setLadderSchema, shownLadder } from './ladder.schema.js';
import { LaddersService } from './ladders.service.js';
import { onePage } from '../platform/http/page.js';

const WHICH = { name: 'name', description: 'which ladder', schema: { type: 'string', enum: [...LADDER_NAMES] } };

type ScopeQuery = z.infer<typeof scopeQuery>;

/** The escalation policies. A running case keeps the ladder it started on. */
@ApiTags('ladders')
@Controller('api/v1/ladders')
export class LaddersController {
  constructor(
    private readonly ladders: LaddersService,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('teams:read')
  @ApiOperation({
    operationId: 'listLadders',
    summary: 'All ladders as they hold now: for everybody, in a district, or for a citizen',
  })
  @Answers(laddersSchema)
  list(@Query({ schema: scopeQuery }) query: ScopeQuery, @Who() who: Principal) {
    return this.database.autocommit(async (tx) => {
      await this.ladders.checkReach(tx, who, scopeOf(query));
      const ladders = await this.ladders.listIn(tx, scopeOf(query));
      return onePage(ladders.map(shownLadder));
    });
  }

  @Get('set')
  @Needs('teams:read')
  @ApiOperation({
    operationId: 'listSetLadders',
    summary: 'Every ladder that was set, and where: for everybody, in districts, for citizens; of those within reach',
    description:
      'What is set nowhere is the default, which `GET /ladders/{name}/above` tells where nothing is set for everybody.',
  })
  @Answers(laddersSchema)
  listSet(@Who() who: Principal) {
    return this.database.autocommit(async (tx) => onePage((await this.ladders.listSet(tx, who)).map(shownLadder)));
  }

  @Get(':name/above')
  @ApiParam(WHICH)
  @Needs('teams:read')
  @ApiOperation({ operationId: 'getLadderAbove', summary: 'What would hold there if nothing were set there' })
  @Answers(ladderSchema)
  above(@Param('name') name: string, @Query({ schema: scopeQuery }) query: ScopeQuery, @Who() who: Principal) {
    return this.database.autocommit(async (tx) => {
      await this.ladders.checkReach(tx, who, scopeOf(query));
      return shownLadder(await this.ladders.findAbove(tx, known(name), scopeOf(query)));
    });
  }

  @Get(':name')
  @ApiParam(WHICH)
  @Needs('teams:read')
  @ApiOperation({ operationId: 'getLadder', summary: 'One ladder as it holds there, and whose it is' })
  @Answers(ladderSchema)
  @Tagged(tagOfShown)
  show(@Param('name') name: string, @Query({ schema: scopeQuery }) query: ScopeQuery, @Who() who: Principal) {
    return this.database.autocommit(async (tx) => {
      await this.ladders.checkReach(tx, who, scopeOf(query));
      const ladder = await this.ladders.findIn(tx, known(name), scopeOf(query));
      return shownLadder(ladder);
    });
  }

  @Put(':name')
  @ApiParam(WHICH)
  @Needs('ladders:write')
  @ApiOperation({
    operationId: 'setLadder',
    summary:
      'Sets a ladder; one whose last rung does not always reach somebody, or that asks the first human too late about a dose, is refused',
  })
  @Answers(ladderSchema)
  @Tagged(tagOfShown)
  set(
    @Param('name') name: string,
    @Query({ schema: scopeQuery }) query: ScopeQuery,
    @Body({ schema: setLadderSchema }) body: z.infer<typeof setLadderSchema>,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
  ) {
    return this.bus.transact(async (turn) => {
      await this.ladders.checkMayChange(turn.tx, who, scopeOf(query));
      const saved = await this.ladders.set(turn, known(name), scopeOf(query), (held) => {
        assertTag(ifMatch, tagOf(held, scopeOf(query)));
        return {
          rungs: body.rungs.map(({ after, ...rung }) => ({ afterSeconds: after, ...rung })),
          claimTimeoutSeconds: body.claimTimeout,
          claimReminderSeconds: reminderWithin(body, held),
        };
      });
      return { facts: [ladderFact(saved.name, saved, saved.version)], result: shownLadder(saved) };
    });
  }

  @Delete(':name')
  @ApiParam(WHICH)
  @Needs('ladders:write')
  @ApiOperation({ operationId: 'resetLadder', summary: 'Forgets what was set there; what holds above it holds again' })
  @AnswersNothing()
  async forget(
    @Param('name') name: string,
    @Query({ schema: scopeQuery }) query: ScopeQuery,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
  ): Promise<void> {
    await this.bus.transact(async (turn) => {
      await this.ladders.checkMayChange(turn.tx, who, scopeOf(query));
      const ladder = known(name);
      await this.ladders.forget(turn, ladder, scopeOf(query), (held) =>
        assertTag(ifMatch, tagOf(held, scopeOf(query))),
      );
      return { facts: [ladderFact(ladder, scopeOf(query), 0)], result: undefined };
    });
  }
}

const scopeOf = ({ districtId, citizenId }: ScopeQuery): LadderScope => ({
  districtId: districtId ?? null,
  citizenId: citizenId ?? null,
});

/** The one that holds may be set further up, and another of the same version may come to hold in its place. */
const tagOf = (ladder: LadderScope & Pick<Ladder, 'version'>, { districtId, citizenId }: LadderScope): string =>
  ladder.districtId === districtId && ladder.citizenId === citizenId
    ? etag(ladder.version)
    : etag(`${ladder.version}-${ladder.citizenId ?? ladder.districtId ?? 'all'}`);

function tagOfShown(shown: LadderScope & Pick<Ladder, 'version'>, { query }: FastifyRequest): string {
  return tagOf(shown, scopeOf(scopeQuery.parse(query)));
}

const ladderFact = (name: string, { districtId, citizenId }: LadderScope, version: number): Fact => ({
  type: 'ladder.set',
  subject: name,
  districtId,
  citizenId,
  data: { version },
});

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
