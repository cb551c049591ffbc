import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { DosesModule } from '../doses/doses.module.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { LaddersModule } from '../ladders/ladders.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { AbsencesService } from './absences.service.js';
import { AlertLogStore } from './alert-log.store.js';
import { AlertingService } from './alerting.service.js';
import { AlertsService } from './alerts.service.js';
import { AlertsStore } from './alerts.store.js';
import { CaseDecisions } from './case-decisions.service.js';
import { CasesService } from './cases.service.js';
import { CasesStore } from './cases.store.js';
import { Circumstances } from './circumstances.service.js';
import { DueStore } from './due.store.js';
import { DueWorker } from './due.worker.js';
import { HandOverService } from './hand-over.service.js';
import { HoldersService } from './holders.service.js';
import { MovingService } from './moving.service.js';
import { RoutesService } from './routes.service.js';
import { StandInsService } from './stand-ins.service.js';
import { StepRunner } from './step-runner.service.js';
import { TasksService } from './tasks.service.js';
import { TasksStore } from './tasks.store.js';
import { UnstaffedService } from './unstaffed.service.js';
import { UnstaffedStore } from './unstaffed.store.js';
import { WorkReach } from './work-reach.service.js';

@Module({
  imports: [
    AccessModule,
    TeamsModule,
    CitizensModule,
    DevicesModule,
    JournalModule,
    IngestModule,
    DosesModule,
    LaddersModule,
  ],
  providers: [
    AbsencesService,
    AlertLogStore,
    AlertingService,
    AlertsService,
    AlertsStore,
    CaseDecisions,
    CasesService,
    CasesStore,
    Circumstances,
    DueStore,
    DueWorker,
    HandOverService,
    HoldersService,
    MovingService,
    RoutesService,
    StandInsService,
    StepRunner,
    TasksService,
    TasksStore,
    UnstaffedService,
    UnstaffedStore,
    WorkReach,
  ],
  exports: [
    AbsencesService,
    AlertingService,
    AlertsService,
    CasesService,
    HandOverService,
    HoldersService,
    MovingService,
    StandInsService,
    TasksService,
    UnstaffedService,
    WorkReach,
  ],
})
export class CasesModule {}
