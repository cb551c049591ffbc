import type { Client } from 'aedes';
import { inside as insideOf } from './inside.js';

/** More than a dispenser has to say in one read of its socket. */
const MOST_HELD = 4_096;

/**
 * A client need not wait for its CONNACK before it says more (MQTT 3.1.1 section 3.1.4). What comes behind CONNECT is held until the
 * connection stands, and only then is more read: aedes would take it before it knows the client, or out of order.
 */
export function holdBehindConnect(client: Client): void {
  const inside = insideOf(client);
  const { _parser: parser } = inside;
  const [take] = parser.listeners('packet');
  const resume = inside.resume.bind(inside);
  const held: unknown[] = [];
  let isFirst = true;
  let stands = false;
  parser.removeAllListeners('packet');
  parser.on('packet', (packet) => {
    if (isFirst) {
      isFirst = false;
      inside.pause();
      take!.call(parser, packet);
    } else if (stands) take!.call(parser, packet);
    else if (held.push(packet) > MOST_HELD) parser.emit('error', new Error('too much before CONNACK'));
  });
  inside.resume = () => undefined;
  client.once('connected', () => {
    stands = true;
    for (const packet of held.splice(0)) take!.call(parser, packet);
    inside.resume = resume;
    // The connection's own answer reads on.
    inside._paused = false;
  });
}
