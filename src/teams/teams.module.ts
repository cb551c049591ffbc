import { Module } from '@nestjs/common';
import { BordersService } from './borders/borders.service.js';
import { DistrictsController } from './districts.controller.js';
import { DistrictsService } from './districts.service.js';
import { DistrictsStore } from './districts.store.js';
import { LimitsController } from './limits.controller.js';
import { LimitsService } from './limits.service.js';
import { LimitsStore } from './limits.store.js';
import { OwnDaysStore } from './own-days.store.js';
import { TeamsController } from './teams.controller.js';
import { TeamsService } from './teams.service.js';
import { TeamsStore } from './teams.store.js';

@Module({
  controllers: [DistrictsController, LimitsController, TeamsController],
  providers: [
    BordersService,
    DistrictsService,
    DistrictsStore,
    LimitsService,
    LimitsStore,
    OwnDaysStore,
    TeamsService,
    TeamsStore,
  ],
  exports: [BordersService, DistrictsService, LimitsService, TeamsService],
})
export class TeamsModule {}
