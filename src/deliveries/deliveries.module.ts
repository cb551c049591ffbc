import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { SecretsStore } from '../platform/database/secrets.store.js';
import { TeamsModule } from '../teams/teams.module.js';
import { Channels } from './channels.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveriesStore } from './deliveries.store.js';
import { DeliveriesWorker } from './deliveries.worker.js';
import { FailingDeliveries } from './failing-deliveries.js';
import { NoticesService } from './notices.service.js';
import { PushFollower } from './push/push-follower.js';
import { PushKeysService } from './push/push-keys.service.js';
import { PushSender } from './push/push-sender.js';
import { PushController } from './push/push.controller.js';
import { PushService } from './push/push.service.js';
import { PushStore } from './push/push.store.js';
import { PushWorker } from './push/push.worker.js';

@Module({
  imports: [TeamsModule, AccessModule, CitizensModule, CasesModule],
  controllers: [PushController],
  providers: [
    Channels,
    DeliveriesService,
    DeliveriesStore,
    DeliveriesWorker,
    FailingDeliveries,
    NoticesService,
    PushFollower,
    PushKeysService,
    PushSender,
    PushService,
    PushStore,
    PushWorker,
    SecretsStore,
  ],
  exports: [DeliveriesService, NoticesService],
})
export class DeliveriesModule {}
