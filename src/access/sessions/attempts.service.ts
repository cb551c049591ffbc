import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { realNow } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { codeOf, troubleOf } from '../../platform/database/trouble.rules.js';
import { problem } from '../../platform/errors/problem.js';
import { Log } from '../../platform/logging/log.js';
import { networkOf } from '../../platform/network.rules.js';
import { type Counted, countOf, crowdedSeconds, isCrowded, waitMs, WINDOW_MS, type Wrong } from './attempts.rules.js';
import { AttemptsStore } from './attempts.store.js';
import { Narrow } from '../narrow.js';

/** Somebody tries to come in. */
export interface Attempt {
  /** What she calls herself: an account, or none. */
  readonly account: string;
  readonly address: string;
  /** The device, where that account signed in on it lately. */
  readonly deviceId: string | null;
  /** Whether the secret is one that a person made up. */
  readonly isGuessable: boolean;
}

/** A wrong one behind a crowded address keeps its place for so long after its answer, so that guessing has a measure. */
const WRONG_MS = 1_000;
/** When to come again to an address where too many wait. */
const BUSY_SECONDS = 5;
const PURGE_EVERY_MS = 60 * 60 * 1_000;
const MOST_KEPT_HERE = 10_000;

/**
 * Slows down who guesses, and shuts nobody out. Only wrong tries count, once they are known to be wrong, and all nodes count together.
 * A person's account waits longer after each, but at a device where she signed in; a secret that nobody can guess is always looked at.
 * Behind an address that tried very often all are looked at a few at a time, and who is right passes.
 */
@Injectable()
export class AttemptsService {
  private readonly lines = new Map<string, Promise<unknown>>();
  private readonly narrow = new Narrow();
  /** What could not be counted in the database. */
  private readonly here = new Map<string, Wrong>();
  private purgeAt = 0;

  constructor(
    private readonly store: AttemptsStore,
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  /**
   * Runs one try to sign in; null from it means wrong. A right one makes the wrong ones before it forgotten.
   * @throws Problem 429 when it has to wait
   */
  async attempt<T>(attempt: Attempt, tryOnce: () => Promise<T | null>): Promise<T | null> {
    const address = networkOf(attempt.address);
    // What cannot be guessed costs next to nothing to look at.
    if (attempt.deviceId !== null || !attempt.isGuessable) return this.inTurn(attempt, tryOnce);
    if (!(await this.narrow.enter(address))) throw problem.tooManyRequests(BUSY_SECONDS);
    let wasWrong = true;
    try {
      const found = await this.inTurn(attempt, tryOnce);
      wasWrong = found === null;
      return found;
    } finally {
      // A wrong one has been counted by now, and is so before the next is let in.
      const keeps = wasWrong && (await this.isCrowded(address));
      this.narrow.leave(address, keeps ? WRONG_MS : 0);
    }
  }

  /** One of an account after the other: else a thousand guesses at once would all be made before the first is known to be wrong. */
  private inTurn<T>(attempt: Attempt, tryOnce: () => Promise<T | null>): Promise<T | null> {
    const kind = attempt.deviceId === null ? 'account' : 'device';
    const own = keyOf(kind, `${attempt.deviceId ?? ''} ${attempt.account}`);
    const address = keyOf('address', networkOf(attempt.address));
    return this.inLine(own, async () => {
      const [before = null, crowd = null] = await this.find([own, address]);
      const wait = waitMs(kind, before, realNow());
      if (wait > 0 && attempt.isGuessable) throw problem.tooManyRequests(Math.ceil(wait / 1_000));
      const found = await tryOnce();
      if (found !== null) {
        if (before) await this.forget(own);
        return found;
      }
      await this.count(kind, own);
      await this.count('address', address);
      if (wait > 0) throw problem.tooManyRequests(Math.ceil(wait / 1_000));
      if (isCrowded(crowd, realNow())) throw problem.tooManyRequests(crowdedSeconds(crowd, realNow()));
      return null;
    });
  }

  private async isCrowded(address: string): Promise<boolean> {
    const [crowd = null] = await this.find([keyOf('address', address)]).catch(() => [null]);
    return isCrowded(crowd, realNow());
  }

  private inLine<T>(key: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.lines.get(key) ?? Promise.resolve()).then(work);
    const leave = (): void => {
      if (this.lines.get(key) === settled) this.lines.delete(key);
    };
    const settled: Promise<void> = mine.then(leave, leave);
    this.lines.set(key, settled);
    return mine;
  }

  private async find(keys: readonly string[]): Promise<(Wrong | null)[]> {
    const found = await this.database.autocommit((tx) => this.store.find(tx, keys));
    return keys.map((key) => {
      const [counted, here] = [found.get(key) ?? null, this.here.get(key) ?? null];
      return counted && here ? (here.lastAt > counted.lastAt ? here : counted) : (counted ?? here);
    });
  }

  private async count(kind: Counted, key: string): Promise<void> {
    const now = realNow();
    try {
      await this.database.commitAtOnce((tx) =>
        this.store.count(tx, key, now, new Date(now.getTime() - WINDOW_MS[kind])),
      );
      this.here.delete(key);
    } catch (error) {
      if (troubleOf(error) !== 'infrastructure') throw error;
      this.countHere(kind, key, now);
      this.log.warn({ error: codeOf(error) }, 'a wrong sign-in is counted by this process alone');
      return;
    }
    if (now.getTime() < this.purgeAt) return;
    this.purgeAt = now.getTime() + PURGE_EVERY_MS;
    await this.database.commitAtOnce((tx) => this.store.purge(tx, new Date(now.getTime() - WINDOW_MS.device)));
  }

  private countHere(kind: Counted, key: string, now: Date): void {
    const before = this.here.get(key) ?? null;
    const wrong = countOf(kind, before, now);
    this.here.delete(key);
    this.here.set(key, { wrong: wrong + 1, since: before && wrong > 0 ? before.since : now, lastAt: now });
    if (this.here.size > MOST_KEPT_HERE) this.here.delete(this.here.keys().next().value!);
  }

  private async forget(key: string): Promise<void> {
    this.here.delete(key);
    try {
      await this.database.commitAtOnce((tx) => this.store.forget(tx, key));
    } catch (error) {
      // It is forgotten with its window.
      if (troubleOf(error) !== 'infrastructure') throw error;
    }
  }
}

/** Names and addresses are not kept. */
const keyOf = (kind: Counted, text: string): string =>
  `${kind} ${createHash('sha256').update(text).digest('base64url')}`;
