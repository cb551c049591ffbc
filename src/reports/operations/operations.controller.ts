import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { problem } from '../../platform/errors/problem.js';
import { Readiness } from '../../platform/health/readiness.js';
import { Answers } from '../../platform/http/api/answers.js';
import { onePage } from '../../platform/http/page.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { MachineService } from './machine.service.js';
import { failingSchema, machineSchema } from './operations.schema.js';

/** How the machine fares: for whoever looks after all of it. */
@ApiTags('operations')
@Controller('api/v1/operations')
export class OperationsController {
  constructor(
    private readonly machine: MachineService,
    private readonly readiness: Readiness,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get('health')
  @Needs('operations:read')
  @ApiOperation({
    operationId: 'getMachine',
    summary:
      'How the machine fares: what /readyz says, gateways, clocks, what waits, and the alerts over the house itself',
    description: 'It is 200 also while /readyz is 503: `status` says which.',
  })
  @Answers(machineSchema)
  async health(@Who() who: Principal) {
    seesAll(who);
    const judgement = await this.readiness.look(null);
    const fares = await this.database.autocommit((tx) => this.machine.describe({ tx, now: this.clock.now() }));
    return { ...judgement, ...fares };
  }

  @Get('failing')
  @Needs('operations:read')
  @ApiOperation({
    operationId: 'listFailing',
    summary: 'What fails again and again and goes on being tried: timers first, then what has waited longest',
  })
  @Answers(failingSchema)
  failing(@Who() who: Principal) {
    seesAll(who);
    return this.database.autocommit(async (tx) => onePage(await this.machine.failing({ tx, now: this.clock.now() })));
  }
}

function seesAll(who: Principal): void {
  if (who.fleetIds !== 'all')
    throw problem.forbidden('The machine belongs to no district; it is for those who see all.');
}
