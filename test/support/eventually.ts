import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

type Seen<T> = Exclude<NonNullable<T>, false | '' | 0>;

/** Looks until there is something to see, and gives up loudly after the bound. */
export async function eventually<T>(look: () => T | Promise<T>, withinMs = 10_000): Promise<Seen<T>> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Seen<T>;
    if (Date.now() > giveUpAt) throw new Error(`nothing was seen within ${withinMs} ms`);
    await pause(LOOK_EVERY_MS);
  }
}
