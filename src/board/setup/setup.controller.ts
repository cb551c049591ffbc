import { Body, Controller, Get, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import type { Turn } from '../../platform/database/turn.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Answers } from '../../platform/http/api/answers.js';
import { IfMatch, Refuses } from '../../platform/http/api/refusals.js';
import { assertTag, etagOf } from '../../platform/http/etag.js';
import { holds, Needs, type Principal, Who } from '../../platform/http/principal.js';
import { ShownOnce } from '../../platform/http/shown-once.js';
import { FirstCitizenService } from './first-citizen.service.js';
import { firstCitizenBody, firstDispenserBody, givenSecretSchema, setupSchema } from './setup.schema.js';
import { SetupService } from './setup.service.js';

/** From an empty house to the first dose that was seen. */
@ApiTags('setup')
@Controller('api/v1/setup')
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly first: FirstCitizenService,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('teams:read')
  @ApiOperation({ operationId: 'getSetup', summary: 'What the house has, and what is missing until a dose is seen' })
  @Answers(setupSchema)
  async show(@Who() who: Principal, @Res({ passthrough: true }) reply: FastifyReply) {
    const view = await this.database.autocommit((tx) => this.view({ tx, now: this.clock.now() }, who));
    reply.header('etag', etagOf(view));
    return view;
  }

  @Put('citizen')
  @Needs('house:write')
  @ApiOperation({
    operationId: 'setFirstCitizen',
    summary: 'Takes in the citizen in whom the house is tried, with her plan; said again it replaces what was said',
    description: 'For an administrator, while there is no other citizen and no dose was seen.',
  })
  @Answers(setupSchema)
  @Refuses(409, 'the house is set up (`set-up`)')
  async putCitizen(
    @Body({ schema: firstCitizenBody }) { times, ...citizen }: z.infer<typeof firstCitizenBody>,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const view = await this.bus.transact(
      async (turn) => {
        await this.assertAsRead(turn, who, ifMatch);
        const facts = await this.first.put(turn, who, { ...citizen, relatives: [] }, times.map(asSlot));
        return { facts, result: undefined };
      },
      (turn) => this.view(turn, who),
    );
    reply.header('etag', etagOf(view));
    return view;
  }

  @Put('dispenser')
  @ShownOnce()
  @Needs('house:write')
  @ApiOperation({
    operationId: 'setFirstDispenser',
    summary: 'Registers a dispenser where there is none of that name, and gives it to the first citizen',
    description: 'For an administrator, while there is no other citizen and no dose was seen.',
  })
  @Answers(givenSecretSchema)
  @Refuses(409, 'the house is set up (`set-up`), or has no citizen (`no-citizen`)')
  async putDispenser(
    @Body({ schema: firstDispenserBody }) body: z.infer<typeof firstDispenserBody>,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const secret = await this.bus.transact(async (turn) => {
      await this.assertAsRead(turn, who, ifMatch);
      const { facts, secret } = await this.first.give(turn, who, { ...body, model: null });
      return { facts, result: secret };
    });
    reply.header('cache-control', 'no-store');
    return { deviceId: body.deviceId, secret };
  }

  private async assertAsRead(turn: Turn, who: Principal, ifMatch: string | undefined): Promise<void> {
    if (ifMatch !== undefined) assertTag(ifMatch, etagOf(await this.view(turn, who)));
  }

  private async view(turn: Turn, who: Principal) {
    const { first, ...rest } = await this.setup.state(turn);
    const { port, brokerUrl } = this.config.mqtt;
    const dispenser = holds(who, 'house:write') ? (first?.dispenser ?? null) : null;
    return {
      ...rest,
      deviceId: dispenser?.deviceId ?? null,
      since: dispenser?.from ?? null,
      seenAt: dispenser && first!.seenAt,
      mqttPort: brokerUrl === null && port > 0 ? port : null,
    };
  }
}

const asSlot = (time: string) => ({ time, criticality: 'standard' as const });
