import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CitizensModule } from '../citizens/citizens.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { AgainWorker } from './settling/again.worker.js';
import { BatteryStore } from './conditions/battery.store.js';
import { BatteryWorker } from './conditions/battery.worker.js';
import { BeginningsWorker } from './schedules/beginnings.worker.js';
import { ChatteringWorker } from './conditions/chattering.worker.js';
import { ChangedHandsService } from './changed-hands.service.js';
import { CareWorker } from './settling/care.worker.js';
import { BeliefService } from './settling/belief.service.js';
import { CatchingUpService } from './settling/catching-up.service.js';
import { ConditionsService } from './conditions/conditions.service.js';
import { ConnectivityStore } from './conditions/connectivity.store.js';
import { ConnectivityWorker } from './conditions/connectivity.worker.js';
import { DosesController } from './doses.controller.js';
import { SilenceService } from './silence.service.js';
import { DosesService } from './doses.service.js';
import { DosesStore } from './doses.store.js';
import { FailingLanes } from './settling/failing-lanes.service.js';
import { OutageWorker } from './outage.worker.js';
import { QuarantineController } from './quarantine/quarantine.controller.js';
import { QuarantineService } from './quarantine/quarantine.service.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { LayoutService } from './schedules/layout.service.js';
import { SchedulesService } from './schedules/schedules.service.js';
import { SchedulesStore } from './schedules/schedules.store.js';
import { SetbacksService } from './settling/setbacks.service.js';
import { SettlingService } from './settling/settling.service.js';
import { TelemetryController } from './telemetry/telemetry.controller.js';
import { TellingWorker } from './settling/telling.worker.js';
import { UnreadableAlarmService } from './quarantine/unreadable-alarm.service.js';
import { WatchWorker } from './watch.worker.js';

@Module({
  imports: [AccessModule, CitizensModule, DevicesModule, JournalModule, IngestModule],
  controllers: [DosesController, SchedulesController, TelemetryController, QuarantineController],
  providers: [
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
