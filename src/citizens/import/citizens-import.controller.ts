import { Body, Controller, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CsvText, TakesCsv } from '../../platform/csv/csv-body.js';
import { MOST_MISTAKES } from '../../platform/csv/refused-sheet.js';
import { AnswersBy } from '../../platform/http/api/answers.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { readCitizenList } from './citizen-list.schema.js';
import { importedCitizensSchema, importQuery } from './citizens-import.schema.js';
import { CitizensImport, type Fate } from './citizens-import.service.js';

const MOST_ROWS = 1_000;
const LARGEST_LIST_BYTES = 1_048_576;

/** Citizens at once, from a list. */
@ApiTags('citizens')
@Controller('api/v1/citizens/import')
export class CitizensImportController {
  constructor(private readonly imports: CitizensImport) {}

  @Post()
  @TakesCsv({
    bytes: LARGEST_LIST_BYTES,
    example:
      'externalId,displayName,street,postalCode,mobile,district,consent\nEX-1,Alma Opdigtet,Opdigtet Gade 1,9999,+45 00 00 00 01,West,yes\n',
  })
  @Needs('citizens:write')
  @ApiOperation({
    operationId: 'importCitizens',
    summary: 'Takes in the citizens of a list; whom another system knows by the same `externalId` is changed',
    description:
      'A CSV with a header that names `displayName` and `consent`, and may name `externalId`, `street`, `postalCode`, `city`, `lat`, `lon`, ' +
      '`addressProtected`, `zone`, `serviceArea`, `mobile`, `phone`, `screenCallAddress`, `language`, `hearing`, `key`, `note`, `relativeName`, ' +
      '`relativeRelation`, `relativeMobile`, `cpr`, and by name or id `district`, `eDistrictTeam` and (the user name) `contactPerson`; ' +
      `of ${MOST_ROWS.toLocaleString('en')} citizens at most. An empty cell leaves what is there. Each row is judged as a single one; all of it is done (201), ` +
      'or with a mistake in any row nothing (422, `errors` with the `line` of each). `?dryRun=true` answers (200) what would become of each, and every mistake.',
  })
  @AnswersBy({ 200: importedCitizensSchema, 201: importedCitizensSchema })
  async import(
    @Body(CsvText) text: string,
    @Query({ schema: importQuery }) { dryRun }: z.infer<typeof importQuery>,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { items, mistakes } = await this.imports.run(readCitizenList(text, MOST_ROWS), who, dryRun, () => {
      reply.status(201).header('location', '/api/v1/citizens');
    });
    const count = (fate: Fate) => items.filter((item) => item.fate === fate).length;
    return {
      dryRun,
      new: count('new'),
      changed: count('changed'),
      same: count('same'),
      mistakes: mistakes.length,
      errors: mistakes.slice(0, MOST_MISTAKES),
      items: items.map(({ line, fate, citizen }) => ({
        line,
        fate,
        citizenId: dryRun && fate === 'new' ? null : citizen.id,
        districtId: citizen.districtId,
        located: citizen.address.located ?? null,
      })),
    };
  }
}
