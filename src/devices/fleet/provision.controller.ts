import { Body, Controller, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Clock } from '../../platform/clock/clock.js';
import { CsvText, TakesCsv } from '../../platform/csv/csv-body.js';
import { MOST_MISTAKES, refusedSheet } from '../../platform/csv/refused-sheet.js';
import type { SheetMistake } from '../../platform/csv/sheet.rules.js';
import { Database } from '../../platform/database/database.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { AnswersBy } from '../../platform/http/api/answers.js';
import { Refuses } from '../../platform/http/api/refusals.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { ShownOnce } from '../../platform/http/shown-once.js';
import { readFleetList } from './fleet-list.schema.js';
import { provisionedSchema, provisionQuery } from './provision.schema.js';
import { type Provision, ProvisionService } from './provision.service.js';

const MOST_ROWS = 10_000;
const LARGEST_LIST_BYTES = 2_097_152;

/** A fleet at once, from a list. */
@ApiTags('dispensers')
@Controller('api/v1/dispensers/provision')
export class ProvisionController {
  constructor(
    private readonly provisions: ProvisionService,
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly clock: Clock,
  ) {}

  @Post()
  @TakesCsv({
    bytes: LARGEST_LIST_BYTES,
    example: 'deviceId,model,presence,expectEveryMinutes\nDEMO-0001,Invented 3,visit,240\nDEMO-0002,,,\n',
  })
  @ShownOnce()
  @Needs('devices:write')
  @ApiOperation({
    operationId: 'registerDispensers',
    summary: 'Registers the dispensers of a list; their secrets are shown this once',
    description:
      'The list is a CSV with a header that names `deviceId`, and may name `dialect`, `model`, `presence` and `expectEveryMinutes`, by commas ' +
      `or semicolons, of ${MOST_ROWS.toLocaleString('en')} dispensers at most. All of it is done (201), or with a mistake in any row nothing (422, \`errors\` with the ` +
      '`line` of each). `?dryRun=true` does nothing and answers (200) what would become of each, and every mistake. One that is registered ' +
      'and has a secret keeps it, and stays as it is in all else; with `?rotate=true` it gets a new secret.',
  })
  @AnswersBy({ 200: provisionedSchema, 201: provisionedSchema })
  @Refuses(409, 'one of them was registered by somebody else meanwhile')
  async provision(
    @Body(CsvText) text: string,
    @Query({ schema: provisionQuery }) { dryRun, rotate }: z.infer<typeof provisionQuery>,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const list = readFleetList(text, MOST_ROWS);
    reply.header('cache-control', 'no-store');
    if (dryRun) {
      const now = this.clock.now();
      const plan = await this.database.autocommit((tx) => this.provisions.plan({ tx, now }, list.rows, rotate, who));
      return told(plan.provisions, null, [...list.mistakes, ...plan.mistakes]);
    }
    if (list.mistakes.length > 0) throw refusedSheet(list.mistakes);
    const done = await this.bus.transact(async (turn) => {
      const result = await this.provisions.carryOut(turn, list.rows, rotate, who);
      if (result.mistakes.length > 0) throw refusedSheet(result.mistakes);
      return { facts: [], result };
    });
    reply.status(201).header('location', '/api/v1/dispensers');
    return told(done.provisions, done.secrets, []);
  }
}

function told(
  provisions: readonly Provision[],
  secrets: ReadonlyMap<string, string> | null,
  mistakes: readonly SheetMistake[],
) {
  const count = (...fates: Provision['fate'][]) => provisions.filter(({ fate }) => fates.includes(fate)).length;
  return {
    dryRun: secrets === null,
    rows: provisions.length,
    registered: count('registered'),
    secretsMade: count('registered', 'given-secret', 'rotated'),
    leftAlone: count('left-alone'),
    mistakes: mistakes.length,
    errors: mistakes.toSorted((a, b) => a.line - b.line).slice(0, MOST_MISTAKES),
    items: provisions.map(({ row: { line, value }, fate }) => ({
      line,
      deviceId: value.deviceId,
      dialect: value.dialect,
      model: value.model,
      fate,
      secret: secrets?.get(value.deviceId) ?? null,
    })),
  };
}
