import { Aedes, type Client } from 'aedes';
import { FastPath } from '../../src/ingest/embedded/inside-aedes/fast-path.js';

type Done = (error?: Error | null) => void;
type Authorize = (client: Client | null, packet: object, done: Done) => void;

interface Laid {
  readonly path: FastPath;
  authorize: Authorize;
}

/** Of what aedes' own tests publish, most goes here. */
const TOPIC = 'hello';
const MOST_BYTES = 1_048_576;
const brokers = new WeakMap<Aedes, Laid>();
let taken = 0;

/**
 * To be imported before aedes' own tests: every broker they make has the fast path laid before it, and what is taken there is asked
 * for and delivered as aedes does it.
 */
const lay = (broker: Aedes): Laid => {
  const take = (client: Client, payload: Buffer, answer: (error?: Error) => void): void => {
    taken += 1;
    // Right before the payload stands the id.
    const messageId = Buffer.from(payload.buffer, payload.byteOffset - 2, 2).readUInt16BE();
    const packet = { cmd: 'publish', topic: TOPIC, payload, qos: 1, retain: false, dup: false, messageId };
    laid.authorize.call(broker, client, packet, (error) => {
      if (error) return answer(error);
      answer();
      path.flush();
      setImmediate(publish, broker, packet, client);
    });
  };
  const path = new FastPath(take, () => TOPIC, MOST_BYTES);
  const laid: Laid = { path, authorize: () => undefined };
  brokers.set(broker, laid);
  return laid;
};

Object.defineProperties(Aedes.prototype, {
  handle: {
    set(this: Aedes, handle: (connection: object, request?: object) => Client) {
      const { path } = lay(this);
      const value = (connection: object, request?: object): Client => {
        const client = handle(connection, request);
        path.layBefore(client);
        return client;
      };
      Object.defineProperty(this, 'handle', { value, writable: true, configurable: true });
    },
  },
  authorizePublish: {
    get(this: Aedes): Authorize {
      const { authorize, path } = brokers.get(this)!;
      return (client, packet, done) =>
        authorize.call(this, client, packet, (error) => {
          path.flush();
          done(error);
        });
    },
    set(this: Aedes, authorize: Authorize) {
      brokers.get(this)!.authorize = authorize;
    },
  },
});

process.once('exit', () => process.stderr.write(`\ntaken on the fast path: ${taken}\n`));

function publish(broker: Aedes, packet: object, client: Client): void {
  (broker.publish as (...all: unknown[]) => void).call(broker, packet, client, (error?: Error) => {
    if (error) client.emit('error', error);
  });
}
