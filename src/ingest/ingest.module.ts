import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { Answers } from './answers.js';
import { Broker } from './broker.js';
import { Courier } from './courier.js';
import { IngestHealth } from './ingest.health.js';
import { ExternalBroker } from './external-broker.js';
import { IngestService } from './ingest.service.js';
import { Presence } from './presence.js';

@Module({
  imports: [AccessModule, DevicesModule, JournalModule],
  providers: [Answers, Broker, ExternalBroker, Courier, IngestHealth, IngestService, Presence],
  exports: [Broker, ExternalBroker, Courier, IngestService, Presence],
})
export class IngestModule {}
