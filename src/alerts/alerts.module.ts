import { Module } from '@nestjs/common';
import { AlertLogStore } from './alert-log.store.js';
import { AlertingService } from './alerting.service.js';
import { AlertsService } from './alerts.service.js';
import { AlertsStore } from './alerts.store.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { BondsService } from './bonds.service.js';
import { IncidentsService } from './incidents.service.js';
import { StormsStore } from './storms.store.js';
import { StormsWorker } from './storms.worker.js';

@Module({
  imports: [IngestModule, TeamsModule],
  providers: [
    AlertsService,
    AlertingService,
    BondsService,
    IncidentsService,
    AlertsStore,
    AlertLogStore,
    StormsStore,
    StormsWorker,
  ],
  exports: [AlertsService, AlertingService, BondsService, IncidentsService],
})
export class AlertsModule {}
