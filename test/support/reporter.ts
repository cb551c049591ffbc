import { setTimeout as pause } from 'node:timers/promises';
import mqtt, { type MqttClient } from 'mqtt';

const WINDOW = 20;
const AGAIN_AFTER_MS = 25;

/** One thing a dispenser has to say, as it will stand in the journal. Two of one id are one event, said again. */
export interface Saying {
  readonly id: string;
  readonly payload: string;
}

/**
 * A dispenser that gives up on nothing: it publishes its sayings at QoS 1 in order, twenty at a time, connects again whenever the
 * connection is lost, to whichever gateway stands next in its list, and says again what was not acknowledged.
 */
export class Reporter {
  readonly acknowledged = new Set<Saying>();
  connections = 0;
  resent = 0;
  private readonly waiting: Saying[];
  private readonly sent = new Set<Saying>();
  private client: MqttClient | null = null;
  private stopped = false;

  constructor(
    private readonly login: { readonly deviceId: string; readonly secret: string },
    sayings: readonly Saying[],
    private readonly ports: readonly number[],
  ) {
    this.waiting = [...sayings];
  }

  get owes(): number {
    return this.waiting.length;
  }

  /** Resolves when all of it has been acknowledged, or when it is stopped. */
  async run(): Promise<void> {
    for (let turn = 0; this.waiting.length > 0 && !this.stopped; turn++) {
      try {
        await this.connectAndSay(this.ports[turn % this.ports.length]!);
      } catch {
        // The connection was lost or not made: what is still waiting is said again over the next one.
        await pause(AGAIN_AFTER_MS);
      } finally {
        this.client?.end(true);
      }
    }
  }

  stop(): void {
    this.stopped = true;
    this.client?.end(true);
  }

  private async connectAndSay(port: number): Promise<void> {
    const { deviceId, secret } = this.login;
    const client = await connect(port, deviceId, secret);
    this.client = client;
    this.connections += 1;
    const lost = new Promise<never>((_, reject) => client.once('close', () => reject(new Error('lost'))));
    lost.catch(() => undefined);
    while (this.waiting.length > 0 && !this.stopped) {
      const batch = this.waiting.slice(0, WINDOW);
      await Promise.race([lost, Promise.all(batch.map((saying) => this.say(client, saying)))]);
      this.waiting.splice(0, batch.length);
    }
  }

  /** Acknowledged one by one: of a batch that is cut in the middle, only the rest is said again. */
  private async say(client: MqttClient, saying: Saying): Promise<void> {
    if (this.acknowledged.has(saying)) return;
    if (this.sent.has(saying)) this.resent += 1;
    this.sent.add(saying);
    await client.publishAsync(`dosevagt/v1/${this.login.deviceId}/events`, saying.payload, { qos: 1 });
    this.acknowledged.add(saying);
  }
}

function connect(port: number, deviceId: string, password: string): Promise<MqttClient> {
  const options = {
    clientId: deviceId,
    username: deviceId,
    password,
    reconnectPeriod: 0,
    connectTimeout: 2_000,
    protocolVersion: 4 as const,
  };
  // Without retries of its own, since otherwise a connection that is cut before its CONNACK is waited for in vain.
  return mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, options, false);
}
