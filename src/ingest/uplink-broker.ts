import { Aedes, type Client, type PublishPacket, type Subscription } from 'aedes';
import { maySubscribe, readTopic } from './topic.rules.js';

type Done = (error?: Error) => void;

/** What of aedes is put right here, and its types keep to themselves. */
interface Inside {
  readonly clients: Readonly<Record<string, Client>>;
  readonly persistence: { addSubscriptions(client: Client, subscriptions: Subscription[]): Promise<void> };
  connectedClients: number;
  unregisterClient(client: Client): void;
}

/**
 * aedes, less the delivery of what dispensers say to the gateway: when it comes to that, it is in the journal, and there is nobody
 * else to hear it. Only a status is passed on, because it is retained.
 */
export class UplinkBroker extends Aedes {
  static async open(options: ConstructorParameters<typeof Aedes>[0]): Promise<UplinkBroker> {
    const broker = new UplinkBroker({
      ...options,
      // MQTT-3.3.1-1: what already has a packet id comes out of a session that was kept, and may have been sent before.
      authorizeForward: (_client, packet) => Object.assign(packet, packet.messageId !== undefined && { dup: true }),
    });
    await broker.listen();
    const { persistence } = broker.inside;
    const add = persistence.addSubscriptions.bind(persistence);
    // aedes would keep what was refused beside what was granted, and gather for it while the dispenser is away.
    persistence.addSubscriptions = (client, subscriptions) =>
      add(
        client,
        subscriptions.filter(({ topic }) => maySubscribe(client.id, topic)),
      );
    return broker;
  }

  /** A packet comes with its client when a dispenser published it, and without when we did. */
  override publish(packet: PublishPacket, ...rest: [Done] | [Client, Done]): void {
    const [client, done] = rest.length === 2 ? rest : [null, rest[0]];
    if (client && (readTopic(packet.topic)?.uplink ?? 'status') !== 'status') return done();
    (super.publish as (...all: unknown[]) => void).call(this, packet, client, done);
  }

  /** Called when a connection ends; one that was taken over meanwhile may end late, and does not take its heir along (MQTT-3.1.4-2). */
  unregisterClient(client: Client): void {
    if (this.inside.clients[client.id] === client)
      (Aedes.prototype as unknown as Inside).unregisterClient.call(this, client);
    else this.inside.connectedClients -= 1;
  }

  /** Everyone who is connected. */
  get present(): Client[] {
    return Object.values(this.inside.clients);
  }

  private get inside(): Inside {
    return this as unknown as Inside;
  }
}
