import { Injectable } from '@nestjs/common';
import { argon2id, hash, verify } from 'argon2';

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane. */
const COST = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

@Injectable()
export class PasswordsService {
  private nobodys: Promise<string> | null = null;

  hash(password: string): Promise<string> {
    return hash(password, COST);
  }

  /** Whether it is the password behind the hash. Without a hash (no such user) it is not, and takes as long to say so. */
  async isRight(passwordHash: string | null, password: string): Promise<boolean> {
    // Made before either is looked at, or the first name that nobody has would show itself by taking longer.
    const nobodys = await this.nobodysHash();
    const matches = await verify(passwordHash ?? nobodys, password);
    return matches && passwordHash !== null;
  }

  private nobodysHash(): Promise<string> {
    return (this.nobodys ??= this.hash('nobody signs in with this'));
  }
}
