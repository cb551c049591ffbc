import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { DosesModule } from '../doses/doses.module.js';
import { AbsencesService } from './absences.service.js';
import { AlertLogStore } from './alert-log.store.js';
import { AlertingService } from './alerting.service.js';
import { AlertsService } from './alerts.service.js';
import { AlertsStore } from './alerts.store.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { BondsService } from './bonds.service.js';
import { IncidentsService } from './incidents.service.js';
import { StormsStore } from './storms.store.js';
import { StormsWorker } from './storms.worker.js';
import { UnusableService } from './unusable.service.js';

@Module({
  imports: [AccessModule, CitizensModule, DevicesModule, DosesModule, IngestModule, JournalModule, TeamsModule],
  providers: [
    AlertsService,
    AlertingService,
    AbsencesService,
    BondsService,
    IncidentsService,
    AlertsStore,
    AlertLogStore,
    StormsStore,
    StormsWorker,
    UnusableService,
  ],
  exports: [AbsencesService, AlertsService, AlertingService, BondsService, IncidentsService, UnusableService],
})
export class AlertsModule {}
