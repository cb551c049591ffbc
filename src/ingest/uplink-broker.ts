import { Aedes, type Client, type PublishPacket } from 'aedes';
import { readTopic } from './topic.rules.js';

type Done = (error?: Error) => void;

/**
 * aedes, less the delivery of what dispensers say to the gateway: when it comes to that, it is in the journal, and there is nobody
 * else to hear it. Only a status is passed on, because it is retained.
 */
export class UplinkBroker extends Aedes {
  static async open(options: ConstructorParameters<typeof Aedes>[0]): Promise<UplinkBroker> {
    const broker = new UplinkBroker(options);
    await broker.listen();
    return broker;
  }

  /** A packet comes with its client when a dispenser published it, and without when we did. */
  override publish(packet: PublishPacket, ...rest: [Done] | [Client, Done]): void {
    const [client, done] = rest.length === 2 ? rest : [null, rest[0]];
    if (client && (readTopic(packet.topic)?.uplink ?? 'status') !== 'status') return done();
    (super.publish as (...all: unknown[]) => void).call(this, packet, client, done);
  }
}
