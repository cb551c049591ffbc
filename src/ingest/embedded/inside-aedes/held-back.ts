import type { Client } from 'aedes';
import { every } from '../../../platform/emitters.js';
import { inside as insideOf } from './inside.js';

/** More packets than ever come: each look at the socket takes one off. */
const AS_IF_WAITING = 1_000_000_000;
const STILL_THERE_MS = 500;

/**
 * Reads no more from a connection until it is told to go on; what was read is answered as ever. Silence that we brought about ends no
 * connection: the keep-alive rests meanwhile.
 */
export function holdBack(client: Client): () => void {
  const inside = insideOf(client);
  inside._parsingBatch += AS_IF_WAITING;
  const stillThere = every(
    STILL_THERE_MS,
    () => inside._keepaliveTimer?.refresh(),
    (error) => client.emit('error', error),
  );
  inside.conn.once('close', () => clearInterval(stillThere));
  return () => {
    clearInterval(stillThere);
    if (inside.closed) return;
    inside._parsingBatch = Math.max(0, inside._parsingBatch - AS_IF_WAITING);
    inside._nextBatch();
  };
}
