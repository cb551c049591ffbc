import type { Session } from '../model.js';
import { keep, openDeviceAgain, readKept, wipeDevice } from './device.js';
import { isTooOld } from './pressed.js';

const NAME = 'who';

/** Who was signed in here when the gateway said so last. */
interface Who {
  readonly session: Session;
  readonly at: number;
}

let confirmedAt = 0;

export function noteWho(session: Session): void {
  confirmedAt = Date.now();
  void keep(NAME, { session, at: confirmedAt } satisfies Who);
}

/** Whether the gateway has said nothing of her for so long that nothing of it is to be seen here any more. */
export const isForgotten = (): boolean => isTooOld(confirmedAt, Date.now());

/** Who was, and what time the gateway has now, by the device's clock; nothing where that was too long ago. */
export async function findWho(): Promise<{ session: Session; now: string } | null> {
  if (!(await openDeviceAgain())) return null;
  const who = (await readKept<Who>(NAME)).get(NAME);
  if (!who || isTooOld(who.at, Date.now())) {
    await wipeDevice();
    return null;
  }
  confirmedAt = who.at;
  const { session, at } = who;
  const now = Date.parse(session.now) + (Date.now() - at) * session.clockSpeed;
  return { session, now: new Date(now).toISOString() };
}
