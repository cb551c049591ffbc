import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { Channels } from './channels.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveriesStore } from './deliveries.store.js';
import { DeliveriesWorker } from './deliveries.worker.js';
import { FailingDeliveries } from './failing-deliveries.js';
import { NoticesService } from './notices.service.js';

@Module({
  imports: [TeamsModule, AccessModule, CitizensModule, CasesModule],
  providers: [Channels, DeliveriesService, DeliveriesStore, DeliveriesWorker, FailingDeliveries, NoticesService],
  exports: [DeliveriesService, NoticesService],
})
export class DeliveriesModule {}
