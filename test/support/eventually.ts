import { setTimeout as pause } from 'node:timers/promises';

/** What takes long is looked at less often: a look costs, and whoever waits long is late by so little. */
const LOOK_EVERY_MS = { least: 20, most: 100 };
const SHARE = 1 / 20;

type Seen<T> = Exclude<NonNullable<T>, false | '' | 0>;

/** Looks until there is something to see, and gives up loudly after the bound. */
export async function eventually<T>(look: () => T | Promise<T>, withinMs = 30_000): Promise<Seen<T>> {
  const begunAt = Date.now();
  for (;;) {
    const seen = await look();
    if (seen) return seen as Seen<T>;
    const waitedMs = Date.now() - begunAt;
    if (waitedMs > withinMs) throw new Error(`nothing was seen within ${withinMs} ms`);
    await pause(Math.min(LOOK_EVERY_MS.most, Math.max(LOOK_EVERY_MS.least, waitedMs * SHARE)));
  }
}
