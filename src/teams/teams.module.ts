import { Module } from '@nestjs/common';
import { DistrictsController } from './districts.controller.js';
import { DistrictsService } from './districts.service.js';
import { DistrictsStore } from './districts.store.js';
import { DutyController } from './duty.controller.js';
import { TeamsController } from './teams.controller.js';
import { TeamsService } from './teams.service.js';
import { TeamsStore } from './teams.store.js';

@Module({
  controllers: [DistrictsController, DutyController, TeamsController],
  providers: [DistrictsService, DistrictsStore, TeamsService, TeamsStore],
  exports: [DistrictsService, TeamsService],
})
export class TeamsModule {}
