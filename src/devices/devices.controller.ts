import { Body, Controller, Get, Headers, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CredentialsService } from '../access/credentials.service.js';
import { CitizensService } from '../citizens/citizens.service.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { Line } from '../platform/facts/line.js';
import { assertVersion, etag } from '../platform/http/etag.js';
import { page, pageQuery, readCursor } from '../platform/http/page.js';
import { mayReach, Needs, type Principal, Who } from '../platform/http/principal.js';
import { flawOfCommand } from './device.rules.js';
import { assignDeviceSchema, changeDeviceSchema, registerDeviceSchema, sendCommandSchema } from './device.schema.js';
import { DevicesService, type DeviceView } from './devices.service.js';

/** Dispensers: what there is, how it is, its secret, and what is asked of it. */
@ApiTags('dispensers')
@Controller('api/v1')
export class DevicesController {
  constructor(
    private readonly devices: DevicesService,
    private readonly credentials: CredentialsService,
    private readonly citizens: CitizensService,
    private readonly database: Database,
    private readonly line: Line,
  ) {}

  @Get('dispensers')
  @Needs('devices:read')
  @ApiOperation({ summary: 'Dispensers, with their health and whom they serve' })
  async list(@Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>, @Who() who: Principal) {
    const after = readCursor(query.cursor, 1)?.[0];
    const found = await this.database.read((tx) =>
      this.devices.list(
        tx,
        who.districtIds === 'all' ? null : who.districtIds,
        after === undefined ? null : String(after),
        query.limit + 1,
      ),
    );
    return page(found.map(shown), query.limit, (last) => [last.deviceId]);
  }

  @Post('dispensers')
  @Needs('devices:write')
  @ApiOperation({ summary: 'Registers a dispenser; its secret is shown this once' })
  async register(
    @Body({ schema: registerDeviceSchema }) body: z.infer<typeof registerDeviceSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const secret = await this.line.transact(async (turn) => {
      const added = await this.devices.registerMany(turn, [body]);
      if (added.length === 0)
        throw problem.conflict(`There is a dispenser ${body.deviceId} already.`, { state: 'registered' });
      return { facts: [], result: await this.credentials.issue(turn, body.deviceId) };
    });
    reply.header('location', `/api/v1/dispensers/${body.deviceId}`);
    return { deviceId: body.deviceId, secret };
  }

  @Get('dispensers/:deviceId')
  @Needs('devices:read')
  @ApiOperation({ summary: 'One dispenser' })
  async show(
    @Param('deviceId') deviceId: string,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const device = await this.reachable(deviceId, who);
    reply.header('etag', etag(device.version));
    return shown(device);
  }

  @Patch('dispensers/:deviceId')
  @Needs('devices:write')
  @ApiOperation({ summary: 'Changes a dispenser; retired takes it out of use' })
  async change(
    @Param('deviceId') deviceId: string,
    @Body({ schema: changeDeviceSchema }) body: z.infer<typeof changeDeviceSchema>,
    @Headers('if-match') ifMatch: string | undefined,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reachable(deviceId, who);
    await this.line.transact(async (turn) => {
      const [held] = await this.devices.lock(turn.tx, [deviceId]);
      assertVersion(ifMatch, held!.version);
      await this.devices.update(turn, deviceId, body);
      if (body.retired) await this.credentials.revoke(turn, deviceId);
      return { facts: [], result: undefined };
    });
    return this.show(deviceId, who, reply);
  }

  @Post('dispensers/:deviceId/credentials')
  @Needs('devices:write')
  @ApiOperation({ summary: 'A new secret, shown this once; the old one stops working' })
  async rotate(@Param('deviceId') deviceId: string, @Who() who: Principal) {
    await this.reachable(deviceId, who);
    const secret = await this.line.transact(async (turn) => ({
      facts: [],
      result: await this.credentials.issue(turn, deviceId),
    }));
    return { deviceId, secret };
  }

  @Get('dispensers/:deviceId/commands')
  @Needs('devices:read')
  @ApiOperation({ summary: 'What was asked of the dispenser lately, and its answers' })
  async listCommands(@Param('deviceId') deviceId: string, @Who() who: Principal) {
    await this.reachable(deviceId, who);
    return {
      items: await this.database.read((tx) => this.devices.commands.listOf(tx, deviceId, 100)),
      nextCursor: null,
    };
  }

  @Post('dispensers/:deviceId/commands')
  @Needs('devices:write')
  @ApiOperation({ summary: 'Asks something of the dispenser' })
  async command(
    @Param('deviceId') deviceId: string,
    @Body({ schema: sendCommandSchema }) body: z.infer<typeof sendCommandSchema>,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const device = await this.reachable(deviceId, who);
    const flaw = flawOfCommand(body.type, body.data);
    if (flaw) throw problem.unprocessable([flaw]);
    const command = await this.line.transact(async (turn) => {
      const asked = await this.devices.ask(turn, { deviceId, ...body, citizenId: device.citizenId });
      return { facts: asked.facts, result: asked.command };
    });
    reply.header('location', `/api/v1/dispensers/${deviceId}/commands`);
    return command;
  }

  @Put('citizens/:id/dispenser')
  @Needs('citizens:write')
  @ApiOperation({ summary: 'Gives the citizen a dispenser from an instant on; what either had before ends there' })
  async assign(
    @Param('id') citizenId: string,
    @Body({ schema: assignDeviceSchema }) body: z.infer<typeof assignDeviceSchema>,
    @Who() who: Principal,
  ) {
    return this.line.transact(async (turn) => {
      const device = await this.devices.find(turn.tx, body.deviceId);
      if (!device || device.retiredAt)
        throw problem.unprocessable([{ path: 'deviceId', message: 'is no dispenser in use' }]);
      await this.devices.lock(turn.tx, [body.deviceId]);
      const citizen = await this.citizens.lockReachable(turn, citizenId, who);
      const from = body.from ?? turn.now;
      const facts = await this.devices.assign(turn, body.deviceId, citizen.id, from);
      return { facts, result: { citizenId: citizen.id, deviceId: body.deviceId, from } };
    });
  }

  /** A dispenser that serves nobody belongs to no district: those with a say over dispensers may see it. */
  private async reachable(deviceId: string, who: Principal): Promise<DeviceView> {
    const device = await this.database.read((tx) => this.devices.find(tx, deviceId));
    if (!device) throw problem.notFound();
    if (
      device.citizenId !== null
        ? !mayReach(who, device.districtId)
        : who.districtIds !== 'all' && !who.scopes.includes('devices:write')
    ) {
      throw problem.notFound();
    }
    return device;
  }
}

function shown({ number: _number, version: _version, districtId: _districtId, ...device }: DeviceView) {
  return { ...device, online: device.online ?? false };
}
