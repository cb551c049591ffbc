import { Module } from '@nestjs/common';
import { JournalService } from './journal.service.js';
import { JournalStore } from './journal.store.js';
import { EntriesService } from './entries.service.js';
import { PartitionsWorker } from './partitions.worker.js';
import { QuarantinedService } from './quarantined.service.js';
import { QuarantineStore } from './quarantine.store.js';

@Module({
  providers: [JournalService, EntriesService, QuarantinedService, JournalStore, QuarantineStore, PartitionsWorker],
  exports: [JournalService],
})
export class JournalModule {}
