import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Answers, Creates } from '../../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CitizensService } from '../../citizens/citizens.service.js';
import { Database } from '../../platform/database/database.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { readBelowMoment } from '../../platform/http/below.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { LargestBody } from '../../platform/http/largest-body.js';
import { page, pageQuery } from '../../platform/http/page.js';
import { holds, Needs, type Principal, Who } from '../../platform/http/principal.js';
import { DeviceIdPipe } from '../device-id.pipe.js';
import { scopeToAsk, whichDevice } from '../device.rules.js';
import { commandSchema, commandsSchema, sendCommandSchema } from '../device.schema.js';
import { type Command, DevicesService } from '../devices.service.js';

/** As long as the longest event a dispenser may send. */
const LARGEST_COMMAND_BYTES = 16_384;

/** What is asked of a dispenser, and its answers. */
@ApiTags('dispensers')
@ApiParam(whichDevice)
@Controller('api/v1/dispensers/:deviceId/commands')
export class CommandsController {
  constructor(
    private readonly devices: DevicesService,
    private readonly citizens: CitizensService,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('devices:read')
  @ApiOperation({
    operationId: 'listCommands',
    summary: 'What was asked of the dispenser, and its answers, newest first',
    description:
      'Of what was asked while it served others only what was asked for citizens within your districts. Its `data` needs `citizens:read` too.',
  })
  @Answers(commandsSchema)
  list(
    @Param('deviceId', DeviceIdPipe) deviceId: string,
    @Query({ schema: pageQuery }) { limit, cursor }: z.infer<typeof pageQuery>,
    @Who() who: Principal,
  ) {
    return this.database.autocommit(async (tx) => {
      const reach = await this.devices.reachOverPast(tx, deviceId, who);
      const found = await this.devices.commands.listOf(tx, deviceId, reach, readBelowMoment(cursor), limit + 1);
      const told = await this.inWords(tx, found, who);
      return page(told, limit, (last) => [last.time.getTime(), last.id]);
    });
  }

  @Post()
  @LargestBody(LARGEST_COMMAND_BYTES)
  @Needs('devices:write')
  @ApiOperation({
    operationId: 'sendCommand',
    summary: 'Asks something of the dispenser; it hears of it as soon as it listens',
    description:
      '`dose.lock` and `message.show` need `citizens:write` too. `schedule.set` and `time.sync` are the gateway’s own: a schedule is set at ' +
      'its citizen. What nobody answered expires when the dispenser changes hands.',
  })
  @Creates(commandSchema)
  async ask(
    @Param('deviceId', DeviceIdPipe) deviceId: string,
    @Body({ schema: sendCommandSchema }) body: z.infer<typeof sendCommandSchema>,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const scope = scopeToAsk(body.type);
    if (!holds(who, scope)) throw problem.forbidden(`${body.type} needs ${scope}.`);
    const { kind, id, name } = who;
    const command = await this.bus.transact(async (turn) => {
      // Until this is committed it does not change hands.
      await this.devices.lock(turn.tx, [deviceId]);
      const { citizenId } = await this.devices.findReachable(turn.tx, deviceId, who);
      const asked = await this.devices.ask(turn, { deviceId, ...body, citizenId, askedBy: { kind, id, name } });
      reply.header('location', `/api/v1/dispensers/${deviceId}/commands/${asked.command.id}`);
      return { facts: asked.facts, result: asked.command };
    });
    return command;
  }

  @Get(':id')
  @Needs('devices:read')
  @ApiOperation({ operationId: 'getCommand', summary: 'One command, and what became of it' })
  @Answers(commandSchema)
  show(@Param('deviceId', DeviceIdPipe) deviceId: string, @Param('id', IdPipe) id: string, @Who() who: Principal) {
    return this.database.autocommit(async (tx) => {
      const reach = await this.devices.reachOverPast(tx, deviceId, who);
      const command = await this.devices.commands.find(tx, deviceId, id, reach);
      if (!command) throw problem.notFound();
      return (await this.inWords(tx, [command], who))[0]!;
    });
  }

  /** A schedule tells what somebody takes when, and a message what she was told: that is for whoever may read her. */
  private async inWords(tx: Turn['tx'], commands: readonly Command[], who: Principal) {
    const about = new Set(commands.flatMap(({ citizenId }) => citizenId ?? []));
    const reached = await this.citizens.reached(tx, who, [...about]);
    return commands.map((command) =>
      command.citizenId === null || reached.includes(command.citizenId) ? command : { ...command, data: null },
    );
  }
}
