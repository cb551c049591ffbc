import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { DosesModule } from '../doses/doses.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { AlertsController } from './alerts.controller.js';
import { CaseStore } from './case.store.js';
import { CaseView } from './case.view.js';
import { BulkController } from './bulk/bulk.controller.js';
import { ColleaguesController } from './colleagues.controller.js';
import { DeliveriesController } from './deliveries.controller.js';
import { HandOverController } from './hand-over/hand-over.controller.js';
import { HandOverSheets } from './hand-over/hand-over-sheets.service.js';
import { SheetFilesWorker } from './hand-over/sheet-files.worker.js';
import { HandsService } from './hands.service.js';
import { MadeByHandController } from './made-by-hand.controller.js';
import { MapController } from './map.controller.js';
import { NoticesController } from './notices.controller.js';
import { TaskListsController } from './task-lists.controller.js';
import { TasksController } from './tasks.controller.js';
import { EnrolmentService } from './setup/enrolment.service.js';
import { FirstCitizenService } from './setup/first-citizen.service.js';
import { SetupController } from './setup/setup.controller.js';
import { SetupService } from './setup/setup.service.js';
import { StartController } from './setup/start.controller.js';
import { StepsService } from './what-if/steps.service.js';
import { WhatIfController } from './what-if/what-if.controller.js';
import { WhatIfService } from './what-if/what-if.service.js';

@Module({
  imports: [
    TeamsModule,
    AccessModule,
    CitizensModule,
    DevicesModule,
    JournalModule,
    DosesModule,
    CasesModule,
    IncidentsModule,
    DeliveriesModule,
  ],
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
    WhatIfController,
    MapController,
    SetupController,
    StartController,
  ],
  providers: [
    CaseStore,
    CaseView,
    EnrolmentService,
    FirstCitizenService,
    HandOverSheets,
    HandsService,
    SetupService,
    SheetFilesWorker,
    StepsService,
    WhatIfService,
  ],
})
export class BoardModule {}
