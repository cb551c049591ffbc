import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { OwnSettingsService } from '../../access/settings/own-settings.service.js';
import { TasksService } from '../../cases/lists/tasks.service.js';
import { atMost } from '../../platform/at-most.js';
import { Clock, steadyMs } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { codeOf } from '../../platform/database/trouble.rules.js';
import type { Turn } from '../../platform/database/turn.js';
import { Log } from '../../platform/logging/log.js';
import { Seldom } from '../../platform/logging/seldom.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { type PushAnswer, restMs } from './push-answer.rules.js';
import { PushFollower } from './push-follower.js';
import { type PushKeys, PushKeysService } from './push-keys.service.js';
import type { PushMessage } from './push-message.entity.js';
import { isStillNews, secondsLeft, urgencyOf } from './push-news.rules.js';
import { PushSender } from './push-sender.js';
import type { PushSubscription } from './push-subscription.rules.js';
import { PushService } from './push.service.js';
import { PushStore } from './push.store.js';

/** So many browsers are sent to at once, each by itself: one push service that is slow holds up nobody else's. */
const AT_ONCE = 16;
/** The look goes on without those that take longer. */
const LOOK_MS = 500;
/** Nobody else sends meanwhile to the browser that one sends to; of one that died nothing is left to see after that. */
const CLAIM_MS = 8_000;
/** Of it one begins no other message after so long. */
const BEGIN_MS = 2_500;
const SOME_OF_ONE = 20;
const FORGET_EVERY_MS = 60_000;
const SOME = 500;
const LINES_A_MINUTE = 20;

/** What left, or never will; beside the answers of a push service. */
type Fate = PushAnswer['outcome'] | 'old' | 'overtaken';

/**
 * Pushes what the feed tells somebody in person: at least once, its id saying that it is the same. Nothing of the house waits for it, and
 * nobody counts as told by it. While a push service is asked no connection is held.
 */
