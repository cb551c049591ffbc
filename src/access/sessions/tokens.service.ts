import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { realNow } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import { SecretsStore } from '../../platform/database/secrets.store.js';

const ALGORITHM = 'HS256';
const ISSUER = 'dosevagt';
const AUDIENCE = 'dosevagt-api';
const PARTNER_SECONDS = 60 * 60;
const MOST_REMEMBERED = 1_000;

const times = { iat: z.number(), exp: z.number() };
/** A token of the version before names no session. */
const sid = z.uuid().optional();
const claimsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('staff'), sub: z.uuid(), stamp: z.string(), sid, ...times }),
  z.object({ kind: z.literal('partner'), sub: z.uuid(), scope: z.string(), sid, ...times }),
]);

/** Who is to get a token. */
export type Grant =
  | { readonly kind: 'staff'; readonly sub: string; readonly stamp: string }
  | { readonly kind: 'partner'; readonly sub: string; readonly scope: string };

/** What a token says of its bearer. What the bearer may do, and whether the session stands, is looked up at each request. */
export type Claims = Grant & {
  readonly sessionId: string;
  /** The session's id is in the token; else it is made from the token, the same each time. */
  readonly namesSession: boolean;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
};

export interface Token {
  readonly token: string;
  readonly claims: Claims;
  readonly expiresAt: Date;
  readonly lifeSeconds: number;
}

/** Changes with the password, so that a token dies with the password it was got by. */
export const stampOf = (passwordHash: string): string =>
  createHash('sha256').update(passwordHash).digest('base64url').slice(0, 16);

/** Signs and reads tokens. They live by the wall clock, whatever the house's clock is moved to. */
@Injectable()
export class TokensService {
  private key: Promise<Buffer> | null = null;
  /** Read before: a signature that was right once stays right, and the same few tokens come with every request. */
  private readonly known = new Map<string, Claims>();
  private readonly lifeSeconds: Readonly<Record<Grant['kind'], number>>;

  constructor(
    private readonly database: Database,
    private readonly secrets: SecretsStore,
    { sessions }: Config,
  ) {
    this.lifeSeconds = { staff: sessions.hours * 60 * 60, partner: PARTNER_SECONDS };
  }

  /** Each token is a session of its own. */
  async sign(grant: Grant): Promise<Token> {
    const { kind, sub, ...rest } = grant;
    const issuedAt = new Date(Math.floor(realNow().getTime() / 1000) * 1000);
    const lifeSeconds = this.lifeSeconds[kind];
    const expiresAt = new Date(issuedAt.getTime() + lifeSeconds * 1000);
    const sessionId = newId();
    const token = await new SignJWT({ kind, sid: sessionId, ...rest })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(sub)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(await this.signingKey());
    return { token, claims: { ...grant, sessionId, namesSession: true, issuedAt, expiresAt }, expiresAt, lifeSeconds };
  }

  /** The claims of a token we signed that has not expired, or null for any other text. */
  async read(token: string): Promise<Claims | null> {
    const now = realNow();
    const known = this.known.get(token);
    if (known && now < known.expiresAt) return known;
    this.known.delete(token);
    try {
      const { payload } = await jwtVerify(token, await this.signingKey(), {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: now,
      });
      const said = claimsSchema.safeParse(payload).data;
      if (!said) return null;
      const { sid, iat, exp, ...grant } = said;
      const claims: Claims = {
        ...grant,
        sessionId: sid ?? idOf(token),
        namesSession: sid !== undefined,
        issuedAt: new Date(iat * 1000),
        expiresAt: new Date(exp * 1000),
      };
      this.remember(token, claims);
      return claims;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  private remember(token: string, claims: Claims): void {
    const [oldest] = this.known.keys();
    if (this.known.size >= MOST_REMEMBERED && oldest !== undefined) this.known.delete(oldest);
    this.known.set(token, claims);
  }

  private signingKey(): Promise<Buffer> {
    this.key ??= this.database
      .autocommit((tx) => this.secrets.findOrMake(tx, 'token-key', () => randomBytes(32)))
      .catch((error: unknown) => {
        this.key = null;
        throw error;
      });
    return this.key;
  }
}

/** A UUID of version 8, which is anybody's own: what it is made of is our affair (RFC 9562, section 5.8). */
function idOf(token: string): string {
  const bytes = createHash('sha256').update(token).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
