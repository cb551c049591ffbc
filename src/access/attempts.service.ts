import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { problem } from '../platform/errors/problem.js';

const WRONG_PER_MINUTE = 10;
const WRONG_PER_MINUTE_AND_ADDRESS = 100;

/** Counts wrong sign-ins, by name and address, and by address alone against those who try many names. */
@Injectable()
export class AttemptsService {
  private readonly byName = new RateLimiterMemory({ points: WRONG_PER_MINUTE, duration: 60 });
  private readonly byAddress = new RateLimiterMemory({ points: WRONG_PER_MINUTE_AND_ADDRESS, duration: 60 });

  /**
   * Runs one try to sign in; null from it means wrong. A right one makes the wrong ones before it forgotten.
   * @throws Problem 429 after too many wrong ones, without trying
   */
  async attempt<T>(name: string, address: string, tryOnce: () => Promise<T | null>): Promise<T | null> {
    const key = `${name.slice(0, 128)} ${address}`;
    await take(this.byAddress, address);
    await take(this.byName, key);
    const found = await tryOnce();
    if (found === null) return null;
    await this.byName.delete(key);
    await this.byAddress.reward(address);
    return found;
  }
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes)
      throw problem.tooManyRequests(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
    throw refusal;
  }
}
