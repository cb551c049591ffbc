import { setTimeout as pause } from 'node:timers/promises';
import { isAboutPreparing } from './connections/preparing-client.js';
import { isHeld, isLostToAnother } from './trouble.rules.js';

const DEADLOCKS = 5;
/** Each connection learns for itself how to prepare. */
const CONNECTIONS = 100;
/** A neighbour who is slow for once; with `LONGEST_WAIT_MS` each it is a few seconds in all. */
const HELD = 2;
const HELD_PAUSE_MS = 100;

/**
 * Does work of which nothing is left when it fails, again where that is worth it. Of what somebody else holds only a request is told
 * at the second try: who asks for a request would have to ask again, and whoever looks for work puts it back.
 */
export async function repeating<T>(work: () => Promise<T>, isRequest: boolean): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attemptsWorthIt(error, isRequest)) throw error;
      if (isHeld(error)) await pause(HELD_PAUSE_MS);
    }
  }
}

function attemptsWorthIt(error: unknown, isRequest: boolean): number {
  if (isAboutPreparing(error)) return CONNECTIONS;
  if (isHeld(error)) return isRequest ? HELD : 1;
  return isLostToAnother(error) ? DEADLOCKS : 1;
}
