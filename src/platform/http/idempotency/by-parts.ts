import { AsyncLocalStorage } from 'node:async_hooks';
import { SetMetadata } from '@nestjs/common';
import { alongside } from '../../database/alongside.js';
import { Done, type Keyed, type KeyedWork, refuseOther } from './keyed-work.js';

export const BY_PARTS = 'by-parts';

/**
 * What is asked for is done in parts, each in a transaction of its own and each once under the key of the request: cut off, the same
 * request sent again does what is left. The route does each with `once`.
 */
export const ByParts = () => SetMetadata(BY_PARTS, true);

type Once = <T>(part: string, work: () => Promise<T>) => Promise<T | null>;

const under = new AsyncLocalStorage<Once>();

/** Does a part of what is asked for; null where it was done before under the key of the request. */
export const once: Once = (part, work) => {
  const keyed = under.getStore();
  return keyed ? keyed(part, work) : work();
};

/** A request whose parts are done under its key. */
export function inParts(work: KeyedWork, whole: Keyed) {
  const { principalId, key } = whole.use;
  const count = { asked: 0, doneBefore: 0 };
  const doOnce: Once = async (part, ask) => {
    count.asked++;
    // No key that somebody sends holds the end of a line.
    const keyed = { use: { principalId, key: `${key}\n${part}` }, digest: whole.digest };
    try {
      return await alongside(
        work.companion(keyed, () => ANSWERED, whole),
        ask,
      );
    } catch (error) {
      if (!(error instanceof Done)) throw error;
      refuseOther(error.request, whole.digest);
      count.doneBefore++;
      return null;
    }
  };
  return {
    run: <T>(ask: () => T): T => under.run(doOnce, ask),
    wereAllDone: (): boolean => count.asked > 0 && count.asked === count.doneBefore,
  };
}

/** A part that is refused is not done, and may be asked for again. */
const ANSWERED = { status: 200, location: null } as const;
