import { Aedes, type AedesOptions, type Client, type PublishPacket } from 'aedes';
import { begin, withErrorListener } from '../../../platform/emitters.js';
import { asAedesDoes, insideBroker, type InsideBroker } from './inside.js';
import { KeptSessions, type Room } from '../kept-sessions.js';
import type { Refusal } from '../../verdicts/refusal.rules.js';
import { readTopic } from '../../topic.rules.js';

type Done = (error?: Error) => void;
type Granted = NonNullable<AedesOptions['authorizeSubscribe']>;

interface Given extends AedesOptions {
  readonly authorizeSubscribe: Granted;
  readonly room: Room;
  readonly tell: (reason: Refusal, deviceId: string, detail: string) => void;
  /** Another connection of the same name closes the one before it. */
  readonly takenOver: (before: Client, by: Client) => void;
  readonly onError: (error: Error) => void;
}

/**
 * aedes, less the delivery of what dispensers say to the gateway: when it comes to that, it is in the journal, and there is nobody
 * else to hear it. Only a status is passed on, because it is retained.
 */
export class UplinkBroker extends Aedes {
  private constructor(
    options: AedesOptions,
    readonly kept: KeptSessions,
    private readonly takenOver: Given['takenOver'],
  ) {
    super(options);
  }

  static async open({ room, tell, takenOver, onError, authorizeSubscribe, ...options }: Given): Promise<UplinkBroker> {
    const kept = new KeptSessions(room, (deviceId) => broker.inside.clients[deviceId] !== undefined, tell);
    // aedes keeps all filters of a packet for each of them, granted or not: what is granted is kept here, and once.
    const keep = kept.addSubscriptions.bind(kept);
    kept.addSubscriptions = () => Promise.resolve();
    const broker: UplinkBroker = withErrorListener(
      new UplinkBroker(
        {
          ...options,
          persistence: kept,
          // Counted where it is kept.
          maxInflightInbound: 0,
          // MQTT-3.3.1-1: what already has a packet id comes out of a session that was kept, and may have been sent before.
          authorizeForward: (_client, packet) => Object.assign(packet, packet.messageId !== undefined && { dup: true }),
          authorizeSubscribe: (client, subscription, done) =>
            authorizeSubscribe(client, subscription, (error, granted) => {
              if (!error && granted && !client.clean) begin(() => keep(client, [granted]), onError);
              done(error, granted);
            }),
        },
        kept,
        takenOver,
      ),
      onError,
    );
    await broker.listen();
    broker.on('client', ({ id }) => kept.came(id));
    broker.on('clientDisconnect', ({ id }) => kept.left(id));
    return broker;
  }

  /** A packet comes with its client when a dispenser published it, and without when we did. */
  override publish(packet: PublishPacket, ...rest: [Done] | [Client, Done]): void {
    const [client, done] = rest.length === 2 ? rest : [null, rest[0]];
    const isPassedOn = !client || (isStatus(packet.topic) && (packet.retain || packet.payload.length > 0));
    if (!isPassedOn) return done();
    (super.publish as (...all: unknown[]) => void).call(this, packet, client, done);
  }

  registerClient(client: Client): void {
    const before = this.inside.clients[client.id];
    if (before && !before.closed) this.takenOver(before, client);
    asAedesDoes.registerClient.call(this, client);
  }

  /** Called when a connection ends; one that was taken over meanwhile may end late, and does not take its heir along (MQTT-3.1.4-2). */
  unregisterClient(client: Client): void {
    if (this.inside.clients[client.id] === client) asAedesDoes.unregisterClient.call(this, client);
    else this.inside.connectedClients -= 1;
  }

  find(deviceId: string): Client | undefined {
    return this.inside.clients[deviceId];
  }

  /** Everyone who is connected. */
  get present(): Client[] {
    return Object.values(this.inside.clients);
  }

  private get inside(): InsideBroker {
    return insideBroker(this);
  }
}

const isStatus = (topic: string): boolean => (readTopic(topic)?.uplink ?? 'status') === 'status';
