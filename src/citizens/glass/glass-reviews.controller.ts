import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Answers } from '../../platform/http/api/answers.js';
import { Refuses } from '../../platform/http/api/refusals.js';
import { readBelowMoment } from '../../platform/http/below.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { page } from '../../platform/http/page.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import {
  openingSchema,
  openingsQuery,
  openingsSchema,
  type OpeningsQuery,
  reviewBody,
  type ReviewBody,
} from './glass-review.schema.js';
import { GlassReviews } from './glass-reviews.service.js';

/** Each break-glass is looked at by somebody afterwards. */
@ApiTags('citizens')
@Controller('api/v1/break-glass')
export class GlassReviewsController {
  constructor(
    private readonly reviews: GlassReviews,
    private readonly bus: FactBus,
    private readonly database: Database,
  ) {}

  @Get('openings')
  @Needs('glass:review')
  @ApiOperation({
    operationId: 'listBreakGlassOpenings',
    summary: 'Who opened whom out of reach, why, what was looked at, and what a review found; newest first',
    description: 'Of the citizens of their districts to shift leads, of all by ids to administrators and auditors.',
  })
  @Answers(openingsSchema)
  list(@Who() who: Principal, @Query({ schema: openingsQuery }) { limit, cursor, state, ...asked }: OpeningsQuery) {
    const below = readBelowMoment(cursor);
    const isReviewed = state === undefined ? null : state === 'reviewed';
    const filter = { isReviewed, citizenId: asked.citizenId ?? null, staffId: asked.staffId ?? null };
    return this.database.autocommit(async (tx) => {
      const found = await this.reviews.list(tx, who, filter, below, limit + 1);
      const { items, nextCursor } = page(found, limit, (last) => [last.openedAt.getTime(), last.id]);
      return { items: await this.reviews.show(tx, who, items), nextCursor };
    });
  }

  @Get(':id')
  @Needs('glass:review')
  @ApiOperation({
    operationId: 'getBreakGlassOpening',
    summary: 'One of them: who opened whom out of reach, why, what was looked at, and what a review found',
  })
  @Answers(openingSchema)
  find(@Param('id', IdPipe) id: string, @Who() who: Principal) {
    return this.database.autocommit(async (tx) => {
      const [opening] = await this.reviews.show(tx, who, [await this.reviews.find(tx, who, id)]);
      return opening!;
    });
  }

  @Post(':id/review')
  @Needs('glass:review')
  @ApiOperation({
    operationId: 'setBreakGlassReview',
    summary:
      'Puts down that you looked at it, and what you found; once all that somebody opened of the citizen is looked at, the task about it ends',
  })
  @Answers(openingSchema)
  @Refuses(409, 'somebody else has reviewed it; `holder` says who')
  async review(@Param('id', IdPipe) id: string, @Body({ schema: reviewBody }) body: ReviewBody, @Who() who: Principal) {
    return this.bus.transact(async (turn) => {
      const said = { finding: body.finding, text: body.text ?? null };
      const { opening, facts } = await this.reviews.set(turn, who, id, said);
      const [result] = await this.reviews.show(turn.tx, who, [opening]);
      return { facts, result: result! };
    });
  }
}
