import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/api/answers.js';
import { Database } from '../../platform/database/database.js';
import { readBelowMark } from '../../platform/http/below.js';
import { page } from '../../platform/http/page.js';
import { Needs } from '../../platform/http/principal.js';
import { type AuditQuery, auditQuery, auditSchema } from './audit.schema.js';
import { AuditStore } from './audit.store.js';

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
      'Answers that showed citizens and changes of them, sign-ins and changes of accounts, and every break-glass with its words.',
  })
  @Answers(auditSchema)
  list(@Query({ schema: auditQuery }) { limit, cursor, kind, principalId, citizenId, from, to }: AuditQuery) {
    const below = readBelowMark(cursor);
    const filter = {
      kinds: kind ?? null,
      principalId: principalId ?? null,
      citizenId: citizenId ?? null,
      from: from ?? null,
      to: to ?? null,
    };
    return this.database.autocommit(async (tx) =>
      page(await this.store.listBelow(tx, filter, below, limit + 1), limit, (last) => [last.at.getTime(), last.id]),
    );
  }
}
