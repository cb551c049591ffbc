import { Body, Controller, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CsvText, TakesCsv } from '../../../platform/csv/csv-body.js';
import { MOST_MISTAKES } from '../../../platform/csv/refused-sheet.js';
import { AnswersBy } from '../../../platform/http/api/answers.js';
import { Needs, type Principal, Who } from '../../../platform/http/principal.js';
import { ShownOnce } from '../../../platform/http/shown-once.js';
import { readStaffList } from './staff-list.schema.js';
import { importedStaffSchema, importQuery } from './staff-import.schema.js';
import { type Fate, StaffImport } from './staff-import.service.js';

/** A password costs a moment each. */
const MOST_ROWS = 200;
const LARGEST_LIST_BYTES = 262_144;

/** Accounts at once, from a list. */
@ApiTags('accounts')
@Controller('api/v1/staff/import')
export class StaffImportController {
  constructor(private readonly imports: StaffImport) {}

  @Post()
  @TakesCsv({
    bytes: LARGEST_LIST_BYTES,
    example:
      'username,displayName,roles,teams\nbo,Bo Eksempel,nurse,West Day\nanna,Anna Eksempel,nurse;lead,West Day\n',
  })
  @ShownOnce()
  @Needs('house:write')
  @ApiOperation({
    operationId: 'importStaff',
    summary:
      'Opens the accounts of a list, each with a first password that is shown this once; who is there by that user name is changed',
    description:
      'A CSV with a header that names `username`, `displayName` and `roles`, and may name `teams` (by name or id), several of a cell apart by `;`; ' +
      `of ${MOST_ROWS} people at most. Each row is judged as a single one; all of it is done (201), or with a mistake in any row nothing ` +
      '(422, `errors` with the `line` of each). `?dryRun=true` answers (200) what would become of each, and every mistake.',
  })
  @AnswersBy({ 200: importedStaffSchema, 201: importedStaffSchema })
  async import(
    @Body(CsvText) text: string,
    @Query({ schema: importQuery }) { dryRun }: z.infer<typeof importQuery>,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { items, mistakes } = await this.imports.run(readStaffList(text, MOST_ROWS), who, dryRun, () => {
      reply.status(201).header('location', '/api/v1/staff');
    });
    reply.header('cache-control', 'no-store');
    const count = (fate: Fate) => items.filter((item) => item.fate === fate).length;
    return {
      dryRun,
      new: count('new'),
      passwordsMade: items.filter(({ password }) => password !== null).length,
      changed: count('changed'),
      same: count('same'),
      mistakes: mistakes.length,
      errors: mistakes.slice(0, MOST_MISTAKES),
      items: items.map(({ line, fate, username, id, password }) => ({
        ...{ line, fate, username, password },
        staffId: dryRun && fate === 'new' ? null : id,
      })),
    };
  }
}
