import { connect, type MqttClient } from 'mqtt';
import { withErrorListener } from '../platform/emitters.js';

export interface Message {
  readonly topic: string;
  readonly payload: Buffer;
  readonly retain: boolean;
}
export type Hear = (message: Message, done: () => void) => void;

/** What a connection may hold: enough to have the next message at hand, and little to wait for when the node dies with it. */
const IN_FLIGHT = 10;
/** MQTT 5 reason codes: what we could not take stays unacknowledged by dropping the connection, so only success is ever sent. */
const SUCCESS = 0;

/** A connection to an MQTT 5 broker that acknowledges a message once `hear` is done with it; with no seconds it has no session. */
export function dial(
  url: string,
  { sessionSeconds, ...how }: { clientId: string; reconnectPeriod: number; sessionSeconds: number },
  hear: Hear,
  onError: (error: Error) => void,
): MqttClient {
  const client = withErrorListener(
    connect(url, {
      ...how,
      protocolVersion: 5,
      clean: sessionSeconds === 0,
      properties: { sessionExpiryInterval: sessionSeconds, receiveMaximum: IN_FLIGHT },
      customHandleAcks: (topic, payload, { retain }, done) =>
        hear({ topic, payload, retain }, () => done(null as never, SUCCESS)),
    }),
    onError,
  );
  // At QoS 0 there is nothing to acknowledge, so the handler above is not asked.
  client.on(
    'message',
    (topic, payload, { qos, retain }) => qos === 0 && hear({ topic, payload, retain }, () => undefined),
  );
  return client;
}
