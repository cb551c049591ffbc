import { Body, Controller, Delete, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing, Creates } from '../../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { problem } from '../../platform/errors/problem.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { readBelow } from '../../platform/http/below.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { page, pageOf, pageQuery } from '../../platform/http/page.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { ShownOnce } from '../../platform/http/shown-once.js';
import { type CreatePartner, createPartnerSchema, newPartnerSchema, partnerSchema } from '../staff/account.schema.js';
import { AccountsService } from '../staff/accounts.service.js';

import type { Partner } from './partner.rules.js';
import { PartnersStore } from './partners.store.js';

@ApiTags('accounts')
@Needs('house:write')
@Controller('api/v1/partners')
export class PartnersController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly store: PartnersStore,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Post()
  @ShownOnce()
  @ApiOperation({
    operationId: 'createPartner',
    summary: 'Lets an integration in. Its client secret is in this answer and never again.',
  })
  @Creates(newPartnerSchema)
  async create(
    @Body({ schema: createPartnerSchema }) body: CreatePartner,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { partner, clientSecret } = await this.bus.transact(async (turn) => {
      const made = await this.accounts.createPartner(turn, body, who);
      reply.header('location', `/api/v1/partners/${made.partner.id}`);
      return { facts: [], result: made };
    });
    reply.header('cache-control', 'no-store');
    return { ...show(partner), clientSecret };
  }

  @Get()
  @ApiOperation({ operationId: 'listPartners', summary: 'The integrations that may come in, newest first.' })
  @Answers(pageOf(partnerSchema))
  async list(@Query({ schema: pageQuery }) { limit, cursor }: z.infer<typeof pageQuery>) {
    const below = readBelow(cursor);
    const partners = await this.database.autocommit((tx) => this.store.listBelow(tx, below, limit + 1));
    return page(partners.map(show), limit, (last) => [last.id]);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getPartner', summary: 'One integration.' })
  @Answers(partnerSchema)
  async find(@Param('id', IdPipe) id: string) {
    const partner = await this.database.autocommit((tx) => this.store.find(tx, id));
    if (!partner || partner.disabledAt) throw problem.notFound();
    return show(partner);
  }

  @Post(':id/credentials')
  @ShownOnce()
  @ApiOperation({
    operationId: 'rotatePartnerSecret',
    summary: 'A new client secret, in this answer and never again; the old one and its tokens stop working.',
  })
  @Creates(newPartnerSchema)
  async rotate(
    @Param('id', IdPipe) id: string,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { partner, clientSecret } = await this.bus.transact(async (turn) => ({
      facts: [],
      result: await this.accounts.rotatePartner(turn, id, who),
    }));
    reply.header('location', `/api/v1/partners/${id}`);
    reply.header('cache-control', 'no-store');
    return { ...show(partner), clientSecret };
  }

  @Delete(':id')
  @ApiOperation({ operationId: 'deletePartner', summary: 'Shuts an integration out, at once; its tokens die with it.' })
  @AnswersNothing()
  async remove(@Param('id', IdPipe) id: string, @Who() who: Principal): Promise<void> {
    await this.bus.transact(async (turn) => ({
      facts: await this.accounts.removePartner(turn, id, who),
      result: undefined,
    }));
  }
}

const show = ({ secretHash: _, disabledAt: __, ...partner }: Partner) => partner;
