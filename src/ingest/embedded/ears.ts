import type { Client } from 'aedes';
import { Refused } from '../verdicts/refusal.rules.js';
import { hearsCommands, subscribeRight } from '../topic.rules.js';

/** What each connected dispenser listens to, and which of them hear commands. */
export class Ears {
  private readonly filters = new WeakMap<Client, Set<string>>();
  private readonly hearing = new Map<string, Client>();

  constructor(private readonly most: number) {}

  /** Grants a subscription, or answers why not. One that is held already is always granted again. */
  grant(client: Client, filter: string): Refused | null {
    const right = subscribeRight(client.id, filter);
    if (right !== 'granted') return new Refused(right, shown(filter));
    const held = this.of(client);
    if (!held.has(filter) && held.size >= this.most)
      return new Refused('too-many-subscriptions', `at most ${this.most}`);
    held.add(filter);
    return null;
  }

  /** The dispenser listens from now on to what it was granted; answers whether its commands are among that. */
  opened(client: Client, filters: readonly string[]): boolean {
    const held = this.of(client);
    const hears = filters.some((filter) => held.has(filter) && hearsCommands(client.id, filter));
    if (hears) this.hearing.set(client.id, client);
    return hears;
  }

  closed(client: Client, filters: readonly string[]): void {
    const held = this.of(client);
    for (const filter of filters) held.delete(filter);
    if (![...held].some((filter) => hearsCommands(client.id, filter))) this.left(client);
  }

  /** The connection ended; of one that was taken over the heir listens on. */
  left(client: Client): void {
    if (this.hearing.get(client.id) === client) this.hearing.delete(client.id);
  }

  heldBy(client: Client): string[] {
    return [...this.of(client)];
  }

  /** The connection over which the dispenser hears commands. */
  listener(deviceId: string): Client | null {
    return this.hearing.get(deviceId) ?? null;
  }

  /** Dispensers that hear commands. */
  get listening(): string[] {
    return [...this.hearing.keys()];
  }

  private of(client: Client): Set<string> {
    let held = this.filters.get(client);
    if (!held) this.filters.set(client, (held = new Set()));
    return held;
  }
}

/** A filter is told as it is written, unless it is none of a topic's plain names. */
const shown = (filter: string): string => (/^[\w.+#$/-]{1,100}$/.test(filter) ? filter : 'a filter that is not shown');
