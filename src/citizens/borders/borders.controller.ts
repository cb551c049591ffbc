import { Body, Controller, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import type { Turn } from '../../platform/database/turn.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Answers } from '../../platform/http/api/answers.js';
import { Refuses } from '../../platform/http/api/refusals.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { BordersService, nameFor, type Redrawn } from '../../teams/borders/borders.service.js';
import { boxAround, countMoves } from '../../teams/borders/redraw.rules.js';
import { CitizensStore } from '../citizens.store.js';
import { type BordersBody, bordersBody, bordersQuery, bordersSchema } from './borders.schema.js';

@ApiTags('teams')
@Controller('api/v1/districts/borders')
export class BordersController {
  constructor(
    private readonly borders: BordersService,
    private readonly citizens: CitizensStore,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Put()
  @Needs('districts:write')
  @ApiOperation({
    operationId: 'setBorders',
    summary: 'Draws the borders of several districts together: all of them, or none.',
    description:
      'They are held against each other as they will be, so that neighbours may exchange land. With `dryRun=true` nothing is saved, and what would lie on another district is told with its outline instead of refused.',
  })
  @Answers(bordersSchema)
  @Refuses(412, 'one of them has changed since it was read')
  set(
    @Who() who: Principal,
    @Body({ schema: bordersBody }) { districts }: BordersBody,
    @Query({ schema: bordersQuery }) { dryRun }: z.infer<typeof bordersQuery>,
  ) {
    if (dryRun)
      return this.database.autocommit(async (tx) =>
        this.show(tx, who, districts, await this.borders.judge(tx, who, districts), false),
      );
    return this.bus.transact(async (turn) => {
      const drawn = await this.borders.save(turn, who, districts);
      return { facts: [], result: await this.show(turn.tx, who, districts, drawn, true) };
    });
  }

  private async show(
    tx: Turn['tx'],
    who: Principal,
    asked: BordersBody['districts'],
    { before, changes }: Redrawn,
    saved: boolean,
  ) {
    const box = who.placeIds === 'all' ? boxAround(before, asked) : null;
    const homes = box ? await this.citizens.homesWithin(tx, box) : [];
    return {
      saved,
      items: changes.map(({ overlaps, ...change }) => ({
        ...change,
        overlaps: overlaps.map((overlap) => ({ ...overlap, name: nameFor(who, before, overlap.districtId) })),
      })),
      moves: who.placeIds === 'all' ? countMoves(before, asked, homes) : null,
    };
  }
}
