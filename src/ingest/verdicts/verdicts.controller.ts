import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/api/answers.js';
import { deviceIdPattern, whichDevice } from '../../devices/device.rules.js';
import { DevicesService } from '../../devices/devices.service.js';
import { reachOf } from '../../devices/assignments/reach.rules.js';
import { Database } from '../../platform/database/database.js';
import { problem } from '../../platform/errors/problem.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { verdictsSchema } from './verdict.schema.js';
import { Verdicts } from './verdicts.service.js';
import { onePage } from '../../platform/http/page.js';

/** Why a dispenser is not heard as it means to be. */
@ApiTags('dispensers')
@ApiParam(whichDevice)
@Controller('api/v1/dispensers/:deviceId/verdicts')
export class VerdictsController {
  constructor(
    private readonly database: Database,
    private readonly devices: DevicesService,
    private readonly verdicts: Verdicts,
  ) {}

  @Get()
  @Needs('devices:read')
  @ApiOperation({
    operationId: 'listVerdicts',
    summary:
      'The newest 50 judgements of what the dispenser did, newest first: accepted with notes, rejected, refused, and why',
  })
  @Answers(verdictsSchema)
  list(@Param('deviceId') deviceId: string, @Who() who: Principal) {
    if (!deviceIdPattern.test(deviceId)) throw problem.notFound();
    return this.database.autocommit(async (tx) => {
      await this.devices.findInFleet(tx, deviceId, who);
      return onePage(await this.verdicts.of(tx, deviceId, reachOf(who.fleetIds, who)));
    });
  }
}
