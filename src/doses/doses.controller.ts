import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../platform/http/api/answers.js';
import type { z } from 'zod';
import { CitizensService } from '../citizens/citizens.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { readBelowMoment } from '../platform/http/below.js';
import { page } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { viewOfDose } from './dose.rules.js';
import { dosesQuery, dosesSchema } from './dose.schema.js';
import { DosesStore } from './doses.store.js';

/** Expected doses, and what became of them. "Dispensed" is what a dispenser can prove; nothing here says a dose was taken. */
@ApiTags('doses')
@Controller('api/v1/doses')
export class DosesController {
  constructor(
    private readonly citizens: CitizensService,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly doses: DosesStore,
  ) {}

  @Get()
  @Needs('citizens:read')
  @ApiOperation({ operationId: 'listDoses', summary: 'Expected doses by due time, newest first' })
  @Answers(dosesSchema)
  async list(@Query({ schema: dosesQuery }) query: z.infer<typeof dosesQuery>, @Who() who: Principal) {
    const now = this.clock.now();
    const filter = {
      citizenIds: null,
      districtIds: who.districtIds === 'all' ? null : who.districtIds,
      states: query.state ?? null,
      from: query.from ?? null,
      to: query.to ?? null,
      before: readBelowMoment(query.cursor),
    };
    const found = await this.database.autocommit(async (tx) => {
      const asked = query.citizenId && {
        citizenIds: await this.citizens.reached(tx, who, query.citizenId),
        districtIds: null,
      };
      return this.doses.list(tx, { ...filter, ...asked }, now, query.limit + 1);
    });
    return page(
      found.map((dose) => viewOfDose(dose, now)),
      query.limit,
      (last) => [last.dueAt.getTime(), last.id],
    );
  }
}
