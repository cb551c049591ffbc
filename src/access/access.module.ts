import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { SecretsStore } from '../platform/database/secrets.store.js';
import { IdempotencyInterceptor } from '../platform/http/idempotency/idempotency.interceptor.js';
import { IdempotencyKey } from '../platform/http/idempotency/idempotency.key.js';
import { KeyedWork } from '../platform/http/idempotency/keyed-work.js';
import { IdempotencyStore } from '../platform/http/idempotency/idempotency.store.js';
import { Replay } from '../platform/http/idempotency/replay.js';
import { TeamsModule } from '../teams/teams.module.js';
import { AccessGuard } from './access.guard.js';
import { AccessLog } from './audit/access-log.service.js';
import { AccountsService } from './staff/accounts.service.js';
import { AttemptsService } from './sessions/attempts.service.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditStore } from './audit/audit.store.js';
import { AttemptsStore } from './sessions/attempts.store.js';
import { BreakGlass } from './break-glass.service.js';
import { BreakGlassStore } from './break-glass.store.js';
import { CredentialsService } from './dispensers/credentials.service.js';
import { CredentialsStore } from './dispensers/credentials.store.js';
import { Endings } from './sessions/endings.service.js';
import { FeedLooks } from './audit/feed-looks.service.js';
import { KnownDevices } from './sessions/known-devices.js';
import { DutyController } from './staff/duty.controller.js';
import { LookInterceptor } from './audit/look.interceptor.js';
import { OAuthController } from './sessions/oauth.controller.js';
import { OwnDaysController } from './staff/own-days.controller.js';
import { PartnersController } from './partners/partners.controller.js';
import { PartnersService } from './partners/partners.service.js';
import { PartnersStore } from './partners/partners.store.js';
import { PasswordsService } from './sessions/passwords.service.js';
import { PrincipalsService } from './principals.service.js';
import { Reach } from './reach.service.js';
import { ReadLog } from './audit/read-log.service.js';
import { ReadLogStore } from './audit/read-log.store.js';
import { RolesController } from './roles.controller.js';
import { RostersController } from './staff/rosters.controller.js';
import { RostersService } from './staff/rosters.service.js';
import { RoutesCheck } from './routes.check.js';
import { OwnSessionsController } from './sessions/own-sessions.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SessionsStore } from './sessions/sessions.store.js';
import { SignInService } from './sessions/sign-in.service.js';
import { OwnSettingsController } from './settings/own-settings.controller.js';
import { OwnSettingsService } from './settings/own-settings.service.js';
import { OwnSettingsStore } from './settings/own-settings.store.js';
import { OwnShiftsStore } from './staff/own-shifts.store.js';
import { ShiftsController } from './staff/shifts.controller.js';
import { ShiftsService } from './staff/shifts.service.js';
import { ShiftsWorker } from './staff/shifts.worker.js';
import { StaffImportController } from './staff/import/staff-import.controller.js';
import { StaffImport } from './staff/import/staff-import.service.js';
import { StaffController } from './staff/staff.controller.js';
import { StaffService } from './staff/staff.service.js';
import { StaffStore } from './staff/staff.store.js';
import { TokensService } from './sessions/tokens.service.js';

@Module({
  imports: [TeamsModule, DiscoveryModule],
  controllers: [
    AuditController,
    SessionsController,
    OwnSessionsController,
    OAuthController,
    StaffImportController,
    StaffController,
    PartnersController,
    RolesController,
    RostersController,
    DutyController,
    OwnDaysController,
    OwnSettingsController,
    ShiftsController,
  ],
  providers: [
    AccessLog,
    AccountsService,
    AttemptsService,
    AttemptsStore,
    AuditStore,
    BreakGlass,
    BreakGlassStore,
    CredentialsService,
    CredentialsStore,
    Endings,
    FeedLooks,
    IdempotencyKey,
    IdempotencyStore,
    KeyedWork,
    KnownDevices,
    OwnSettingsService,
    OwnSettingsStore,
    OwnShiftsStore,
    PartnersService,
    PartnersStore,
    PasswordsService,
    PrincipalsService,
    Reach,
    ReadLog,
    ReadLogStore,
    Replay,
    RostersService,
    RoutesCheck,
    SecretsStore,
    SessionsService,
    SessionsStore,
    ShiftsService,
    ShiftsWorker,
    SignInService,
    StaffImport,
    StaffService,
    StaffStore,
    TokensService,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: LookInterceptor },
  ],
  exports: [
    AccessLog,
    AccountsService,
    BreakGlass,
    CredentialsService,
    Endings,
    FeedLooks,
    OwnSettingsService,
    PrincipalsService,
    SessionsService,
    TokensService,
    Reach,
    ReadLog,
    RostersService,
    StaffService,
  ],
})
export class AccessModule {}
