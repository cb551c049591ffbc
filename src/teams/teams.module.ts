import { Module } from '@nestjs/common';
import { DistrictsController } from './districts.controller.js';
import { DistrictsService } from './districts.service.js';
import { DistrictsStore } from './districts.store.js';
import { DutyController } from './duty.controller.js';
import { LimitsController } from './limits.controller.js';
import { LimitsService } from './limits.service.js';
import { LimitsStore } from './limits.store.js';
import { TeamsController } from './teams.controller.js';
import { TeamsService } from './teams.service.js';
import { TeamsStore } from './teams.store.js';

@Module({
  controllers: [DistrictsController, DutyController, LimitsController, TeamsController],
  providers: [DistrictsService, DistrictsStore, LimitsService, LimitsStore, TeamsService, TeamsStore],
  exports: [DistrictsService, LimitsService, TeamsService],
})
export class TeamsModule {}
