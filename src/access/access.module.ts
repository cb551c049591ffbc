import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { SecretsStore } from '../platform/database/secrets.store.js';
import { IdempotencyInterceptor } from '../platform/http/idempotency.interceptor.js';
import { IdempotencyKey } from '../platform/http/idempotency.key.js';
import { IdempotencyStore } from '../platform/http/idempotency.store.js';
import { Replay } from '../platform/http/replay.js';
import { TeamsModule } from '../teams/teams.module.js';
import { AccessGuard } from './access.guard.js';
import { AccessLog } from './access-log.service.js';
import { AccountsService } from './accounts.service.js';
import { AttemptsService } from './attempts.service.js';
import { AuditController } from './audit.controller.js';
import { AuditStore } from './audit.store.js';
import { AttemptsStore } from './attempts.store.js';
import { BreakGlass } from './break-glass.service.js';
import { BreakGlassStore } from './break-glass.store.js';
import { CredentialsService } from './credentials.service.js';
import { CredentialsStore } from './credentials.store.js';
import { Endings } from './endings.service.js';
import { FeedLooks } from './feed-looks.service.js';
import { KnownDevices } from './known-devices.js';
import { DutyController } from './duty.controller.js';
import { LookInterceptor } from './look.interceptor.js';
import { OAuthController } from './oauth.controller.js';
import { OwnDaysController } from './own-days.controller.js';
import { PartnersController } from './partners.controller.js';
import { PartnersStore } from './partners.store.js';
import { PasswordsService } from './passwords.service.js';
import { PrincipalsService } from './principals.service.js';
import { Reach } from './reach.service.js';
import { ReadLog } from './read-log.service.js';
import { ReadLogStore } from './read-log.store.js';
import { RostersController } from './rosters.controller.js';
import { RostersService } from './rosters.service.js';
import { RoutesCheck } from './routes.check.js';
import { OwnSessionsController } from './own-sessions.controller.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SessionsStore } from './sessions.store.js';
import { SignInService } from './sign-in.service.js';
import { StaffController } from './staff.controller.js';
import { StaffService } from './staff.service.js';
import { StaffStore } from './staff.store.js';
import { TokensService } from './tokens.service.js';

@Module({
  imports: [TeamsModule, DiscoveryModule],
  controllers: [
    AuditController,
    SessionsController,
    OwnSessionsController,
    OAuthController,
    StaffController,
    PartnersController,
    RostersController,
    DutyController,
    OwnDaysController,
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
    KnownDevices,
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
    SignInService,
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
