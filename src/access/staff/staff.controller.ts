import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch, Refuses } from '../../platform/http/api/refusals.js';
import { Answers, AnswersNothing, Creates } from '../../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { problem } from '../../platform/errors/problem.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { readBelow } from '../../platform/http/below.js';
import { assertVersion, etag } from '../../platform/http/etag.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { page, pageOf, pageQuery } from '../../platform/http/page.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import {
  type ChangeStaff,
  changeStaffSchema,
  type CreateStaff,
  createStaffSchema,
  staffSchema,
} from './account.schema.js';
import { AccountsService } from './accounts.service.js';

import { rolesOf } from '../roles.rules.js';
import type { Staff } from './staff.rules.js';
import { StaffStore } from './staff.store.js';

@ApiTags('accounts')
@Needs('house:write')
@Controller('api/v1/staff')
export class StaffController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly store: StaffStore,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Post()
  @ApiOperation({ operationId: 'createStaff', summary: 'Opens an account for somebody who works here.' })
  @Creates(staffSchema)
  @Refuses(409, 'the user name is taken')
  async create(
    @Body({ schema: createStaffSchema }) body: CreateStaff,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const staff = await this.bus.transact(async (turn) => {
      const made = await this.accounts.createStaff(turn, body, who);
      reply.header('location', `/api/v1/staff/${made.id}`);
      return { facts: [], result: made };
    });
    reply.header('etag', etag(staff.version));
    return show(staff);
  }

  @Get()
  @ApiOperation({ operationId: 'listStaff', summary: 'Every account, disabled ones too, newest first.' })
  @Answers(pageOf(staffSchema))
  async list(@Query({ schema: pageQuery }) { limit, cursor }: z.infer<typeof pageQuery>) {
    const below = readBelow(cursor);
    const staff = await this.database.autocommit((tx) => this.store.listBelow(tx, below, limit + 1));
    return page(staff.map(show), limit, (last) => [last.id]);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getStaff', summary: 'One account.' })
  @Answers(staffSchema)
  async find(@Param('id', IdPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const staff = await this.database.autocommit((tx) => this.store.find(tx, id));
    if (!staff) throw problem.notFound();
    reply.header('etag', etag(staff.version));
    return show(staff);
  }

  @Patch(':id')
  @ApiOperation({
    operationId: 'changeStaff',
    summary: 'Changes the name, roles, teams or password, or disables the account, at once.',
  })
  @Answers(staffSchema)
  @Refuses(409, 'this is the last administrator')
  async change(
    @Param('id', IdPipe) id: string,
    @Body({ schema: changeStaffSchema }) body: ChangeStaff,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const changed = await this.bus.transact(async (turn) => {
      const check = ({ version }: Staff): void => assertVersion(ifMatch, version);
      const { staff, facts } = await this.accounts.changeStaff(turn, id, body, check, who);
      return { facts, result: staff };
    });
    reply.header('etag', etag(changed.version));
    return show(changed);
  }

  @Delete(':id')
  @ApiOperation({
    operationId: 'deleteStaff',
    summary: 'Takes an account away, at once; what it did stays under its id and name.',
    description: 'What it had claimed goes on without it, and a shift that names it is staffed by the others.',
  })
  @AnswersNothing()
  @Refuses(409, 'this is the last administrator')
  async remove(
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
  ): Promise<void> {
    await this.bus.transact(async (turn) => {
      const check = ({ version }: Staff): void => assertVersion(ifMatch, version);
      return { facts: await this.accounts.deleteStaff(turn, id, check, who), result: undefined };
    });
  }

  @Delete(':id/sessions')
  @ApiOperation({
    operationId: 'endStaffSessions',
    summary: 'Signs an account out everywhere, at once, on every node; its streams end too.',
  })
  @AnswersNothing()
  async endSessions(@Param('id', IdPipe) id: string, @Who() who: Principal): Promise<void> {
    await this.bus.transact(async (turn) => {
      await this.accounts.endSessions(turn, id, who);
      return { facts: [], result: undefined };
    });
  }
}

const show = ({ passwordHash: _, roles, ...staff }: Staff) => ({ ...staff, roles: rolesOf(roles) });
