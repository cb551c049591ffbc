import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { RostersService } from '../access/staff/rosters.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Answers } from '../platform/http/api/answers.js';
import { mayReachPlace, Needs, type Principal, Who } from '../platform/http/principal.js';
import { isOnDuty } from '../teams/roster.rules.js';
import { mapSchema } from './map.schema.js';

/** Where the teams set out from, and what is drawn beneath. */
@ApiTags('teams')
@Controller('api/v1/map')
export class MapController {
  constructor(
    private readonly rosters: RostersService,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('teams:read')
  @ApiOperation({
    operationId: 'getMap',
    summary:
      'The teams within your reach, where they set out from and whether somebody is there now, and the tiles to draw them on; borders are in /districts, work in /tasks?view=map.',
  })
  @Answers(mapSchema)
  async map(@Who() who: Principal) {
    const now = this.clock.now();
    const { teams } = await this.database.autocommit((tx) => this.rosters.loadForRouting(tx));
    const { tileUrl, tileAttribution } = this.config.map;
    return {
      teams: teams
        .filter(({ districtId }) => mayReachPlace(who, districtId))
        .map((team) => ({
          id: team.id,
          name: team.name,
          kind: team.kind,
          districtId: team.districtId,
          base: { lat: team.lat, lon: team.lon },
          onDuty: isOnDuty(team, team.zone, now).onDuty,
        })),
      tiles: tileUrl === null ? null : { url: tileUrl, attribution: tileAttribution ?? '' },
    };
  }
}
