import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { DosesModule } from '../doses/doses.module.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { SecretsStore } from '../platform/database/secrets.store.js';
import { ClockController } from './clock.controller.js';
import { TimeTravel } from './time-travel.service.js';
import { TownService } from './town.service.js';

/** The demo's town and its movable clock. Joined by `npm run demo` and by the tests; no setting brings it into a service. */
@Module({
  imports: [AccessModule, TeamsModule, CitizensModule, DevicesModule, DosesModule, IngestModule],
  controllers: [ClockController],
  providers: [TimeTravel, TownService, SecretsStore],
  exports: [TimeTravel, TownService],
})
export class DemoModule {}
