import type { Contestant, Verdict } from './contestant.js';
import type { DeviceLogin } from './load.js';
import type { Broker } from './mosquitto.js';

export const CEILING = 'Mosquitto alone';

/** Mosquitto without a subscriber acknowledges at once and forgets: the ceiling for whoever keeps things. */
export class MosquittoAlone implements Contestant {
  readonly title = CEILING;

  constructor(private readonly broker: Broker) {}

  get version(): string {
    return this.broker.version;
  }

  get port(): number {
    return this.broker.port;
  }

  get workers(): { broker: number } {
    return { broker: this.broker.pid };
  }

  logins(count: number): DeviceLogin[] {
    return Array.from({ length: count }, (_, i) => ({ deviceId: `ALONE-${i + 1}`, secret: 'none' }));
  }

  async settle(): Promise<number> {
    return performance.now();
  }

  async verify(): Promise<Verdict> {
    return { committed: null, complaints: [] };
  }
}