@Injectable()
export class PushWorker implements OnModuleDestroy {
  private readonly underWay = new Map<string, Promise<number>>();
  private readonly seldom = new Seldom(LINES_A_MINUTE);
  private readonly pushed;
  private forgetAtMs = 0;

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly follower: PushFollower,
    private readonly keys: PushKeysService,
    private readonly push: PushService,
    private readonly sender: PushSender,
    private readonly settings: OwnSettingsService,
    private readonly store: PushStore,
    private readonly tasks: TasksService,
    private readonly log: Log,
    config: Config,
    metrics: Metrics,
    sweeps: Sweeps,
  ) {
    this.pushed = metrics.counter('pushes_total', 'Messages for the devices of people, by what became of them', [
      'result',
    ]);
    if (config.push.subject !== null) sweeps.add({ name: 'push', role: 'worker', look: () => this.look() });
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.underWay.values());
  }

  /** What is still under way counts as found: whoever waits until nothing is left waits for it too. */
  private async look(): Promise<number> {
    const keys = await this.database.transact((tx) => this.keys.find(tx));
    if (typeof keys === 'string') return 0;
    await this.forgetWhoLeft();
    let written = 0;
    for (let isMore = true; isMore;) {
      const step = await this.follower.step(this.clock.now());
      written += step.written;
      ({ isMore } = step);
    }
    const due = await this.database.autocommit((tx) =>
      this.store.due(tx, this.clock.now(), [...this.underWay.keys()], AT_ONCE - this.underWay.size),
    );
    const begun = due.map((id) => {
      const sending = this.sendAll(id, keys).finally(() => this.underWay.delete(id));
      this.underWay.set(id, sending);
      return sending;
    });
    const sent = await atMost(LOOK_MS, Promise.all(begun.length > 0 ? begun : this.underWay.values()));
    return written + this.underWay.size + (sent ?? []).reduce((sum, each) => sum + each, 0);
  }

  /** With the session, and with the account: those that are over send nothing before, and are gone soon. */
  private async forgetWhoLeft(): Promise<void> {
    if (steadyMs() < this.forgetAtMs) return;
    this.forgetAtMs = steadyMs() + FORGET_EVERY_MS;
    for (let after = NOBODY; ;) {
      const found = await this.database.commitAtOnce(async (tx) => {
        const some = await this.store.bySession(tx, after, SOME);
        const stand = new Set((await this.push.standing(tx, some)).map(({ id }) => id));
        await this.store.forgetAll(
          tx,
          some.map(({ id }) => id).filter((id) => !stand.has(id)),
        );
        return some;
      });
      if (found.length < SOME) return;
      after = found.at(-1)!.id;
    }
  }

  /** One message after the other, as they came, until the push service would rather wait. */
  private async sendAll(id: string, keys: PushKeys): Promise<number> {
    const until = new Date(this.clock.now().getTime() + CLAIM_MS * Math.max(1, this.clock.speed));
    try {
      const held = await this.database.commitAtOnce((tx) => this.store.claim(tx, id, this.clock.now(), until));
      return held ? await this.sendTo(held, keys) : 0;
    } catch (error) {
      // The claim ends by itself.
      this.say('failed', { subscriptionId: id, error: codeOf(error) });
      return 0;
    }
  }

  private async sendTo(held: PushSubscription, keys: PushKeys): Promise<number> {
    const { waiting, language } = await this.database.transact((tx) => this.worthSending(tx, held));
    let answer: PushAnswer = { outcome: 'taken' };
    let done = 0;
    const isOver = steadyMs() + BEGIN_MS;
    for (const message of waiting) {
      if (steadyMs() > isOver) break;
      answer = await this.sender.send(held, this.asPushed(message, language), keys);
      this.count(answer.outcome);
      if (answer.outcome === 'waits' || answer.outcome === 'gone') break;
      done++;
      await this.database.commitAtOnce((tx) => this.store.drop(tx, [message.id]));
    }
    await this.note(held, waiting.length > 0 ? answer : null);
    return done;
  }

  /** What is old, or not so any more, goes without being sent; and all of it where she wants none, or her session is over. */
  private async worthSending(tx: Turn['tx'], held: PushSubscription) {
    const now = this.clock.now();
    const { push, language } = (await this.settings.ofMany(tx, [held.staffId])).get(held.staffId)!;
    const isWanted = push && (await this.push.standing(tx, [held])).length > 0;
    const all = await this.store.waitingFor(tx, held.id, SOME_OF_ONE);
    const tasks = await this.tasks.inOrder(
      tx,
      all.flatMap(({ taskId }) => taskId ?? []),
    );
    const taskOf = new Map(tasks.map((task) => [task.id, task]));
    const fateOf = (message: PushMessage): Fate | null => {
      if (message.until <= now) return 'old';
      const task = taskOf.get(message.taskId ?? '') ?? null;
      return isWanted && isStillNews(message.news, task, held.staffId) ? null : 'overtaken';
    };
    const waiting = all.filter((message) => fateOf(message) === null);
    const left = all.filter((message) => !waiting.includes(message));
    for (const message of left) this.count(fateOf(message)!);
    if (left.length > 0)
      await this.store.drop(
        tx,
        left.map(({ id }) => id),
      );
    return { waiting, language };
  }

  private asPushed({ id, news, taskId, teamId, kind, priority, at, until }: PushMessage, language: string | null) {
    return {
      body: { id, news, taskId, teamId, kind, priority, at, language },
      ttlSeconds: secondsLeft({ until }, this.clock.now()),
      urgency: urgencyOf({ priority }),
      about: taskId ?? id,
    };
  }

  private async note(held: PushSubscription, answer: PushAnswer | null): Promise<void> {
    const now = this.clock.now();
    const { id } = held;
    if (answer && answer.outcome !== 'taken')
      this.say(answer.outcome, { subscriptionId: id, ...('error' in answer && { error: answer.error }) });
    await this.database.commitAtOnce((tx) => {
      if (answer?.outcome === 'gone') return this.store.forgetAll(tx, [id]);
      if (answer?.outcome !== 'waits') {
        const takenAt = answer?.outcome === 'taken' ? now : held.takenAt;
        const error = answer?.outcome === 'refused' ? answer.error : answer ? null : held.error;
        return this.store.noteAnswer(tx, { id, takenAt, error, failures: 0, restsUntil: null });
      }
      const failures = held.failures + 1;
      const restsUntil = new Date(now.getTime() + restMs(failures, answer.afterMs));
      return this.store.noteAnswer(tx, { id, takenAt: held.takenAt, error: answer.error, failures, restsUntil });
    });
  }

  private count(result: Fate): void {
    this.pushed.inc({ result });
  }

  private say(kind: Exclude<PushAnswer['outcome'], 'taken'> | 'failed', facts: object): void {
    this.seldom.say(kind, (more) => this.log.warn({ ...facts, ...more }, SAID[kind]));
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

const SAID = {
  failed: 'a push failed here; it is tried again shortly',
  gone: 'nobody is at a push subscription any more; it is over',
  refused: 'a push service refuses a message for good',
  waits: 'a push service does not take a message now; it is tried again',
} as const;
