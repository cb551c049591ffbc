import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AccessLogEntity } from './access/access-log.entity.js';
import { BreakGlassEntity } from './access/break-glass.entity.js';
import { DeviceCredentialEntity } from './access/device-credential.entity.js';
import { PartnerEntity } from './access/partner.entity.js';
import { FeedLookEntity } from './access/feed-look.entity.js';
import { LookEntity } from './access/look.entity.js';
import { ReadLogEntity } from './access/read-log.entity.js';
import { SessionEntity } from './access/session.entity.js';
import { StaffEntity } from './access/staff.entity.js';
import { AlertEntity } from './alerts/alert.entity.js';
import { AlertLogEntity } from './alerts/alert-log.entity.js';
import { AlertsModule } from './alerts/alerts.module.js';
import { CitizenEntity } from './citizens/citizen.entity.js';
import { CitizensModule } from './citizens/citizens.module.js';
import { PauseEntity } from './citizens/pause.entity.js';
import { ConsoleModule } from './console/console.module.js';
import { DemoModule } from './demo/demo.module.js';
import { AssignmentEntity } from './devices/assignment.entity.js';
import { CommandEntity } from './devices/command.entity.js';
import { DeviceHealthEntity } from './devices/device-health.entity.js';
import { ConditionEntity } from './devices/condition.entity.js';
import { DeviceEntity } from './devices/device.entity.js';
import { DevicesModule } from './devices/devices.module.js';
import { DoseEntity } from './doses/dose.entity.js';
import { DosesModule } from './doses/doses.module.js';
import { ScheduleEntity } from './doses/schedule.entity.js';
import { DeliveryEntity } from './escalation/delivery.entity.js';
import { EscalationEntity } from './escalation/escalation.entity.js';
import { EscalationModule } from './escalation/escalation.module.js';
import { LadderEntity } from './escalation/ladder.entity.js';
import { IngestModule } from './ingest/ingest.module.js';
import { VerdictEntity } from './ingest/verdict.entity.js';
import { JournalEntity } from './journal/journal.entity.js';
import { JournalModule } from './journal/journal.module.js';
import { PartnersModule } from './partners/partners.module.js';
import type { Settings } from './platform/config/settings.schema.js';
import type { Entities } from './platform/database/database.js';
import { PlatformModule } from './platform/platform.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { TasksModule } from './tasks/tasks.module.js';
import { TaskEntity } from './tasks/task.entity.js';
import { DistrictEntity } from './teams/district.entity.js';
import { OwnDayEntity } from './teams/own-day.entity.js';
import { TeamEntity } from './teams/team.entity.js';
import { TeamsModule } from './teams/teams.module.js';

export const entities: Entities = [
  DistrictEntity,
  TeamEntity,
  OwnDayEntity,
  StaffEntity,
  PartnerEntity,
  BreakGlassEntity,
  DeviceCredentialEntity,
  ReadLogEntity,
  SessionEntity,
  AccessLogEntity,
  LookEntity,
  FeedLookEntity,
  CitizenEntity,
  PauseEntity,
  DeviceEntity,
  DeviceHealthEntity,
  ConditionEntity,
  AssignmentEntity,
  CommandEntity,
  JournalEntity,
  VerdictEntity,
  ScheduleEntity,
  DoseEntity,
  AlertEntity,
  AlertLogEntity,
  TaskEntity,
  LadderEntity,
  EscalationEntity,
  DeliveryEntity,
];

/** Joins the rooms, in the order of the line. */
@Module({
  imports: [
    TeamsModule,
    AccessModule,
    CitizensModule,
    DevicesModule,
    JournalModule,
    IngestModule,
    DosesModule,
    AlertsModule,
    TasksModule,
    EscalationModule,
    ReportsModule,
    PartnersModule,
    ConsoleModule,
  ],
})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.with(settings, entities), ...(settings.demo ? [DemoModule] : [])],
    };
  }
}
