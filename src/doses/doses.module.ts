import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { AgainWorker } from './again.worker.js';
import { BatteryStore } from './battery.store.js';
import { BatteryWorker } from './battery.worker.js';
import { BeginningsWorker } from './beginnings.worker.js';
import { ChatteringWorker } from './chattering.worker.js';
import { ChangedHandsService } from './changed-hands.service.js';
import { CareWorker } from './care.worker.js';
import { BeliefService } from './belief.service.js';
import { CatchingUpService } from './catching-up.service.js';
import { ConditionsService } from './conditions.service.js';
import { ConnectivityStore } from './connectivity.store.js';
import { ConnectivityWorker } from './connectivity.worker.js';
import { DosesController } from './doses.controller.js';
import { DosesService } from './doses.service.js';
import { DosesStore } from './doses.store.js';
import { FailingLanes } from './failing-lanes.service.js';
import { OutageWorker } from './outage.worker.js';
import { QuarantineController } from './quarantine.controller.js';
import { QuarantineService } from './quarantine.service.js';
import { SchedulesController } from './schedules.controller.js';
import { LayoutService } from './layout.service.js';
import { SchedulesService } from './schedules.service.js';
import { SchedulesStore } from './schedules.store.js';
import { SetbacksService } from './setbacks.service.js';
import { SettlingService } from './settling.service.js';
import { TelemetryController } from './telemetry.controller.js';
import { TellingWorker } from './telling.worker.js';
import { UnreadableAlarmService } from './unreadable-alarm.service.js';
import { WatchWorker } from './watch.worker.js';

@Module({
  imports: [AccessModule, CitizensModule, DevicesModule, JournalModule, IngestModule],
  controllers: [DosesController, SchedulesController, TelemetryController, QuarantineController],
  providers: [
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
    SettlingService,
    SetbacksService,
    FailingLanes,
    AgainWorker,
    BatteryStore,
    BatteryWorker,
    BeginningsWorker,
    CareWorker,
    ChangedHandsService,
    ChatteringWorker,
    ConnectivityWorker,
    QuarantineService,
    TellingWorker,
    UnreadableAlarmService,
    WatchWorker,
  ],
  exports: [
    CatchingUpService,
    ChangedHandsService,
    ConditionsService,
    DosesService,
    SchedulesService,
    CareWorker,
    FailingLanes,
  ],
})
export class DosesModule {}
