import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { DosesModule } from '../doses/doses.module.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { AuditService } from './audit.service.js';
import { AuditStore } from './audit.store.js';
import { AuditWorker } from './audit.worker.js';
import { ClocksWorker } from './clocks.worker.js';
import { CoverageController } from './coverage.controller.js';
import { CoverageService } from './coverage.service.js';
import { CoverageWorker } from './coverage.worker.js';
import { FiguresController } from './figures.controller.js';
import { FiguresStore } from './figures.store.js';
import { MachineService } from './operations/machine.service.js';
import { OperationsController } from './operations/operations.controller.js';
import { ResponseTimesService } from './response-times.service.js';
import { OperationsAlertsStore } from './operations-alerts.store.js';
import { TeamsModule } from '../teams/teams.module.js';
import { WaitingService } from './waiting.service.js';
import { WaitingStore } from './waiting.store.js';
import { WaitingWorker } from './waiting.worker.js';
import { TimelineController } from './timeline.controller.js';
import { TimelineService } from './timeline.service.js';

@Module({
  imports: [
    TeamsModule,
    AccessModule,
    CitizensModule,
    DevicesModule,
    DosesModule,
    JournalModule,
    IngestModule,
    CasesModule,
    DeliveriesModule,
  ],
  controllers: [TimelineController, CoverageController, FiguresController, OperationsController],
  providers: [
    TimelineService,
    AuditService,
    AuditStore,
    AuditWorker,
    ClocksWorker,
    CoverageService,
    CoverageWorker,
    FiguresStore,
    MachineService,
    ResponseTimesService,
    OperationsAlertsStore,
    WaitingService,
    WaitingStore,
    WaitingWorker,
  ],
})
export class ReportsModule {}
