import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';

/** What becomes true with the work of a request, in its transaction, or not at all. */
export interface Companion {
  /** Before the work; what it throws keeps the work from being done. */
  begin(tx: EntityManager): Promise<void>;
  /** After the work. */
  end(tx: EntityManager): Promise<void>;
}

const companions = new AsyncLocalStorage<{ waiting: Companion | null }>();

/** Does what a request asks; the companion goes with the first turn that is committed meanwhile. */
export const alongside = <T>(companion: Companion, ask: () => T): T => companions.run({ waiting: companion }, ask);

/** For whoever opens turns: `open` is given what to do around the work of each try. */
export async function accompanied<T>(
  open: (around: <R>(tx: EntityManager, work: () => Promise<R>) => Promise<R>) => Promise<T>,
): Promise<T> {
  const found = companions.getStore();
  const companion = found?.waiting;
  if (!companion) return open((_tx, work) => work());
  const result = await open(async (tx, work) => {
    await companion.begin(tx);
    const done = await companions.run({ waiting: null }, work);
    await companion.end(tx);
    return done;
  });
  found.waiting = null;
  return result;
}
