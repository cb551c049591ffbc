import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { RetryWorker } from './processing/retry.worker.js';
import { BatteryStore } from './conditions/battery.store.js';
import { BatteryWorker } from './conditions/battery.worker.js';
import { BeginningsWorker } from './schedules/beginnings.worker.js';
import { ChatteringWorker } from './conditions/chattering.worker.js';
import { ChangedHandsService } from './changed-hands.service.js';
import { JournalProcessor } from './processing/journal-processor.worker.js';
import { BeliefService } from './processing/belief.service.js';
import { CatchingUpService } from './processing/catching-up.service.js';
import { ConditionsService } from './conditions/conditions.service.js';
import { ConnectivityStore } from './conditions/connectivity.store.js';
import { ConnectivityWorker } from './conditions/connectivity.worker.js';
import { DosesController } from './doses.controller.js';
import { IfMissedService } from './if-missed.service.js';
import { SilenceService } from './silence.service.js';
import { DosesService } from './doses.service.js';
import { DosesStore } from './doses.store.js';
import { FailingLanes } from './processing/failing-lanes.service.js';
import { OutageWorker } from './outage.worker.js';
import { QuarantineController } from './quarantine/quarantine.controller.js';
import { QuarantineService } from './quarantine/quarantine.service.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { LayoutService } from './schedules/layout.service.js';
import { SchedulesService } from './schedules/schedules.service.js';
import { SchedulesStore } from './schedules/schedules.store.js';
import { FailuresService } from './processing/failures.service.js';
import { BulkProcessor } from './processing/bulk-processor.service.js';
import { SingleProcessor } from './processing/single-processor.service.js';
import { TelemetryController } from './telemetry/telemetry.controller.js';
import { QuarantineNoticeWorker } from './quarantine/quarantine-notice.worker.js';
import { UnreadableAlarmService } from './quarantine/unreadable-alarm.service.js';
import { WatchWorker } from './watch.worker.js';

@Module({
  imports: [AccessModule, CitizensModule, DevicesModule, JournalModule, IngestModule],
  controllers: [DosesController, SchedulesController, TelemetryController, QuarantineController],
  providers: [
    IfMissedService,
    SilenceService,
    BeliefService,
    CatchingUpService,
    ConditionsService,
    ConnectivityStore,
    OutageWorker,
    DosesService,
    DosesStore,
    LayoutService,
    SchedulesService,
    SchedulesStore,
    BulkProcessor,
    SingleProcessor,
    FailuresService,
    FailingLanes,
    RetryWorker,
    BatteryStore,
    BatteryWorker,
    BeginningsWorker,
    JournalProcessor,
    ChangedHandsService,
    ChatteringWorker,
    ConnectivityWorker,
    QuarantineService,
    QuarantineNoticeWorker,
    UnreadableAlarmService,
    WatchWorker,
  ],
  exports: [
    CatchingUpService,
    ChangedHandsService,
    ConditionsService,
    DosesService,
    IfMissedService,
    SchedulesService,
    JournalProcessor,
    FailingLanes,
  ],
})
export class DosesModule {}
