import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { Admission } from './embedded/admission.js';
import { Answers } from './answers.js';
import { Broker } from './embedded/broker.js';
import { Backlogs } from './backlogs.js';
import { Budgets } from './budgets.js';
import { ChatterService } from './chatter.service.js';
import { ChatterStore } from './chatter.store.js';
import { BrokerSessions } from './external/broker-sessions.js';
import { BrokerSessionsStore } from './external/broker-sessions.store.js';
import { CommandSender } from './command-sender.js';
import { Deserted } from './presence/deserted.js';
import { GatewayBeat } from './presence/gateway-beat.js';
import { Holds } from './presence/holds.js';
import { IngestHealth } from './ingest.health.js';
import { ExternalBroker } from './external/external-broker.js';
import { ExternalComplaints } from './external/external-complaints.js';
import { IngestService } from './ingest.service.js';
import { OutageService } from './presence/outage.service.js';
import { OutageStore } from './presence/outage.store.js';
import { Presence } from './presence/presence.js';
import { Refusals } from './verdicts/refusals.js';
import { Revocation } from './revocation.js';
import { VerdictsController } from './verdicts/verdicts.controller.js';
import { Verdicts } from './verdicts/verdicts.service.js';
import { VerdictsStore } from './verdicts/verdicts.store.js';

@Module({
  imports: [AccessModule, DevicesModule, JournalModule],
  controllers: [VerdictsController],
  providers: [
    Admission,
    Answers,
    Broker,
    BrokerSessions,
    BrokerSessionsStore,
    Backlogs,
    Budgets,
    ChatterService,
    ChatterStore,
    ExternalBroker,
    ExternalComplaints,
    CommandSender,
    Deserted,
    Holds,
    IngestHealth,
    IngestService,
    Presence,
    Refusals,
    Revocation,
    Verdicts,
    VerdictsStore,
    GatewayBeat,
    OutageService,
    OutageStore,
  ],
  exports: [Broker, ChatterService, ExternalBroker, CommandSender, IngestService, OutageService, Presence],
})
export class IngestModule {}
