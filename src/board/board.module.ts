import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { AlertsController } from './alerts.controller.js';
import { CaseStore } from './case.store.js';
import { CaseView } from './case.view.js';
import { BulkController } from './bulk/bulk.controller.js';
import { ColleaguesController } from './colleagues.controller.js';
import { DeliveriesController } from './deliveries.controller.js';
import { HandOverController } from './hand-over.controller.js';
import { HandsService } from './hands.service.js';
import { MadeByHandController } from './made-by-hand.controller.js';
import { NoticesController } from './notices.controller.js';
import { TaskListsController } from './task-lists.controller.js';
import { TasksController } from './tasks.controller.js';

@Module({
  imports: [TeamsModule, AccessModule, CitizensModule, CasesModule, DeliveriesModule],
  controllers: [
    TasksController,
    TaskListsController,
    BulkController,
    MadeByHandController,
    ColleaguesController,
    AlertsController,
    HandOverController,
    DeliveriesController,
    NoticesController,
  ],
  providers: [CaseStore, CaseView, HandsService],
})
export class BoardModule {}
