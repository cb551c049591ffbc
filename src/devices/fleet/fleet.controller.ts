import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Turn } from '../../platform/database/turn.js';
import { Answers } from '../../platform/http/api/answers.js';
import { readBelowNumber, readBelowWord } from '../../platform/http/below.js';
import { page } from '../../platform/http/page.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { below } from '../../teams/district.rules.js';
import { TeamsService } from '../../teams/teams.service.js';
import { reachOf } from '../assignments/reach.rules.js';
import { shown } from '../shown-device.js';
import { dialectNames } from '../dialects/dialects.rules.js';
import type { FleetState } from './fleet.rules.js';
import { fleetQuery, listedDevicesSchema } from './fleet.schema.js';
import { type FleetCount, type FleetFilter, FleetStore } from './fleet.store.js';

type Asked = z.infer<typeof fleetQuery>;

/** Dispensers, as many of them: whole, or as the rows of a fleet. */
@ApiTags('dispensers')
@Controller('api/v1/dispensers')
export class FleetController {
  constructor(
    private readonly fleet: FleetStore,
    private readonly teams: TeamsService,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('devices:read')
  @ApiOperation({
    operationId: 'listDispensers',
    summary:
      'Dispensers with their health and whom they serve, newest first; or the rows of a fleet, by name, with counts',
  })
  @Answers(listedDevicesSchema)
  list(@Query({ schema: fleetQuery }) query: Asked, @Who() who: Principal) {
    return this.database.autocommit(async (tx) => {
      const turn = { tx, now: this.clock.now() };
      const filter = await this.filterOf(tx, query, who);
      return query.view === 'fleet' ? this.lean(turn, query, filter, who) : this.whole(turn, query, filter, who);
    });
  }

  private async whole({ tx, now }: Turn, { cursor, limit }: Asked, filter: FleetFilter, who: Principal) {
    const found = await this.fleet.newest(tx, now, filter, readBelowNumber(cursor), limit + 1);
    const { items, nextCursor } = page(found, limit, (last) => [last.number]);
    return { items: items.map((device) => shown(device, who)), nextCursor };
  }

  private async lean({ tx, now }: Turn, { cursor, limit }: Asked, filter: FleetFilter, who: Principal) {
    const found = await this.fleet.byName(tx, now, filter, readBelowWord(cursor), limit + 1);
    const { items, nextCursor } = page(found, limit, (last) => [last.deviceId]);
    const anyState = { ...filter, states: null, isAssigned: null, isTroubled: null };
    const counts = cursor === undefined ? countsOf(await this.fleet.count(tx, now, anyState)) : null;
    return {
      counts,
      items: items.map((device) => {
        const { deviceId, state, stateSince, dialect, model, isAssigned, citizenId, districtId, lastSeenAt } = shown(
          device,
          who,
        );
        const { batteryPct, mains, dosesRemaining, conditions } = device;
        return {
          ...{ deviceId, state, stateSince, dialect, model, isAssigned, citizenId, districtId, lastSeenAt },
          ...{ batteryPct, mains, dosesRemaining, conditions },
        };
      }),
      nextCursor,
    };
  }

  private async filterOf(tx: Turn['tx'], query: Asked, who: Principal): Promise<FleetFilter> {
    const { districtId = null, dialect = null, q = null, state = null, assigned = null, troubled = null } = query;
    const districts = districtId && (await this.teams.listDistricts(tx));
    return {
      reach: reachOf(who.fleetIds, who),
      districtIds: districts && [...new Set(districtId.flatMap((id) => [id, ...below(districts, id)]))],
      dialects: dialect,
      text: q,
      states: state,
      isAssigned: assigned,
      isTroubled: troubled,
    };
  }
}

function countsOf(counted: readonly FleetCount[]) {
  const sum = (counts: readonly FleetCount[], what: 'all' | 'troubled' | 'unassigned') =>
    counts.reduce((total, each) => total + each[what], 0);
  const of = (wanted: FleetState) =>
    sum(
      counted.filter(({ state }) => state === wanted),
      'all',
    );
  const inUse = counted.filter(({ state }) => state !== 'retired');
  return {
    all: sum(counted, 'all'),
    byState: {
      online: of('online'),
      resting: of('resting'),
      away: of('away'),
      offline: of('offline'),
      'never-heard': of('never-heard'),
      retired: of('retired'),
    },
    byDialect: Object.fromEntries(
      dialectNames.map((name) => [
        name,
        sum(
          counted.filter(({ dialect }) => dialect === name),
          'all',
        ),
      ]),
    ),
    troubled: sum(inUse, 'troubled'),
    unassigned: sum(inUse, 'unassigned'),
  };
}
