import type { Client } from 'aedes';

type Deliver = (packet: object, done: () => void) => void;

/** How aedes hands a packet to a client; what it hands it by is taken when the client subscribes. */
interface Inside {
  deliver0: Deliver;
  deliverQoS: Deliver;
}

/**
 * aedes counts a packet as under way until its client has room for it, and holds everybody's up when a thousand are. Here nobody
 * waits for a dispenser that does not read: it is sent nothing more until it does.
 * @param stalled is called when it reads no more, and `readsAgain` when it does
 */
export function deliverAlone(client: Client, stalled: () => void, readsAgain: () => void): void {
  const { conn } = client;
  const inside = client as unknown as Inside;
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
