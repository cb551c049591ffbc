import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { Line } from '../platform/facts/line.js';
import { readBelowMoment } from '../platform/http/below.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { LargestBody } from '../platform/http/largest-body.js';
import { page, pageQuery } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { DeviceIdPipe } from './device-id.pipe.js';
import { flawOfCommand } from './device.rules.js';
import { commandSchema, commandsSchema, sendCommandSchema } from './device.schema.js';
import { DevicesService } from './devices.service.js';

/** As long as the longest event a dispenser may send. */
const LARGEST_COMMAND_BYTES = 16_384;

/** What is asked of a dispenser, and its answers. */
@ApiTags('dispensers')
@Controller('api/v1/dispensers/:deviceId/commands')
export class CommandsController {
  constructor(
    private readonly devices: DevicesService,
    private readonly database: Database,
    private readonly line: Line,
  ) {}

  @Get()
  @Needs('devices:read')
  @ApiOperation({ summary: 'What was asked of the dispenser, and its answers, newest first' })
  @ApiOkResponse({ standardSchema: commandsSchema })
  list(
    @Param('deviceId', DeviceIdPipe) deviceId: string,
    @Query({ schema: pageQuery }) { limit, cursor }: z.infer<typeof pageQuery>,
    @Who() who: Principal,
  ) {
    return this.database.read(async (tx) => {
      await this.devices.findReachable(tx, deviceId, who);
      const found = await this.devices.commands.listOf(tx, deviceId, readBelowMoment(cursor), limit + 1);
      return page(found, limit, (last) => [last.time.getTime(), last.id]);
    });
  }

  @Post()
  @LargestBody(LARGEST_COMMAND_BYTES)
  @Needs('devices:write')
  @ApiOperation({ summary: 'Asks something of the dispenser; it hears of it as soon as it listens' })
  @ApiCreatedResponse({ standardSchema: commandSchema })
  async ask(
    @Param('deviceId', DeviceIdPipe) deviceId: string,
    @Body({ schema: sendCommandSchema }) body: z.infer<typeof sendCommandSchema>,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const flaw = flawOfCommand(body.type, body.data);
    if (flaw) throw problem.unprocessable([flaw]);
    const command = await this.line.transact(async (turn) => {
      const { citizenId } = await this.devices.findReachable(turn.tx, deviceId, who);
      const asked = await this.devices.ask(turn, { deviceId, ...body, citizenId });
      reply.header('location', `/api/v1/dispensers/${deviceId}/commands/${asked.command.id}`);
      return { facts: asked.facts, result: asked.command };
    });
    return command;
  }

  @Get(':id')
  @Needs('devices:read')
  @ApiOperation({ summary: 'One command, and what became of it' })
  @ApiOkResponse({ standardSchema: commandSchema })
  show(@Param('deviceId', DeviceIdPipe) deviceId: string, @Param('id', IdPipe) id: string, @Who() who: Principal) {
    return this.database.read(async (tx) => {
      await this.devices.findReachable(tx, deviceId, who);
      const command = await this.devices.commands.find(tx, deviceId, id);
      if (!command) throw problem.notFound();
      return command;
    });
  }
}
