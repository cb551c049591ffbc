import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SessionsService } from '../../access/sessions/sessions.service.js';
import { OwnSettingsService } from '../../access/settings/own-settings.service.js';
import { realNow } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/id.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Principal } from '../../platform/http/principal.js';
import { flawOfEndpoint } from './endpoint.rules.js';
import type { PushAnswer } from './push-answer.rules.js';
import { type PushKeys, PushKeysService, type PushOff } from './push-keys.service.js';
import { PushSender } from './push-sender.js';
import {
  type BrowserKeys,
  isSameBrowser,
  MOST_SUBSCRIPTIONS,
  type PushSubscription,
  secondsUntilTry,
} from './push-subscription.rules.js';
import { PushStore } from './push.store.js';
import type { Subscribe } from './push.schema.js';

const TRY_SECONDS = 60;
const UNUSED = { takenAt: null, error: null, failures: 0, restsUntil: null } as const;

/** Where each wants to be pushed what is meant for her. A subscription is of one session, and over with it. */
@Injectable()
export class PushService {
  constructor(
    private readonly store: PushStore,
    private readonly keys: PushKeysService,
    private readonly sender: PushSender,
    private readonly sessions: SessionsService,
    private readonly settings: OwnSettingsService,
    private readonly database: Database,
  ) {}

  /** @throws Problem 403 for an integration */
  async find(tx: EntityManager, who: Principal): Promise<{ keys: PushKeys | PushOff; held: PushSubscription[] }> {
    assertPerson(who);
    return { keys: await this.keys.find(tx), held: await this.standing(tx, await this.store.ofPerson(tx, who.id)) };
  }

  /** @throws Problem 404 for one that is not hers */
  async findOne(tx: EntityManager, who: Principal, id: string): Promise<PushSubscription> {
    const { held } = await this.find(tx, who);
    const one = held.find((each) => each.id === id);
    if (!one) throw problem.notFound();
    return one;
  }

  /**
   * The browser is hers from now on, in this session.
   * @throws Problem 403 for an integration, 409 where nothing is pushed or the browser is somebody else's, 422 for an address that is not asked
   */
  async subscribe(
    { tx, now }: Turn,
    who: Principal,
    { endpoint, keys }: Subscribe,
    userAgent: string | null,
  ): Promise<PushSubscription> {
    const sessionId = assertPerson(who);
    if (typeof (await this.keys.find(tx)) === 'string') throw problem.conflict('Nothing is pushed in this house.');
    const flaw = flawOfEndpoint(endpoint, this.sender.isOwn);
    if (flaw) throw problem.unprocessable([{ path: 'endpoint', message: flaw }]);
    const given = { staffId: who.id, sessionId, endpoint, ...keys, userAgent, createdAt: now };
    const held = await this.store.lockAt(tx, endpoint);
    if (held?.staffId === who.id) {
      await this.store.renew(tx, { id: held.id, sessionId, ...keys, userAgent, createdAt: now });
      return { ...held, ...given };
    }
    if (held) await this.takeFrom(tx, held, given);
    const subscription = { id: newId(), ...given, ...UNUSED, triedAt: held?.triedAt ?? null };
    await this.store.add(tx, subscription);
    await this.store.forgetBeyond(tx, who.id, MOST_SUBSCRIPTIONS);
    return subscription;
  }

  /** @throws Problem 404 for one that is not hers */
  async forget({ tx }: Turn, who: Principal, id: string): Promise<void> {
    assertPerson(who);
    if (!(await this.store.forget(tx, id, who.id))) throw problem.notFound();
  }

  /**
   * Sends a message that says it is for trying, whatever her settings are, and tells what the push service answered.
   * @throws Problem 404 for one that is not hers, 409 where nothing is pushed, 429 when she tried it just now
   */
  async tryOut(who: Principal, id: string): Promise<{ id: string; answer: PushAnswer }> {
    assertPerson(who);
    const { held, keys, language } = await this.database.transact((tx) => this.beginTry(tx, who, id));
    const messageId = newId();
    const body = { id: messageId, news: 'test', language };
    const pushed = { body, ttlSeconds: TRY_SECONDS, urgency: 'high', about: 'test' } as const;
    const answer = await this.sender.send(held, pushed, keys);
    if (answer.outcome === 'gone') await this.database.commitAtOnce((tx) => this.store.forgetAll(tx, [id]));
    return { id: messageId, answer };
  }

  /** Those whose session is not over. */
  async standing<S extends Pick<PushSubscription, 'sessionId'>>(tx: EntityManager, held: readonly S[]): Promise<S[]> {
    if (held.length === 0) return [];
    const over = new Set(await this.sessions.over(tx, [...new Set(held.map(({ sessionId }) => sessionId))]));
    return held.filter(({ sessionId }) => !over.has(sessionId));
  }

  /** A browser that somebody else had until now. */
  private async takeFrom(tx: EntityManager, held: PushSubscription, given: BrowserKeys): Promise<void> {
    const stands = (await this.standing(tx, [held])).length > 0;
    if (stands && !isSameBrowser(held, given)) throw problem.conflict('Somebody else has that browser.');
    await this.store.forgetAll(tx, [held.id]);
  }

  private async beginTry(tx: EntityManager, who: Principal, id: string) {
    const keys = await this.keys.find(tx);
    const held = await this.store.lock(tx, id);
    if (held?.staffId !== who.id || (await this.standing(tx, [held])).length === 0) throw problem.notFound();
    if (typeof keys === 'string') throw problem.conflict('Nothing is pushed in this house.');
    const wait = secondsUntilTry(held.triedAt, realNow());
    if (wait > 0) throw problem.tooManyRequests(wait);
    await this.store.noteTry(tx, id, realNow());
    const { language } = (await this.settings.ofMany(tx, [who.id])).get(who.id)!;
    return { held, keys, language };
  }
}

/** The session that she speaks in. */
function assertPerson({ kind, sessionId }: Principal): string {
  if (kind !== 'staff' || sessionId === undefined) throw problem.forbidden('An integration has no device.');
  return sessionId;
}
