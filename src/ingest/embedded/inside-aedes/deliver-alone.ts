import type { Client } from 'aedes';
import { type Deliver, inside as insideOf } from './inside.js';

/**
 * aedes counts a packet as under way until its client has room for it, and holds everybody's up when a thousand are. Here nobody
 * waits for a dispenser that does not read: it is sent nothing more until it does.
 * @param stalled is called when it reads no more, and `readsAgain` when it does
 */
export function deliverAlone(client: Client, stalled: () => void, readsAgain: () => void): void {
  const { conn } = client;
  const inside = insideOf(client);
  let isStalled = false;
  const pass = (): void => {
    if (isStalled) return;
    isStalled = true;
    stalled();
    conn.once('drain', () => {
      isStalled = false;
      // At the end of a connection that is said once more.
      if (!client.closed) readsAgain();
    });
  };
  const alone =
    (deliver: Deliver): Deliver =>
    (packet, done) => {
      if (conn.writableNeedDrain) pass();
      else deliver(packet, () => undefined);
      done();
    };
  inside.deliver0 = alone(inside.deliver0);
  inside.deliverQoS = alone(inside.deliverQoS);
}
