import { Injectable } from '@nestjs/common';
import type { DeliveryResult, Delivery } from './delivery.rules.js';

/** A way out of the house. It may be asked twice for the same delivery, whose id says so. */
export interface Channel {
  readonly name: string;
  deliver(delivery: Delivery): Promise<DeliveryResult>;
}

/** The notice is the fact that says so: the console's stream and the feed carry it. */
const toConsole: Channel = { name: 'console', deliver: () => Promise.resolve({ outcome: 'delivered' }) };

/** The ways out that this house has. */
@Injectable()
export class Channels {
  private readonly byName = new Map([[toConsole.name, toConsole]]);

  register(channel: Channel): void {
    this.byName.set(channel.name, channel);
  }

  find(name: string): Channel | null {
    return this.byName.get(name) ?? null;
  }
}
