import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'aedes';
import { inside } from './inside.js';

const GOODBYE_MS = 1_000;

/**
 * Ends connections so that what was said last arrives: a socket that is closed over unread bytes is reset, and takes the last answers
 * with it. What still comes is drained and not read. Who does not leave in a second is left to whoever closes the broker.
 */
export async function sendAway(clients: readonly Client[]): Promise<void> {
  const gone = clients.map((client) => {
    const connection = inside(client).conn;
    connection.removeAllListeners('readable');
    const closed = new Promise<void>((resolve) => connection.once('close', resolve));
    connection.resume().end();
    return closed;
  });
  await Promise.race([Promise.all(gone), pause(GOODBYE_MS, undefined, { ref: false })]);
}
