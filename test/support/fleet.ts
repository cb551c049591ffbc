import { Dispenser } from './dispenser.js';
import type { House } from './house.js';

/** Something a dispenser has to say at a time, in milliseconds since 1970. */
export interface News {
  readonly at: number;
  readonly type: string;
  readonly data: Record<string, unknown>;
  /** Said twice: word for word, or under a second id. */
  readonly twice?: 'same-id' | 'new-id' | undefined;
}

interface Member {
  readonly deviceId: string;
  readonly secret: string;
}

/** What is told later than this was kept in the meantime. */
const AT_ONCE_MS = 4 * 60_000;

/** The town's dispensers, each on a connection of its own: one may be cut off and keep its news, or say nothing at all. */
export class Fleet {
  private readonly connected = new Map<string, Dispenser>();
  private readonly kept = new Map<string, News[]>();
  private readonly silent = new Set<string>();

  constructor(
    private readonly members: readonly Member[],
    private readonly house: () => House,
  ) {}

  /** Everybody is there again; who was cut off stays so. */
  async connectAll(): Promise<void> {
    this.connected.clear();
    const there = this.members.filter(({ deviceId }) => !this.kept.has(deviceId));
    await Promise.all(there.map(({ deviceId }) => this.connect(deviceId)));
  }

  /** Says it now, or when it is back; what a silent one has to say is lost. */
  async say(deviceId: string, news: News): Promise<void> {
    if (this.silent.has(deviceId)) return;
    const kept = this.kept.get(deviceId);
    if (kept) return void kept.push(news);
    const now = this.house().clock.now();
    const { type, at, data, twice } = news;
    const historical = now.getTime() - at > AT_ONCE_MS;
    const said = { time: new Date(at), sentat: now.toISOString(), clocksync: 'synced', historical, data };
    const dispenser = this.connected.get(deviceId)!;
    const { id } = await dispenser.say(type, said);
    if (twice === 'same-id') await dispenser.say(type, { ...said, id: String(id) });
    if (twice === 'new-id') await dispenser.say(type, said);
  }

  async beat(): Promise<void> {
    const heartbeat = { batteryPct: 90, mains: true, rssiDbm: -70 };
    const payload = JSON.stringify({ time: this.house().clock.now().toISOString(), ...heartbeat });
    const beating = [...this.connected].filter(([deviceId]) => !this.silent.has(deviceId));
    await Promise.all(beating.map(([, dispenser]) => dispenser.publish('heartbeat', payload)));
  }

  /** The connection breaks without a goodbye. */
  async cutOff(deviceId: string): Promise<void> {
    if (this.kept.has(deviceId)) return;
    this.kept.set(deviceId, []);
    await this.connected.get(deviceId)?.leave({ abruptly: true });
    this.connected.delete(deviceId);
  }

  /** Back again, it empties what it kept from the end. */
  async comeBack(deviceId: string): Promise<void> {
    const kept = this.kept.get(deviceId);
    if (!kept) return;
    this.kept.delete(deviceId);
    await this.connect(deviceId);
    for (const news of kept.reverse()) await this.say(deviceId, news);
  }

  fallSilent(deviceId: string): void {
    this.silent.add(deviceId);
  }

  speakAgain(deviceId: string): void {
    this.silent.delete(deviceId);
  }

  async leave(): Promise<void> {
    await Promise.all([...this.connected.values()].map((dispenser) => dispenser.leave({ abruptly: true })));
  }

  private async connect(deviceId: string): Promise<void> {
    const { secret } = this.members.find((member) => member.deviceId === deviceId)!;
    const house = this.house();
    const now = () => this.house().clock.now();
    this.connected.set(deviceId, await Dispenser.connect(house.mqttUrl, deviceId, secret, now, { listens: false }));
  }
}
