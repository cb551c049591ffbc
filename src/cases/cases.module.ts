import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { DosesModule } from '../doses/doses.module.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { LaddersModule } from '../ladders/ladders.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { AbsencesService } from './alarms/absences.service.js';
import { AlertLogStore } from './alert-log.store.js';
import { AlertingService } from './alarms/alerting.service.js';
import { AlertsService } from './lists/alerts.service.js';
import { AlertsStore } from './lists/alerts.store.js';
import { CaseDecisions } from './case-decisions.service.js';
import { CasesService } from './cases.service.js';
import { CasesStore } from './cases.store.js';
import { Circumstances } from './climbing/circumstances.service.js';
import { DueStore } from './due.store.js';
import { DueWorker } from './due.worker.js';
import { HandOverService } from './duty/hand-over.service.js';
import { HoldersService } from './duty/holders.service.js';
import { MadeByHandService } from './alarms/made-by-hand.service.js';
import { MovingService } from './duty/moving.service.js';
import { QueueStore } from './lists/queue.store.js';
import { RoutesService } from './climbing/routes.service.js';
import { StandInsService } from './alarms/stand-ins.service.js';
import { StepRunner } from './climbing/step-runner.service.js';
import { TasksService } from './lists/tasks.service.js';
import { TasksStore } from './lists/tasks.store.js';
import { UnstaffedService } from './climbing/unstaffed.service.js';
import { UnstaffedStore } from './climbing/unstaffed.store.js';
import { WorkReach } from './lists/work-reach.service.js';

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
    MadeByHandService,
    MovingService,
    QueueStore,
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
    MadeByHandService,
    MovingService,
    StandInsService,
    TasksService,
    UnstaffedService,
    WorkReach,
  ],
})
export class CasesModule {}
