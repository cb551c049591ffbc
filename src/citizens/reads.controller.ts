import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../platform/http/api/answers.js';
import { z } from 'zod';
import { at, exampleId, named } from '../platform/http/fields.js';
import { ReadLog } from '../access/audit/read-log.service.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { answerLog, AS_CSV } from '../platform/http/csv/log.answer.js';
import { locale } from '../platform/http/csv/csv.answer.js';
import { pageOf } from '../platform/http/page.js';
import { rangeQuery, uuid } from '../platform/http/query.js';
import { holds, Needs, type Principal, Who } from '../platform/http/principal.js';
import { CitizensService } from './citizens.service.js';

const readsSchema = pageOf(
  named(
    'Read',
    z.object({
      id: z.string(),
      at,
      principalId: z.string(),
      principalKind: z.string().meta({ description: '`staff`, `partner`, or `team` for whom a sheet is laid out' }),
      principalName: z.string().nullable().meta({ description: 'null for an account that is gone' }),
      route: z.string().meta({ description: 'such as `GET /api/v1/tasks/:id`' }),
      reason: z.string().nullable().meta({
        description:
          'why, where it was not for the reader’s own districts alone: `work` that is theirs, or `break-glass: …`',
      }),
      fields: z.array(z.string()).nullable().meta({ description: 'the fields that were sent, by name' }),
      shown: z.array(z.string()).nullable().meta({
        description:
          'by which fields it told how she is reached, such as `phone` and `homeAccess`; null where it did not',
      }),
      replayed: z.boolean().meta({ description: 'it was the answer to the repeat of an earlier request' }),
      firstPosition: z.number().nullable().meta({ description: 'of a reader of the feed: from where in that hour' }),
      lastPosition: z.number().nullable().meta({ description: 'and until where' }),
    }),
    {
      id: 'read2041',
      at: '2026-03-10T08:07:02Z',
      principalId: exampleId('nurse'),
      principalKind: 'staff',
      principalName: 'Bo Eksempel',
      route: 'GET /api/v1/tasks/:id',
      reason: null,
      fields: null,
      shown: ['mobile', 'relatives'],
      replayed: false,
      firstPosition: null,
      lastPosition: null,
    },
  ),
);

const readsQuery = rangeQuery.extend({
  locale,
  principalId: uuid.optional().meta({ description: 'who was shown it' }),
});

const COLUMNS = [
  ...['at', 'principalId', 'principalKind', 'principalName', 'route', 'reason', 'fields', 'shown', 'replayed'],
  ...['firstPosition', 'lastPosition', 'id'],
];

/** Who was shown the citizen, and who changed something. */
@ApiTags('citizens')
@Controller('api/v1/citizens/:id/reads')
export class ReadsController {
  constructor(
    private readonly citizens: CitizensService,
    private readonly reads: ReadLog,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('reads:read')
  @ApiOperation({
    operationId: 'listReads',
    summary: 'The log of reads of one citizen, newest first',
    description: 'For auditors of every citizen, for shift leads and partners of whoever they reach. ' + AS_CSV,
  })
  @Answers(readsSchema, 'text/csv')
  list(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @Query({ schema: readsQuery }) { limit, cursor, locale, principalId, from, to }: z.infer<typeof readsQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const filter = { principalId: principalId ?? null, from: from ?? null, to: to ?? null };
    const read = (below: readonly [Date, string] | null, most: number) =>
      this.database.autocommit(async (tx) => {
        const citizen = holds(who, 'audit:read')
          ? await this.citizens.find(tx, id)
          : await this.citizens.findReachable(tx, id, who);
        if (!citizen) throw problem.notFound();
        return this.reads.readsOf(tx, citizen.id, filter, below, most);
      });
    return answerLog(request, reply, { limit, cursor, locale, columns: COLUMNS }, read);
  }
}
