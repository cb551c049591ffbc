import { AsyncLocalStorage } from 'node:async_hooks';
import { Places } from './places.js';
import { sharesOf } from './shares.rules.js';

/** How long a request waits for a connection before it is told to come again. */
const REQUEST_MS = 3_000;

interface Holder {
  /** From the outside in. */
  readonly places: readonly Places[];
  readonly withinMs?: number;
  /** It has a connection already: what it asks for besides does not wait for a place, or everybody might wait for everybody. */
  readonly holds?: true;
}

/**
 * The connections of a pool as they are shared. Sweeps and requests wait for their own kind only: however many of them wait for a table
 * that somebody locked, what was heard is journalled, and nurses and sweeps do not wait for each other. Whoever runs outside of
 * both takes any connection.
 */
export class Shares {
  private readonly holder = new AsyncLocalStorage<Holder | null>();
  private readonly sweeps: Places;
  private readonly requests: Places;
  private readonly each = new Map<string, Places>();
  private readonly one: number;

  constructor(poolSize: number) {
    const { sweeps, requests, one } = sharesOf(poolSize);
    this.sweeps = new Places(sweeps);
    this.requests = new Places(requests);
    this.one = one;
  }

  /** Of sweeps none holds all connections that they have together. */
  asSweep<T>(name: string, work: () => T): T {
    let own = this.each.get(name);
    if (!own) this.each.set(name, (own = new Places(this.one)));
    return this.holder.run({ places: [own, this.sweeps] }, work);
  }

  asRequest<T>(work: () => T): T {
    return this.holder.run({ places: [this.requests], withinMs: REQUEST_MS }, work);
  }

  /** Whether somebody asked who waits for the answer. */
  get isRequest(): boolean {
    return this.holder.getStore()?.withinMs !== undefined;
  }

  /** Waits for nobody, whatever it is part of. */
  asFirst<T>(work: () => T): T {
    return this.holder.run(null, work);
  }

  /**
   * Does what takes a connection once there is a place for whoever asks.
   * @throws NoPlace when that takes too long
   */
  async take<T>(work: () => Promise<T>): Promise<T> {
    const holder = this.holder.getStore();
    if (!holder || holder.holds) return work();
    const holding = (): Promise<T> => this.holder.run({ ...holder, holds: true }, work);
    return holder.places.reduceRight<() => Promise<T>>(
      (inner, places) => () => places.take(inner, holder.withinMs),
      holding,
    )();
  }
}
