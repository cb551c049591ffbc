import { Body, Controller, Get, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Database } from '../../platform/database/database.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Answers } from '../../platform/http/api/answers.js';
import { IfMatch, Refuses } from '../../platform/http/api/refusals.js';
import { assertVersion, etag } from '../../platform/http/etag.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { type OwnSettings, ownSettingsBody, ownSettingsSchema } from './own-settings.schema.js';
import { OwnSettingsService, type Versioned } from './own-settings.service.js';

@ApiTags('access')
@Needs()
@Controller('api/v1/me/settings')
export class OwnSettingsController {
  constructor(
    private readonly settings: OwnSettingsService,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getOwnSettings', summary: 'How I want the console, on whichever device.' })
  @Answers(ownSettingsSchema)
  @Refuses(403, 'an integration has no settings')
  async show(@Who() who: Principal, @Res({ passthrough: true }) reply: FastifyReply) {
    return answer(await this.database.autocommit((tx) => this.settings.find(tx, who)), reply);
  }

  @Put()
  @ApiOperation({
    operationId: 'setOwnSettings',
    summary: 'Replaces my settings; what is left out is as by default.',
  })
  @Answers(ownSettingsSchema)
  @Refuses(403, 'an integration has no settings')
  set(
    @Who() who: Principal,
    @Body({ schema: ownSettingsBody }) body: OwnSettings,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.bus.transact(async (turn) => {
      const agree = ({ version }: Versioned): void => assertVersion(ifMatch, version);
      return { facts: [], result: answer(await this.settings.set(turn, who, body, agree), reply) };
    });
  }
}

function answer({ settings, version }: Versioned, reply: FastifyReply): OwnSettings {
  reply.header('etag', etag(version));
  return settings;
}
