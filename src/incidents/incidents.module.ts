import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { GroupingService } from './grouping.service.js';
import { GroupingWorker } from './grouping.worker.js';
import { IncidentsService } from './incidents.service.js';
import { StormsStore } from './storms.store.js';
import { StormsWorker } from './storms.worker.js';
import { UnusableService } from './unusable.service.js';

@Module({
  imports: [TeamsModule, CitizensModule, JournalModule, IngestModule, CasesModule],
  providers: [GroupingService, GroupingWorker, IncidentsService, StormsStore, StormsWorker, UnusableService],
  exports: [GroupingService, UnusableService],
})
export class IncidentsModule {}
