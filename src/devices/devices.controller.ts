import { Body, Controller, Get, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { IfMatch, Refuses } from '../platform/http/api/refusals.js';
import { Answers, Creates } from '../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CredentialsService } from '../access/dispensers/credentials.service.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { assertVersion, etag } from '../platform/http/etag.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { ShownOnce } from '../platform/http/shown-once.js';
import { whichDevice } from './device.rules.js';
import { DeviceIdPipe } from './device-id.pipe.js';
import { changeDeviceSchema, deviceSchema, newSecretSchema, registerDeviceSchema } from './device.schema.js';
import { DevicesService } from './devices.service.js';
import { shown } from './shown-device.js';

/** Dispensers: what there is, how it is, its secret, and what is asked of it. */
@ApiTags('dispensers')
@Controller('api/v1/dispensers')
export class DevicesController {
  constructor(
    private readonly devices: DevicesService,
    private readonly credentials: CredentialsService,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Post()
  @ShownOnce()
  @Needs('devices:write')
  @ApiOperation({ operationId: 'registerDispenser', summary: 'Registers a dispenser; its secret is shown this once' })
  @Creates(newSecretSchema)
  @Refuses(409, 'there is one of that name already')
  async register(
    @Body({ schema: registerDeviceSchema }) body: z.infer<typeof registerDeviceSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const secret = await this.bus.transact(async (turn) => {
      const added = await this.devices.registerMany(turn, [body]);
      if (added.length === 0)
        throw problem.conflict(`There is a dispenser ${body.deviceId} already.`, { state: 'registered' });
      reply.header('location', `/api/v1/dispensers/${body.deviceId}`);
      return { facts: [], result: await this.credentials.issue(turn, body.deviceId) };
    });
    reply.header('cache-control', 'no-store');
    return { deviceId: body.deviceId, secret };
  }

  @Get(':deviceId')
  @ApiParam(whichDevice)
  @Needs('devices:read')
  @ApiOperation({ operationId: 'getDispenser', summary: 'One dispenser' })
  @Answers(deviceSchema)
  async show(
    @Param('deviceId', DeviceIdPipe) deviceId: string,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const device = await this.database.autocommit((tx) => this.devices.findInFleet(tx, deviceId, who));
    const view = shown(device, who);
    reply.header('etag', etag(device.version, view));
    return view;
  }

  @Patch(':deviceId')
  @ApiParam(whichDevice)
  @Needs('devices:write')
  @ApiOperation({ operationId: 'changeDispenser', summary: 'Changes a dispenser; retired takes it out of use' })
  @Answers(deviceSchema)
  async change(
    @Param('deviceId', DeviceIdPipe) deviceId: string,
    @Body({ schema: changeDeviceSchema }) body: z.infer<typeof changeDeviceSchema>,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.bus.transact(async (turn) => {
      await this.devices.findInFleet(turn.tx, deviceId, who);
      const [held] = await this.devices.lock(turn.tx, [deviceId]);
      assertVersion(ifMatch, held!.version);
      await this.devices.update(turn, deviceId, body);
      if (body.retired) await this.credentials.revoke(turn, deviceId);
      return { facts: [], result: undefined };
    });
    return this.show(deviceId, who, reply);
  }

  @Post(':deviceId/credentials')
  @ApiParam(whichDevice)
  @ShownOnce()
  @Needs('devices:write')
  @ApiOperation({
    operationId: 'rotateCredentials',
    summary: 'A new secret, shown this once; the old one stops working',
  })
  @Creates(newSecretSchema)
  @Refuses(409, 'it is out of use')
  async rotate(
    @Param('deviceId', DeviceIdPipe) deviceId: string,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const secret = await this.bus.transact(async (turn) => {
      const { retiredAt } = await this.devices.findInFleet(turn.tx, deviceId, who);
      if (retiredAt) throw problem.conflict('The dispenser is out of use.', { state: 'retired' });
      reply.header('location', `/api/v1/dispensers/${deviceId}`);
      return { facts: [], result: await this.credentials.issue(turn, deviceId) };
    });
    reply.header('cache-control', 'no-store');
    return { deviceId, secret };
  }
}
