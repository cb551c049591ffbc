import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { LaddersController } from './ladders.controller.js';
import { LaddersService } from './ladders.service.js';
import { LaddersStore } from './ladders.store.js';

@Module({
  imports: [TeamsModule, AccessModule, CitizensModule],
  controllers: [LaddersController],
  providers: [LaddersService, LaddersStore],
  exports: [LaddersService],
})
export class LaddersModule {}
