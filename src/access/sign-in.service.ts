import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { grantScopes } from './access.rules.js';
import { AttemptsService } from './attempts.service.js';
import { PartnersStore } from './partners.store.js';
import { readUsername } from './password.rules.js';
import { PasswordsService } from './passwords.service.js';
import { hashSecret, isSecretRight } from './secret.js';
import { StaffStore } from './staff.store.js';
import { stampOf, type Token, TokensService } from './tokens.service.js';

/** Belongs to no client: compared against when there is none, so that both answers take as long. */
const NOBODYS_HASH = hashSecret('');

/** Lets staff in by password and partners by secret. Null means wrong, whatever was wrong; too many wrong ones are a 429. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffStore,
    private readonly partners: PartnersStore,
    private readonly passwords: PasswordsService,
    private readonly tokens: TokensService,
    private readonly attempts: AttemptsService,
  ) {}

  async asStaff(username: string, password: string, address: string): Promise<Token | null> {
    const name = readUsername(username);
    return this.attempts.attempt(`staff ${name}`, address, async () => {
      const staff = name === null ? null : await this.database.read((tx) => this.staff.findByUsername(tx, name));
      const open = staff?.disabledAt === null ? staff : null;
      const isRight = await this.passwords.isRight(open?.passwordHash ?? null, password);
      if (!open || !isRight) return null;
      return this.tokens.sign({ kind: 'staff', sub: open.id, stamp: stampOf(open.passwordHash) });
    });
  }

  /** `scope` asks for some of the partner's scopes, separated by spaces; asking for another is `invalid_scope`. */
  async asPartner(
    clientId: string,
    clientSecret: string,
    scope: string | undefined,
    address: string,
  ): Promise<(Token & { scope: string }) | 'invalid_scope' | null> {
    return this.attempts.attempt(`partner ${clientId}`, address, async () => {
      const partner = await this.database.read((tx) => this.partners.findByClientId(tx, clientId));
      const isRight = isSecretRight(partner?.secretHash ?? NOBODYS_HASH, clientSecret);
      if (!partner || partner.disabledAt || !isRight) return null;
      const granted = grantScopes(partner.scopes, scope)?.join(' ');
      if (granted === undefined) return 'invalid_scope' as const;
      return { ...(await this.tokens.sign({ kind: 'partner', sub: partner.id, scope: granted })), scope: granted };
    });
  }
}
