import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Answers } from '../../platform/http/api/answers.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { ownShiftSchema, showShift, type StartBody, startBody, stopBody } from './own-shift.schema.js';
import { ShiftsService } from './shifts.service.js';

/** Somebody's own shift in a team she works in. */
@ApiTags('teams')
@Needs('tasks:write')
@Controller('api/v1/teams/:id/shift')
export class ShiftsController {
  constructor(
    private readonly shifts: ShiftsService,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getShift',
    summary: 'Whether I am on shift in a team of mine, who says so, until when.',
  })
  @Answers(ownShiftSchema)
  async show(@Who() who: Principal, @Param('id', IdPipe) id: string) {
    const team = await this.database.autocommit((tx) => this.shifts.find(tx, who, id));
    return showShift(team, who.id, this.clock.now());
  }

  @Post('start')
  @ApiOperation({
    operationId: 'startShift',
    summary: 'I am at work in a team of mine, whatever its roster says, from now on; again is 200.',
    description:
      'It ends by itself: at `until`, or else with the shift that is on and may be mine, or in 8 hours. Work of mine that was to be handed over stays with me.',
  })
  @Answers(ownShiftSchema)
  start(@Who() who: Principal, @Param('id', IdPipe) id: string, @Body({ schema: startBody }) body: StartBody) {
    return this.bus.transact(async (turn) => {
      const { facts, team } = await this.shifts.start(turn, who, id, body?.until ?? null);
      return { facts, result: showShift(team, who.id, turn.now) };
    });
  }

  @Post('stop')
  @ApiOperation({
    operationId: 'stopShift',
    summary: 'I go home, also where the roster names me; again is 200.',
    description:
      'Until the shift ends that I may have been on I am not counted as there. Of what I hold I am asked whether it stays with me; what nobody has taken goes to whoever is there.',
  })
  @Answers(ownShiftSchema)
  stop(@Who() who: Principal, @Param('id', IdPipe) id: string, @Body({ schema: stopBody }) _body: unknown) {
    return this.bus.transact(async (turn) => {
      const { facts, team } = await this.shifts.stop(turn, who, id);
      return { facts, result: showShift(team, who.id, turn.now) };
    });
  }
}
