import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { accompanied } from '../database/alongside.js';
import { Database } from '../database/database.js';
import { writeNow } from '../database/write-buffer.js';
import { workingOn } from '../logging/about.js';
import { Log } from '../logging/log.js';
import type { Turn } from '../database/turn.js';
import type { Fact, FactOf, FactType } from './fact.js';
import { FactsStore } from './facts.store.js';
import { Followers } from './followers.js';

export { toldInBulk } from './facts.store.js';

/** What a room says when it is told a fact of the type: the facts that follow from it. */
export type Listener<T extends FactType> = (turn: Turn, fact: FactOf<T>) => Promise<Fact[]>;

/** What a turn has to say. */
export interface Said<R> {
  readonly facts: Fact[];
  /** Types that the database told the feed of by itself (`toldInBulk`). */
  readonly toldInBulk?: readonly string[];
  readonly result: R;
}

/** What is tried out: a turn at its first instant, and others later. */
export interface Rehearsal extends Turn {
  /** What would be told if that were said in the turn, and all that follows from it. */
  walk(turn: Turn, said: readonly Fact[]): Promise<Fact[]>;
}

/** For every fact there is, the rooms that hear it, in order; an empty list is for those who read the feed. */
export type Listeners = { readonly [T in FactType]: readonly Listener<T>[] };

type AnyListener = (turn: Turn, fact: Fact) => Promise<Fact[]>;

/** Runs a message from the first fact to the last in one transaction: all of it becomes true, or none. */
@Injectable()
export class FactBus {
  private listeners: Readonly<Record<string, readonly AnyListener[]>> = {};
  private readonly committed: ((facts: readonly Fact[]) => void)[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly facts: FactsStore,
    private readonly followers: Followers,
    private readonly log: Log,
  ) {}

  join(listeners: Partial<Listeners>): void {
    // Each hears facts of the type under which it stands, and no others (`walk`).
    this.listeners = listeners as Readonly<Record<string, readonly AnyListener[]>>;
  }

  /** Calls `told` with the facts of every turn of this process, once they are committed. */
  afterCommit(told: (facts: readonly Fact[]) => void): void {
    this.committed.push(told);
  }

  /** Opens a turn, lets `work` speak first, walks what it said down the line, and commits. */
  transact<R>(work: (turn: Turn) => Promise<Said<R>>): Promise<R>;
  /** @param answer draws what is answered from the same transaction, once the line has run and all of it is written */
  transact<R, A>(work: (turn: Turn) => Promise<Said<R>>, answer: (turn: Turn, result: R) => Promise<A>): Promise<A>;
  async transact<R>(
    work: (turn: Turn) => Promise<Said<R>>,
    answer?: (turn: Turn, result: R) => Promise<R>,
  ): Promise<R> {
    const told = await accompanied((around) =>
      this.database.transact((tx) =>
        // A turn is about one case at a time, and what comes after it is not.
        workingOn({}, () => around(tx, () => this.say({ tx, now: this.clock.now() }, work, answer))),
      ),
    );
    if (told.any) this.followers.wake();
    this.tell(told.facts);
    return told.result;
  }

  /**
   * Tries out what would come of something, by the very line that it would go down, at whichever instants `work` makes turns of. Nothing
   * is written, nobody is told, and nobody waits for it.
   */
  rehearse<R>(work: (rehearsal: Rehearsal) => Promise<R>): Promise<R> {
    const walk = (turn: Turn, said: readonly Fact[]): Promise<Fact[]> => this.walk(turn, said);
    return this.database.rehearse((tx) => workingOn({}, () => work({ tx, now: this.clock.now(), walk })));
  }

  private async say<R>(
    turn: Turn,
    work: (turn: Turn) => Promise<Said<R>>,
    answer?: (turn: Turn, result: R) => Promise<R>,
  ) {
    const said = await work(turn);
    const { toldInBulk = [] } = said;
    this.assertForTheFeed(toldInBulk);
    const facts = await this.walk(turn, said.facts);
    this.facts.add(turn, facts);
    const any = said.facts.length + toldInBulk.length > 0;
    if (!answer) return { facts, any, result: said.result };
    await writeNow(turn.tx);
    return { facts, any, result: await answer(turn, said.result) };
  }

  /** It is committed, whatever becomes of those who are told. */
  private tell(facts: readonly Fact[]): void {
    for (const hear of this.committed) {
      try {
        hear(facts);
      } catch (error) {
        this.log.error({ error: (error as Error).message }, 'somebody could not be told of what was committed');
      }
    }
  }

  private assertForTheFeed(types: readonly string[]): void {
    const heard = types.find((type) => this.listeners[type]?.length !== 0);
    if (heard) throw new Error(`${heard} is not for the feed alone`);
  }

  /** Hands each fact to its listeners and what they answer to theirs, until nobody has more to say. */
  private async walk(turn: Turn, said: readonly Fact[]): Promise<Fact[]> {
    const facts = [...said];
    for (let i = 0; i < facts.length; i++) {
      const fact = facts[i]!;
      const listeners = this.listeners[fact.type];
      if (!listeners) throw new Error(`Nobody on the line is told of ${fact.type}`);
      for (const listener of listeners) facts.push(...(await listener(turn, fact)));
      if (facts.length > 10_000) throw new Error(`The line goes round in circles at ${fact.type}`);
    }
    return facts;
  }
}
