import { Body, Controller, Get, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { checkRows, numberCell, repeated } from '../../platform/csv/checked-rows.rules.js';
import { CsvText, TakesCsv } from '../../platform/csv/csv-body.js';
import { refusedSheet } from '../../platform/csv/refused-sheet.js';
import { readSheet } from '../../platform/csv/sheet.rules.js';
import { Database } from '../../platform/database/database.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Answers } from '../../platform/http/api/answers.js';
import { IfMatch } from '../../platform/http/api/refusals.js';
import { assertTag, etagOf } from '../../platform/http/etag.js';
import { latitude, longitude, named } from '../../platform/http/fields.js';
import { Needs } from '../../platform/http/principal.js';
import { codeOf, COUNTRIES } from './postcode.rules.js';
import { PostcodesStore } from './postcodes.store.js';

const MOST_ROWS = 20_000;
const LARGEST_LIST_BYTES = 2_097_152;

const postcodesSchema = named(
  'Postcodes',
  z.object({ countries: z.array(z.object({ country: z.enum(COUNTRIES), postcodes: z.number().int() })) }),
  { countries: [{ country: 'DK', postcodes: 1089 }] },
);
const countryQuery = z.strictObject({
  country: z.enum(COUNTRIES).meta({ description: 'whose postal codes they are' }),
});
const listed = z.strictObject({
  postcode: z.string().max(20).transform(codeOf),
  lat: numberCell.pipe(latitude),
  lon: numberCell.pipe(longitude),
});

/** Where postal codes lie, as far as an operator said so: the house ships none. */
@ApiTags('citizens')
@Controller('api/v1/postcodes')
export class PostcodesController {
  constructor(
    private readonly postcodes: PostcodesStore,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('teams:read')
  @ApiOperation({ operationId: 'getPostcodes', summary: 'Of how many postal codes the house knows where they lie' })
  @Answers(postcodesSchema)
  async list(@Res({ passthrough: true }) reply: FastifyReply) {
    const known = { countries: await this.database.autocommit((tx) => this.postcodes.count(tx)) };
    reply.header('etag', etagOf(known));
    return known;
  }

  @Put()
  @TakesCsv({ bytes: LARGEST_LIST_BYTES, example: 'postcode,lat,lon\n9999,55.24,9.26\n' })
  @Needs('house:write')
  @ApiOperation({
    operationId: 'setPostcodes',
    summary: 'Says where the middle of each postal code of a country lies; what was said before is replaced',
    description:
      'A CSV with the columns `postcode`, `lat` and `lon`. An address without coordinates is put there (`located: postcode`) when it is ' +
      'taken in; those that are known stay where they are.',
  })
  @Answers(postcodesSchema)
  async replace(
    @Body(CsvText) text: string,
    @Query({ schema: countryQuery }) { country }: z.infer<typeof countryQuery>,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const columns = Object.keys(listed.shape);
    const { rows, mistakes } = checkRows(readSheet(text, { columns, needed: columns, mostRows: MOST_ROWS }), listed);
    const all = [...mistakes, ...repeated(rows, 'postcode', ({ postcode }) => postcode)];
    if (all.length > 0) throw refusedSheet(all);
    const places = rows.map(({ value: { postcode, lat, lon } }) => ({ code: postcode, lat, lon }));
    const known = await this.bus.transact(async ({ tx }) => {
      assertTag(ifMatch, etagOf({ countries: await this.postcodes.count(tx) }));
      await this.postcodes.replace(tx, country, places);
      return { facts: [], result: { countries: await this.postcodes.count(tx) } };
    });
    reply.header('etag', etagOf(known));
    return known;
  }
}
