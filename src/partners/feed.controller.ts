import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersText } from '../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { FeedLooks } from '../access/audit/feed-looks.service.js';
import type { Claims } from '../access/sessions/tokens.service.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { FactsStore } from '../platform/facts/facts.store.js';
import { commaList, pageOf, pageQuery } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { Uncompressed } from '../platform/http/wire/compression.js';
import { flawOfType } from './facts-catalogue.js';
import { FeedFacts } from './told-facts.js';
import { asFeedItem, seenBy } from './feed.rules.js';
import { eventSchema, streamEvents } from './feed.schema.js';
import { FeedStreams } from './feed.streams.js';

const position = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a position in the feed: the id of an item, or an earlier nextCursor');
const factType = z
  .string()
  .min(1)
  .superRefine((type, issues) => {
    const message = flawOfType(type);
    if (message) issues.addIssue({ code: 'custom', message });
  });
const streamQuery = z.strictObject({
  after: position.optional().meta({ description: 'the position to go on from' }),
  type: commaList(factType, 'of which type, such as `task.created`').optional(),
});
const feedQuery = streamQuery.extend({
  limit: pageQuery.shape.limit,
  cursor: position.optional().meta({ description: 'the same as after' }),
});

const feedSchema = pageOf(eventSchema);

/** Every fact in order: what partners follow, and the console's live stream. */
@ApiTags('events')
@Controller('api/v1/events')
export class FeedController {
  constructor(
    private readonly database: Database,
    private readonly facts: FactsStore,
    private readonly told: FeedFacts,
    private readonly streams: FeedStreams,
    private readonly looks: FeedLooks,
  ) {}

  @Get()
  @Needs('facts:read')
  @ApiOperation({
    operationId: 'listEvents',
    summary:
      'Facts after a position, oldest first; nextCursor is the position to go on from, null when there is nothing newer',
  })
  @Answers(feedSchema)
  async list(@Query({ schema: feedQuery }) query: z.infer<typeof feedQuery>, @Who() who: Principal) {
    const after = Number(query.after ?? query.cursor ?? 0);
    const facts = await this.database.autocommit((tx) =>
      this.told.after(tx, after, query.limit, seenBy(who, query.type)),
    );
    await this.looks.tell(who, 'GET /api/v1/events', facts, 'answer');
    return { items: facts.map(asFeedItem), nextCursor: facts.length > 0 ? String(facts.at(-1)!.position) : null };
  }

  @Get('stream')
  @Needs('facts:read')
  @ApiOperation({
    operationId: 'streamEvents',
    summary: 'The same as server-sent events; Last-Event-ID resumes, and without it the stream begins now',
    description:
      'Every five seconds, and once as it begins, it says the named event `beat`, which has no `id`: what the house is like within reach. A reader that hears none for ten seconds shows what may not be true any more; while the house cannot read its own database there is none, only a comment. An account has eight streams at most: one more closes the oldest, with the event `closed` and `{"reason":"too-many-streams"}` as its last word. Who hears that does not connect again by itself, and reads `GET /api/v1/events` instead. A node that is being stopped says the event `leaving` last: its reader comes back where it was. A stream ends after fifteen minutes and wants to be opened anew. It ends at once with its session, its account or its right to read, and what it tells is what its reader reaches at that moment.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'the position to go on from, as browsers send it' })
  @AnswersText('text/event-stream')
  @ApiExtension('x-events', shapesOf(streamEvents))
  @Uncompressed()
  async stream(
    @Query({ schema: streamQuery }) query: z.infer<typeof streamQuery>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Who() who: Principal,
    @Req() { claims }: { readonly claims: Claims },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const from = readPosition(lastEventId) ?? query.after;
    const after = from ? Number(from) : await this.database.autocommit((tx) => this.facts.lastPosition(tx));
    reply.hijack();
    this.streams.open(who, claims, reply.raw, after, query.type);
  }
}

/** JSON Schema of what stands in the `data` of each named event: in OpenAPI 3.1 a stream is a text, and no more. */
function shapesOf(events: Readonly<Record<string, z.ZodType>>) {
  return Object.fromEntries(Object.entries(events).map(([name, shape]) => [name, z.toJSONSchema(shape)]));
}

/** One that cannot be read is refused: to begin now instead would skip what it had not read. */
function readPosition(lastEventId: string | undefined): string | undefined {
  if (!lastEventId) return undefined;
  const read = position.safeParse(lastEventId);
  if (!read.success) throw problem.unprocessable([{ path: 'Last-Event-ID', message: read.error.issues[0]!.message }]);
  return read.data;
}
