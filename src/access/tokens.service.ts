import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { realNow } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { SecretsStore } from '../platform/database/secrets.store.js';

const ALGORITHM = 'HS256';
const ISSUER = 'dosevagt';
const AUDIENCE = 'dosevagt-api';
const LIFE_SECONDS = { staff: 12 * 60 * 60, partner: 60 * 60 };
const MOST_REMEMBERED = 1_000;

/** What a token says of its bearer. What the bearer may do is looked up at each request, so that disabling works at once. */
const claimsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('staff'), sub: z.uuid(), stamp: z.string() }),
  z.object({ kind: z.literal('partner'), sub: z.uuid(), scope: z.string() }),
]);
export type Claims = z.infer<typeof claimsSchema>;

export interface Token {
  readonly token: string;
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
  private readonly known = new Map<string, { readonly claims: Claims; readonly expiresAtMs: number }>();

  constructor(
    private readonly database: Database,
    private readonly secrets: SecretsStore,
  ) {}

  async sign({ kind, sub, ...rest }: Claims): Promise<Token> {
    const issuedAt = realNow();
    const lifeSeconds = LIFE_SECONDS[kind];
    const expiresAt = new Date((Math.floor(issuedAt.getTime() / 1000) + lifeSeconds) * 1000);
    const token = await new SignJWT({ kind, ...rest })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(sub)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(await this.signingKey());
    return { token, expiresAt, lifeSeconds };
  }

  /** The claims of a token we signed that has not expired, or null for any other text. */
  async read(token: string): Promise<Claims | null> {
    const now = realNow();
    const known = this.known.get(token);
    if (known && now.getTime() < known.expiresAtMs) return known.claims;
    this.known.delete(token);
    try {
      const { payload } = await jwtVerify(token, await this.signingKey(), {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['exp', 'sub'],
        currentDate: now,
      });
      const claims = claimsSchema.safeParse(payload).data ?? null;
      if (claims) this.remember(token, claims, payload.exp! * 1000);
      return claims;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  private remember(token: string, claims: Claims, expiresAtMs: number): void {
    const [oldest] = this.known.keys();
    if (this.known.size >= MOST_REMEMBERED && oldest !== undefined) this.known.delete(oldest);
    this.known.set(token, { claims, expiresAtMs });
  }

  private signingKey(): Promise<Buffer> {
    this.key ??= this.database
      .read((tx) => this.secrets.findOrMake(tx, 'token-key', () => randomBytes(32)))
      .catch((error: unknown) => {
        this.key = null;
        throw error;
      });
    return this.key;
  }
}
