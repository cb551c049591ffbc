import { Injectable } from '@nestjs/common';
import { realNow } from '../../clock/clock.js';
import type { Companion } from '../../database/alongside.js';
import { Database } from '../../database/database.js';
import { isHeld } from '../../database/trouble.rules.js';
import type { Turn } from '../../database/turn.js';
import { problem } from '../../errors/problem.js';
import { type DoneRequest, judgeRepeat } from './idempotency.rules.js';
import { IdempotencyStore, type KeyUse } from './idempotency.store.js';

export const HEADER = 'Idempotency-Key';
const KEPT_MS = 24 * 60 * 60 * 1000;
const PURGE_EVERY_MS = 60 * 60 * 1000;

/** A key, and what it is used for. */
export interface Keyed {
  readonly use: KeyUse;
  readonly digest: string;
}

/** Somebody has done it. */
export class Done extends Error {
  constructor(readonly request: DoneRequest) {
    super('It was done before');
  }
}

/** Work under a key: the key is taken and answered in the transaction of the work, or not at all. */
@Injectable()
export class KeyedWork {
  private purgeAt = 0;

  constructor(
    private readonly database: Database,
    private readonly store: IdempotencyStore,
  ) {}

  /** What was done under the key in the last 24 hours. */
  find(use: KeyUse): Promise<DoneRequest | null> {
    const now = realNow();
    return this.database.autocommit(async (tx) => {
      if (now.getTime() >= this.purgeAt) {
        this.purgeAt = now.getTime() + PURGE_EVERY_MS;
        await this.store.purge(tx, keptSince(now));
      }
      return this.store.find(tx, use, keptSince(now));
    });
  }

  /**
   * What goes with the work; it throws `Done` where the work was done.
   * @param whole of a part: what it is a part of, whose key the first part that is done takes along
   */
  companion(keyed: Keyed, answered: () => Omit<DoneRequest, 'digest'>, whole: Keyed | null = null): Companion {
    let taken: KeyUse[] = [];
    return {
      begin: async (tx) => {
        taken = [];
        if (whole) {
          const before = await this.take(tx, whole);
          if (before) refuseOther(before, whole.digest);
          else taken.push(whole.use);
        }
        const before = await this.take(tx, keyed);
        if (before) throw new Done(before);
        taken.push(keyed.use);
      },
      end: async (tx) => {
        for (const use of taken) await this.store.answer(tx, use, answered());
      },
    };
  }

  /** What was done under the key already; null where it is taken now. */
  private async take(tx: Turn['tx'], { use, digest }: Keyed): Promise<DoneRequest | null> {
    const now = realNow();
    const isTaken = await this.store.take(tx, use, digest, now, keptSince(now)).catch((error: unknown) => {
      throw isHeld(error) ? underWay() : error;
    });
    return isTaken ? null : this.store.find(tx, use, keptSince(now));
  }
}

/** @throws Problem where the key was used for something else */
export function refuseOther(done: DoneRequest, digest: string): void {
  const repeat = judgeRepeat(done, digest);
  if (repeat === 'other-request')
    throw problem.unprocessable([{ path: HEADER, message: 'was used for another request' }]);
  if (repeat === 'unknown')
    throw problem.conflict(
      'This key was used under an earlier version of the gateway; look whether it was done before you send a new one.',
    );
}

const keptSince = (now: Date): Date => new Date(now.getTime() - KEPT_MS);

const underWay = () =>
  problem.conflict('A request with this key is under way; send it again for its answer.', { retryAfterSeconds: 2 });
