import { Module } from '@nestjs/common';
import { JournalService } from './journal.service.js';
import { JournalStore } from './journal.store.js';
import { PartitionsWorker } from './partitions.worker.js';
import { QuarantineStore } from './quarantine.store.js';

@Module({
  providers: [JournalService, JournalStore, QuarantineStore, PartitionsWorker],
  exports: [JournalService],
})
export class JournalModule {}
