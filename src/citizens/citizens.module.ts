import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { BreakGlassController } from './break-glass.controller.js';
import { CitizensController } from './citizens.controller.js';
import { CitizensService } from './citizens.service.js';
import { CitizensStore } from './citizens.store.js';
import { CprVault } from './cpr-vault.service.js';
import { Numbers } from './numbers.service.js';
import { PausesController } from './pauses.controller.js';
import { PausesService } from './pauses.service.js';
import { PausesStore } from './pauses.store.js';
import { PausesWorker } from './pauses.worker.js';
import { ReadsController } from './reads.controller.js';
import { StaysWorker } from './stays.worker.js';

@Module({
  imports: [AccessModule, TeamsModule],
  controllers: [BreakGlassController, CitizensController, PausesController, ReadsController],
  providers: [CitizensService, CitizensStore, CprVault, Numbers, PausesService, PausesStore, PausesWorker, StaysWorker],
  exports: [CitizensService, PausesService],
})
export class CitizensModule {}
