import mqtt, { type MqttClient } from 'mqtt';
import type { Dialect } from '../../src/devices/dialects/dialect.rules.js';
import { defaultDialect } from '../../src/devices/dialects/dialects.rules.js';
import { newId } from '../../src/platform/database/id.js';

export interface Said {
  readonly id?: string;
  readonly time?: Date | string;
  readonly data?: Record<string, unknown>;
  readonly [attribute: string]: unknown;
}

/** A dispenser with a real MQTT connection. `say` resolves at the PUBACK. */
export class Dispenser {
  readonly commands: { id: string; type: string; data: Record<string, unknown> }[] = [];
  private constructor(
    readonly deviceId: string,
    private readonly client: MqttClient,
    private readonly now: () => Date,
    private readonly dialect: Dialect,
  ) {
    client.on('message', (_topic, payload) => {
      const reading = dialect.read(payload);
      if (!reading.ok) throw new Error(`a command that cannot be read: ${reading.reason}`);
      const command = reading.value as unknown as Dispenser['commands'][number];
      this.commands.push(command);
      // The time is news like any other; saying so lets the house move its clock without waiting for us.
      if (command.type === 'time.sync') void this.acknowledge(command.id).catch(() => undefined);
    });
  }

  /** One that does not listen hears no commands, and time passes without asking it. */
  static async connect(
    mqttUrl: string,
    deviceId: string,
    secret: string,
    now: () => Date,
    { dialect = defaultDialect, listens = true }: { dialect?: Dialect | undefined; listens?: boolean } = {},
  ): Promise<Dispenser> {
    const client = await mqtt.connectAsync(mqttUrl, {
      clientId: deviceId,
      username: deviceId,
      password: secret,
      reconnectPeriod: 0,
      protocolVersion: 4,
    });
    const dispenser = new Dispenser(deviceId, client, now, dialect);
    if (listens) await client.subscribeAsync(`dosevagt/v1/${deviceId}/commands`, { qos: 1 });
    return dispenser;
  }

  /** Publishes one telemetry event and returns it as sent, so that it can be sent again. */
  async say(
    type: string,
    { id = newId(), time = this.now(), data = {}, ...more }: Said = {},
  ): Promise<Record<string, unknown>> {
    const event = {
      specversion: '1.0',
      id,
      source: `/dispensers/${this.deviceId}`,
      type,
      time: typeof time === 'string' ? time : time.toISOString(),
      data,
      ...more,
    };
    await this.publish('events', this.written(event));
    return event;
  }

  async publish(leaf: string, payload: string | Buffer, qos: 0 | 1 = 1): Promise<void> {
    await this.client.publishAsync(`dosevagt/v1/${this.deviceId}/${leaf}`, payload, { qos });
  }

  async acknowledge(commandId: string, result: 'done' | 'refused' = 'done'): Promise<void> {
    await this.publish('commands/ack', this.written({ id: commandId, result }));
  }

  /** The words as this dispenser's dialect puts them. */
  written(words: Record<string, unknown>): Buffer {
    const bytes = this.dialect.write(words);
    if (!bytes) throw new Error(`${this.dialect.name} has no word for ${String(words.type)}`);
    return Buffer.from(bytes);
  }

  /** Ends the connection; without a goodbye the last will is sent. */
  async leave({ abruptly = false } = {}): Promise<void> {
    await this.client.endAsync(abruptly);
  }
}
