import { Injectable } from '@nestjs/common';
import { realNow } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { codeOf, troubleOf } from '../../platform/database/trouble.rules.js';
import { Problem } from '../../platform/errors/problem.js';
import { Log } from '../../platform/logging/log.js';
import { AccessLog, type Somebody } from '../audit/access-log.service.js';
import { grantScopes } from '../access.rules.js';
import { type Attempt, AttemptsService } from './attempts.service.js';
import { PartnersService } from '../partners/partners.service.js';
import { readUsername } from './password.rules.js';
import { PasswordsService } from './passwords.service.js';
import { hashSecret, isSecretRight } from './secret.js';
import { DEVICE_DAYS } from './session.rules.js';
import { type Caller, SessionsService } from './sessions.service.js';
import { SessionsStore } from './sessions.store.js';
import { StaffService } from '../staff/staff.service.js';
import { stampOf, type Grant, type Token, TokensService } from './tokens.service.js';
import { DAY_MS } from '../../platform/clock/spans.rules.js';

/** Belongs to no client: compared against when there is none, so that both answers take as long. */
const NOBODYS_HASH = hashSecret('');
const NOBODYS_ID = '00000000-0000-0000-0000-000000000000';

/** Lets staff in by password and partners by secret. Null means wrong, whatever was wrong; who guesses is slowed down with a 429. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffService,
    private readonly partners: PartnersService,
    private readonly passwords: PasswordsService,
    private readonly tokens: TokensService,
    private readonly attempts: AttemptsService,
    private readonly sessions: SessionsService,
    private readonly sessionsStore: SessionsStore,
    private readonly accessLog: AccessLog,
    private readonly log: Log,
  ) {}

  /** `from.deviceId` is a device we named; it will be known as hers. */
  async asStaff(username: string, password: string, from: Caller): Promise<Token | null> {
    const name = readUsername(username);
    const account = await this.database.autocommit((tx) => this.staff.findByUsername(tx, name ?? ''));
    const isHers = await this.isDeviceOf(account?.id ?? NOBODYS_ID, from.deviceId);
    const attempt = {
      account: `staff ${name ?? username}`,
      address: from.address ?? '',
      deviceId: isHers ? from.deviceId : null,
      isGuessable: true,
    };
    return this.attempt(attempt, account && { kind: 'staff', id: account.id }, async () => {
      const open = account?.disabledAt === null ? account : null;
      const isRight = await this.passwords.isRight(open?.passwordHash ?? null, password);
      if (!open?.passwordHash || !isRight) return null;
      return this.open({ kind: 'staff', sub: open.id, stamp: stampOf(open.passwordHash) }, from);
    });
  }

  /** `scope` asks for some of the partner's scopes, separated by spaces; asking for another is `invalid_scope`. */
  async asPartner(
    clientId: string,
    clientSecret: string,
    scope: string | undefined,
    from: Caller,
  ): Promise<(Token & { scope: string }) | 'invalid_scope' | null> {
    const partner = await this.database.autocommit((tx) => this.partners.findByClientId(tx, clientId));
    const attempt = {
      account: `partner ${clientId}`,
      address: from.address ?? '',
      deviceId: null,
      isGuessable: false,
    };
    return this.attempt(attempt, partner && { kind: 'partner', id: partner.id }, async () => {
      const isRight = isSecretRight(partner?.secretHash ?? NOBODYS_HASH, clientSecret);
      if (!partner || partner.disabledAt || !isRight) return null;
      const granted = grantScopes(partner.scopes, scope)?.join(' ');
      if (granted === undefined) return 'invalid_scope' as const;
      const token = await this.open({ kind: 'partner', sub: partner.id, scope: granted }, from);
      return token && { ...token, scope: granted };
    });
  }

  private async attempt<T>(attempt: Attempt, of: Somebody | null, tryOnce: () => Promise<T | null>): Promise<T | null> {
    const { address } = attempt;
    try {
      const found = await this.attempts.attempt(attempt, tryOnce);
      if (found === null) await this.accessLog.note({ what: 'sign-in.refused', of, address });
      return found;
    } catch (error) {
      if (error instanceof Problem && error.status === 429)
        await this.accessLog.note({ what: 'sign-in.slowed', of, address });
      throw error;
    }
  }

  /** Null when the account was closed, or its secret changed, while it was being looked at. */
  private async open(grant: Grant, from: Caller): Promise<Token | null> {
    const token = await this.tokens.sign(grant);
    const event = { what: 'sign-in', of: { kind: grant.kind, id: grant.sub }, address: from.address } as const;
    try {
      const isOpen = await this.database.transact(async (tx) => {
        if (!(await this.isStillRight(tx, grant))) return false;
        await this.sessions.open(tx, token.claims, from);
        await this.accessLog.write(tx, event);
        return true;
      });
      if (!isOpen) return null;
    } catch (error) {
      if (troubleOf(error) !== 'infrastructure') throw error;
      // A nurse who comes on duty while nothing can be written must see the list; the session is written as soon as it can be.
      this.log.warn({ error: codeOf(error) }, 'a sign-in could not be written down yet');
    }
    this.accessLog.tell(event);
    return token;
  }

  /** Held until the commit, so that who disables the account meanwhile ends this session too. */
  private async isStillRight(tx: Parameters<StaffService['share']>[0], grant: Grant): Promise<boolean> {
    if (grant.kind === 'partner') return (await this.partners.share(tx, grant.sub))?.disabledAt === null;
    const staff = await this.staff.share(tx, grant.sub);
    return staff?.disabledAt === null && staff.passwordHash !== null && stampOf(staff.passwordHash) === grant.stamp;
  }

  private async isDeviceOf(principalId: string, deviceId: string | null): Promise<boolean> {
    if (deviceId === null) return false;
    const since = new Date(realNow().getTime() - DEVICE_DAYS * DAY_MS);
    return this.database.autocommit((tx) => this.sessionsStore.isDeviceOf(tx, principalId, deviceId, since));
  }
}
