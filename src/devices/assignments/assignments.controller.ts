import { Body, Controller, Get, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../../platform/http/api/refusals.js';
import { Answers } from '../../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CitizensService } from '../../citizens/citizens.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Turn } from '../../platform/database/turn.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { assertTag, etagOf } from '../../platform/http/etag.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { assignDeviceSchema, assignmentSchema, assignmentsSchema } from '../device.schema.js';
import { DevicesService } from '../devices.service.js';

/** Which dispenser a citizen has, and is to have. */
@ApiTags('citizens')
@Controller('api/v1/citizens/:id/dispenser')
export class AssignmentsController {
  constructor(
    private readonly devices: DevicesService,
    private readonly citizens: CitizensService,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('citizen:read')
  @ApiOperation({
    operationId: 'getAssignment',
    summary: 'The dispenser the citizen has, what it holds, and what is planned',
  })
  @Answers(assignmentsSchema)
  async show(
    @Param('id', IdPipe) citizenId: string,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.database.autocommit(async (tx) => {
      const { id } = await this.citizens.findReachable(tx, citizenId, who);
      const { tag, ...has } = await this.look({ tx, now: this.clock.now() }, id);
      reply.header('etag', tag);
      return { citizenId: id, ...has };
    });
  }

  @Put()
  @Needs('citizens:write')
  @ApiOperation({
    operationId: 'assignDispenser',
    summary:
      'Gives the citizen a dispenser from an instant on, or takes hers away (null); what either had before ends there',
    description:
      'What was to begin from then on is taken back, and what it would have ended goes on. `from` may lie ahead; it may lie back only ' +
      'where the dispenser was nobody else’s since. What was asked of a dispenser for one citizen expires when it goes to another, whose ' +
      'schedule it is given at once: an empty one if there is none and it may still hold another’s, and then the citizen’s team is told ' +
      '(`schedule.missing`).',
  })
  @Answers(assignmentSchema)
  async assign(
    @Param('id', IdPipe) citizenId: string,
    @Body({ schema: assignDeviceSchema }) { deviceId, from }: z.infer<typeof assignDeviceSchema>,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const assigned = await this.bus.transact(async (turn) => {
      const had = await this.devices.lockToAssign(turn, deviceId, citizenId);
      await this.citizens.lockReachable(turn, citizenId, who);
      assertTag(ifMatch, etagOf(await this.ahead(turn, citizenId)));
      const wish = { citizenId, from: from ?? turn.now };
      if (deviceId !== null) await this.devices.assertGivable(turn, deviceId, wish, who);
      const facts = await this.devices.assign(turn, deviceId, citizenId, wish.from);
      return { facts, result: { had, from: wish.from } };
    });
    const about = deviceId ?? assigned.had;
    return this.database.autocommit(async (tx) => {
      const { tag } = await this.look({ tx, now: this.clock.now() }, citizenId);
      reply.header('etag', tag);
      const holds = about === null ? null : await this.devices.holds(tx, about, citizenId);
      return { citizenId, deviceId, from: assigned.from, holds };
    });
  }

  /** What the citizen has, as it is shown: time, and what the dispenser answers, change that without anybody writing. */
  private async look(turn: Turn, citizenId: string) {
    const ahead = await this.ahead(turn, citizenId);
    const [current] = ahead.filter(({ from }) => from <= turn.now);
    const has = {
      deviceId: current?.deviceId ?? null,
      from: current?.from ?? null,
      until: current?.until ?? null,
      planned: ahead.filter(({ from }) => from > turn.now),
      holds: current ? await this.devices.holds(turn.tx, current.deviceId, citizenId) : null,
    };
    return { ...has, tag: etagOf(ahead, has) };
  }

  /** What the citizen has and is to have. */
  private async ahead({ tx, now }: Turn, citizenId: string) {
    const all = await this.devices.assignments.all(tx, citizenId);
    return all
      .filter(({ until }) => until === null || until > now)
      .map(({ deviceId, from, until }) => ({ deviceId, from, until }));
  }
}
