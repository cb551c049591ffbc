import type { MqttClient, MqttClientEventCallbacks } from 'mqtt';

/** The next time the client says so, with what it says. */
export const until = <E extends 'connect' | 'close' | 'error'>(client: MqttClient, event: E) =>
  new Promise<Parameters<MqttClientEventCallbacks[E]>[0]>((resolve) => {
    client.once(event, ((said: never) => resolve(said)) as MqttClientEventCallbacks[E]);
  });
