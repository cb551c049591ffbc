import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AccessLogEntity } from './access/audit/access-log.entity.js';
import { BreakGlassEntity } from './access/break-glass.entity.js';
import { DeviceCredentialEntity } from './access/dispensers/device-credential.entity.js';
import { PartnerEntity } from './access/partners/partner.entity.js';
import { FeedLookEntity } from './access/audit/feed-look.entity.js';
import { LookEntity } from './access/audit/look.entity.js';
import { ReadLogEntity } from './access/audit/read-log.entity.js';
import { SessionEntity } from './access/sessions/session.entity.js';
import { OwnSettingsEntity } from './access/settings/own-settings.entity.js';
import { OwnShiftEntity } from './access/staff/own-shift.entity.js';
import { StaffEntity } from './access/staff/staff.entity.js';
import { AlertEntity } from './cases/alert.entity.js';
import { AlertLogEntity } from './cases/alert-log.entity.js';
import { BoardModule } from './board/board.module.js';
import { CasesModule } from './cases/cases.module.js';
import { IncidentsModule } from './incidents/incidents.module.js';
import { CitizenEntity } from './citizens/citizen.entity.js';
import { PostcodeEntity } from './citizens/places/postcode.entity.js';
import { ContactEntity } from './citizens/contacts/contact.entity.js';
import { CitizensModule } from './citizens/citizens.module.js';
import { GlassReviewEntity } from './citizens/glass/glass-review.entity.js';
import { PauseEntity } from './citizens/pause.entity.js';
import { ConsoleModule } from './console/console.module.js';
import { AssignmentEntity } from './devices/assignments/assignment.entity.js';
import { CommandEntity } from './devices/commands/command.entity.js';
import { DeviceHealthEntity } from './devices/device-health.entity.js';
import { ConditionEntity } from './devices/conditions/condition.entity.js';
import { DeviceEntity } from './devices/device.entity.js';
import { DevicesModule } from './devices/devices.module.js';
import { DoseEntity } from './doses/dose.entity.js';
import { DosesModule } from './doses/doses.module.js';
import { ScheduleEntity } from './doses/schedules/schedule.entity.js';
import { DeliveryEntity } from './deliveries/delivery.entity.js';
import { PushMessageEntity } from './deliveries/push/push-message.entity.js';
import { PushSubscriptionEntity } from './deliveries/push/push-subscription.entity.js';
import { ClimbEntity } from './cases/climb.entity.js';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { LaddersModule } from './ladders/ladders.module.js';
import { LadderEntity } from './ladders/ladder.entity.js';
import { IngestModule } from './ingest/ingest.module.js';
import { VerdictEntity } from './ingest/verdicts/verdict.entity.js';
import { JournalEntity } from './journal/journal.entity.js';
import { JournalModule } from './journal/journal.module.js';
import { PartnersModule } from './partners/partners.module.js';
import type { Settings } from './platform/config/settings.schema.js';
import type { Entities } from './platform/database/database.js';
import { PlatformModule } from './platform/platform.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { TaskEntity } from './cases/task.entity.js';
import { DistrictEntity } from './teams/district.entity.js';
import { OwnDayEntity } from './teams/own-day.entity.js';
import { TeamEntity } from './teams/team.entity.js';
import { TeamsModule } from './teams/teams.module.js';

export const entities: Entities = [
  DistrictEntity,
  TeamEntity,
  OwnDayEntity,
  StaffEntity,
  OwnShiftEntity,
  OwnSettingsEntity,
  PartnerEntity,
  BreakGlassEntity,
  DeviceCredentialEntity,
  ReadLogEntity,
  SessionEntity,
  AccessLogEntity,
  LookEntity,
  FeedLookEntity,
  CitizenEntity,
  ContactEntity,
  PostcodeEntity,
  PauseEntity,
  GlassReviewEntity,
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
  ClimbEntity,
  DeliveryEntity,
  PushSubscriptionEntity,
  PushMessageEntity,
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
    LaddersModule,
    CasesModule,
    IncidentsModule,
    DeliveriesModule,
    BoardModule,
    ReportsModule,
    PartnersModule,
    ConsoleModule,
  ],
})
export class AppModule {
  /** `besides` is what is joined to the rooms without being one of them, such as the demo's town. */
  static with(settings: Settings, besides: readonly Type[]): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(settings, entities), ...besides] };
  }
}
