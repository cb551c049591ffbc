import { Injectable } from '@nestjs/common';
import { realNow } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { codeOf, troubleOf } from '../../platform/database/trouble.rules.js';
import type { Turn } from '../../platform/database/turn.js';
import { begin } from '../../platform/emitters.js';
import { Log } from '../../platform/logging/log.js';
import { DEVICE_DAYS, isBeforeCut, judgeSession, type Session } from './session.rules.js';
import { SessionsStore } from './sessions.store.js';
import type { Claims } from './tokens.service.js';
import { DAY_MS, HOUR_MS } from '../../platform/clock/spans.rules.js';

/** Where somebody speaks from. */
export interface Caller {
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly deviceId: string | null;
}

const NOBODY: Caller = { address: null, userAgent: null, deviceId: null };
/** How exactly it is written when a session was used last. */
const USE_MS = 60_000;
const MOST_USES = 20_000;
/** As many sign-ins of one account as may be good at once; one more ends the oldest. */
const MOST_OPEN = 1_000;

interface Use {
  readonly usedAt: Date;
  readonly writtenAt: Date;
}

/**
 * Sessions live by the time outside, in the database: every request asks whether its own still stands, so that one that was ended is
 * refused at the next request of whichever node. A signed token whose session was never written is written down when it is first shown:
 * it comes from a node of the version before, or from a time when nothing could be written.
 */
@Injectable()
export class SessionsService {
  private readonly uses = new Map<string, Use>();
  private readonly idleMs: number;
  private purgeAt = 0;

  constructor(
    private readonly store: SessionsStore,
    private readonly database: Database,
    private readonly log: Log,
    { sessions }: Config,
  ) {
    this.idleMs = sessions.idleMinutes * 60_000;
  }

  /** In the transaction of whoever signed in. */
  async open(tx: Turn['tx'], claims: Claims, from: Caller): Promise<void> {
    const now = realNow();
    await this.store.touch(tx, this.asSession(claims, from, now));
    const lifeMs = claims.expiresAt.getTime() - claims.issuedAt.getTime();
    await this.store.endBeyond(tx, claims.sub, MOST_OPEN, new Date(now.getTime() - lifeMs - HOUR_MS), now);
    if (now.getTime() < this.purgeAt) return;
    this.purgeAt = now.getTime() + HOUR_MS;
    await this.store.purge(tx, new Date(now.getTime() - HOUR_MS), new Date(now.getTime() - DEVICE_DAYS * DAY_MS));
  }

  /** Whether its session is one that lets in, now; `isWritten` when there is a row of it. */
  async judge(tx: Turn['tx'], claims: Claims): Promise<{ stands: boolean; isWritten: boolean }> {
    const session = await this.store.find(tx, claims.sessionId);
    if (!session) {
      const cutAt = await this.store.findCut(tx, claims.sub);
      return { stands: !isBeforeCut(claims.issuedAt, cutAt), isWritten: false };
    }
    const usedHereAt = this.uses.get(session.id)?.usedAt ?? null;
    const standing = judgeSession(session, { usedHereAt, now: realNow(), idleMs: this.idleMs });
    return { stands: standing === 'stands', isWritten: true };
  }

  /** Somebody was let in by it. That is written once a minute, and nobody waits for it, unless it was never written before. */
  async noteUse(claims: Claims, isWritten: boolean, from: Caller): Promise<void> {
    const now = realNow();
    const before = this.uses.get(claims.sessionId);
    const isDue = !before || now.getTime() - before.writtenAt.getTime() >= USE_MS;
    this.uses.delete(claims.sessionId);
    this.uses.set(claims.sessionId, { usedAt: now, writtenAt: isDue ? now : before.writtenAt });
    if (this.uses.size > MOST_USES) this.uses.delete(this.uses.keys().next().value!);
    if (!isDue) return;
    const write = () =>
      this.database.commitAtOnce((tx) => this.store.touch(tx, this.asSession(claims, isWritten ? NOBODY : from, now)));
    if (isWritten) begin(write, (error) => this.couldNot(error));
    else await write().catch((error: unknown) => this.couldNot(error));
  }

  /** The principal's own that can be used, newest first. */
  list(tx: Turn['tx'], principalId: string, below: readonly [Date, string] | null, limit: number): Promise<Session[]> {
    const now = realNow();
    return this.store.listBelow(tx, principalId, {
      now,
      usedSince: new Date(now.getTime() - this.idleMs),
      below,
      limit,
    });
  }

  /** Those that are over: ended, or past their hours. One in which nothing was done for a while is not. */
  over(tx: Turn['tx'], ids: readonly string[]): Promise<string[]> {
    return this.store.listOver(tx, ids, realNow());
  }

  /** False when it is none of the principal's, or ended before. */
  end(tx: Turn['tx'], principalId: string, id: string): Promise<boolean> {
    return this.store.end(tx, principalId, id, realNow());
  }

  /** Ends the one that a token is of, written or not. */
  async endShown(tx: Turn['tx'], claims: Claims): Promise<void> {
    const now = realNow();
    await this.store.touch(tx, this.asSession(claims, NOBODY, claims.issuedAt));
    await this.store.end(tx, claims.sub, claims.sessionId, now);
  }

  /** Ends every session of an account that is disabled, removed or given a new password, but the one in which that is done. */
  endAll(tx: Turn['tx'], principalId: string, except: string | null = null): Promise<void> {
    return this.store.endAll(tx, principalId, except, realNow());
  }

  private asSession(claims: Claims, { address, userAgent, deviceId }: Caller, lastUsedAt: Date) {
    const { sessionId: id, kind: principalKind, sub: principalId, issuedAt: createdAt, expiresAt } = claims;
    return { id, principalKind, principalId, createdAt, expiresAt, lastUsedAt, address, userAgent, deviceId };
  }

  private couldNot(error: unknown): void {
    const facts = { error: codeOf(error) };
    if (troubleOf(error) === 'infrastructure') this.log.debug(facts, 'a session could not be written down yet');
    else this.log.error(facts, 'a session could not be written down');
  }
}
