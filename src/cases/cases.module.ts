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
import { BondsService } from './bonds.service.js';
import { Circumstances } from './circumstances.service.js';
import { ClimbingService } from './climbing.service.js';
import { EscalationService } from './escalation.service.js';
import { EscalationStore } from './escalation.store.js';
import { EscalationWorker } from './escalation.worker.js';
import { HandOverService } from './hand-over.service.js';
import { HoldersService } from './holders.service.js';
import { IncidentsService } from './incidents.service.js';
import { JoiningService } from './joining.service.js';
import { MovingService } from './moving.service.js';
import { RoutesService } from './routes.service.js';
import { StandInsService } from './stand-ins.service.js';
import { StormsStore } from './storms.store.js';
import { StormsWorker } from './storms.worker.js';
import { TasksService } from './tasks.service.js';
import { TasksStore } from './tasks.store.js';
import { UnstaffedService } from './unstaffed.service.js';
import { UnstaffedStore } from './unstaffed.store.js';
import { UnusableService } from './unusable.service.js';
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
    BondsService,
    Circumstances,
    ClimbingService,
    EscalationService,
    EscalationStore,
    EscalationWorker,
    HandOverService,
    HoldersService,
    IncidentsService,
    JoiningService,
    MovingService,
    RoutesService,
    StandInsService,
    StormsStore,
    StormsWorker,
    TasksService,
    TasksStore,
    UnstaffedService,
    UnstaffedStore,
    UnusableService,
    WorkReach,
  ],
  exports: [
    AbsencesService,
    AlertingService,
    AlertsService,
    EscalationService,
    HandOverService,
    HoldersService,
    MovingService,
    StandInsService,
    TasksService,
    UnstaffedService,
    UnusableService,
    WorkReach,
  ],
})
export class CasesModule {}
