import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AlertsModule } from '../alerts/alerts.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { DosesModule } from '../doses/doses.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { AlertsController } from './alerts.controller.js';
import { CaseStore } from './case.store.js';
import { CaseView } from './case.view.js';
import { Channels } from './channels.js';
import { Circumstances } from './circumstances.service.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveriesStore } from './deliveries.store.js';
import { DeliveriesWorker } from './deliveries.worker.js';
import { ClimbingService } from './climbing.service.js';
import { EscalationService } from './escalation.service.js';
import { EscalationStore } from './escalation.store.js';
import { EscalationWorker } from './escalation.worker.js';
import { FailingDeliveries } from './failing-deliveries.js';
import { HandOverController } from './hand-over.controller.js';
import { HandOverService } from './hand-over.service.js';
import { HoldersService } from './holders.service.js';
import { JoiningService } from './joining.service.js';
import { LaddersController } from './ladders.controller.js';
import { LaddersService } from './ladders.service.js';
import { LaddersStore } from './ladders.store.js';
import { MovingService } from './moving.service.js';
import { NoticesController } from './notices.controller.js';
import { NoticesService } from './notices.service.js';
import { StandInsService } from './stand-ins.service.js';
import { TasksController } from './tasks.controller.js';
import { RoutesService } from './routes.service.js';
import { UnstaffedService } from './unstaffed.service.js';
import { UnstaffedStore } from './unstaffed.store.js';

@Module({
  imports: [
    AccessModule,
    TeamsModule,
    CitizensModule,
    DevicesModule,
    DosesModule,
    JournalModule,
    AlertsModule,
    TasksModule,
  ],
  controllers: [
    TasksController,
    AlertsController,
    LaddersController,
    HandOverController,
    DeliveriesController,
    NoticesController,
  ],
  providers: [
    EscalationService,
    ClimbingService,
    RoutesService,
    EscalationStore,
    EscalationWorker,
    Circumstances,
    HandOverService,
    HoldersService,
    JoiningService,
    LaddersService,
    LaddersStore,
    MovingService,
    CaseStore,
    CaseView,
    Channels,
    DeliveriesService,
    DeliveriesStore,
    DeliveriesWorker,
    FailingDeliveries,
    NoticesService,
    StandInsService,
    UnstaffedService,
    UnstaffedStore,
  ],
  exports: [
    DeliveriesService,
    EscalationService,
    HandOverService,
    HoldersService,
    MovingService,
    StandInsService,
    UnstaffedService,
  ],
})
export class EscalationModule {}
