import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../../platform/http/api/answers.js';
import { Database } from '../../platform/database/database.js';
import { Needs } from '../../platform/http/principal.js';
import { type AuditQuery, auditQuery, auditSchema } from './audit.schema.js';
import { answerLog, AS_CSV } from '../../platform/http/csv/log.answer.js';
import { AuditStore } from './audit.store.js';

const COLUMNS = [
  ...['at', 'kind', 'principalId', 'principalKind', 'principalName', 'what', 'reason', 'text', 'fields', 'shown'],
  ...['citizenIds', 'accountId', 'address', 'until', 'id'],
];

@ApiTags('access')
@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly store: AuditStore,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('audit:read')
  @ApiOperation({
    operationId: 'listAudit',
    summary: 'Who did and was shown what, newest first',
    description:
      'Answers that showed citizens and changes of them, sign-ins and changes of accounts, and every break-glass with its words. ' +
      AS_CSV,
  })
  @Answers(auditSchema, 'text/csv')
  list(
    @Query({ schema: auditQuery }) { limit, cursor, kind, principalId, citizenId, from, to, locale }: AuditQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const filter = {
      kinds: kind ?? null,
      principalId: principalId ?? null,
      citizenId: citizenId ?? null,
      from: from ?? null,
      to: to ?? null,
    };
    const read = (below: readonly [Date, string] | null, most: number) =>
      this.database.autocommit((tx) => this.store.listBelow(tx, filter, below, most));
    return answerLog(request, reply, { limit, cursor, locale, columns: COLUMNS }, read);
  }
}
