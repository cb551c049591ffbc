import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch, Refuses } from '../platform/http/api/refusals.js';
import { Answers, AnswersNothing, Creates } from '../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Database } from '../platform/database/database.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { readBelow } from '../platform/http/below.js';
import { assertVersion, etag } from '../platform/http/etag.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { page, pageQuery } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import {
  districtBody,
  type DistrictBody,
  districtSchema,
  districtsSchema,
  removalQuery,
  savedDistrictSchema,
} from './district.schema.js';
import { DistrictsService } from './districts.service.js';

@ApiTags('teams')
@Controller('api/v1/districts')
export class DistrictsController {
  constructor(
    private readonly districts: DistrictsService,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('teams:read')
  @ApiOperation({
    operationId: 'listDistricts',
    summary: 'The districts within your reach, newest first; parentId makes the tree.',
  })
  @Answers(districtsSchema)
  async list(@Who() who: Principal, @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>) {
    const below = readBelow(query.cursor);
    const found = await this.database.autocommit((tx) => this.districts.listBelow(tx, who, below, query.limit + 1));
    return page(found, query.limit, (last) => [last.id]);
  }

  @Post()
  @Needs('districts:write')
  @ApiOperation({ operationId: 'createDistrict', summary: 'Adds a district to the tree.' })
  @Creates(savedDistrictSchema)
  async create(
    @Who() who: Principal,
    @Body({ schema: districtBody }) body: DistrictBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const district = await this.bus.transact(async (turn) => {
      const made = await this.districts.create(turn, who, body);
      reply.header('location', `/api/v1/districts/${made.id}`);
      return { facts: [], result: made };
    });
    reply.header('etag', etag(district.version));
    return district;
  }

  @Get(':id')
  @Needs('teams:read')
  @ApiOperation({ operationId: 'getDistrict', summary: 'One district.' })
  @Answers(districtSchema)
  async find(@Who() who: Principal, @Param('id', IdPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const district = await this.database.autocommit((tx) => this.districts.find(tx, who, id));
    reply.header('etag', etag(district.version));
    return district;
  }

  @Put(':id')
  @Needs('districts:write')
  @ApiOperation({
    operationId: 'changeDistrict',
    summary:
      'Replaces a district: what is left out is emptied, save shadow, which stays. The district above it must be said; null makes a municipality of it.',
  })
  @Answers(savedDistrictSchema)
  async change(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @Body({ schema: districtBody }) body: DistrictBody,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const district = await this.bus.transact(async (turn) => ({
      facts: [],
      result: await this.districts.change(turn, who, id, body, ({ version }) => assertVersion(ifMatch, version)),
    }));
    reply.header('etag', etag(district.version));
    return district;
  }

  @Delete(':id')
  @Needs('districts:write')
  @ApiOperation({
    operationId: 'deleteDistrict',
    summary:
      'Removes a district that nothing is in; its history goes to successorId, or else to the district above it.',
  })
  @AnswersNothing()
  @Refuses(409, 'districts, teams or citizens are still in it')
  async delete(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @Query({ schema: removalQuery }) { successorId }: z.infer<typeof removalQuery>,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<void> {
    await this.bus.transact(async (turn) => {
      await this.districts.delete(turn, who, id, successorId ?? null, ({ version }) => assertVersion(ifMatch, version));
      return { facts: [], result: undefined };
    });
  }
}
