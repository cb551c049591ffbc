import { Injectable } from '@nestjs/common';
import { PartnersStore } from './partners.store.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Partner } from './partner.rules.js';

/** The door to the systems that may come in. */
@Injectable()
export class PartnersService {
  constructor(private readonly store: PartnersStore) {}

  findByClientId(tx: Turn['tx'], clientId: string): Promise<Partner | null> {
    return this.store.findByClientId(tx, clientId);
  }

  /** Nobody removes it until the transaction is over. */
  share(tx: Turn['tx'], id: string): Promise<Partner | null> {
    return this.store.share(tx, id);
  }

  insert(tx: Turn['tx'], partner: Partner): Promise<void> {
    return this.store.insert(tx, partner);
  }

  /** Null when there is no such partner, or it was disabled. */
  setSecret(tx: Turn['tx'], id: string, secretHash: Buffer): Promise<Partner | null> {
    return this.store.setSecret(tx, id, secretHash);
  }

  /** False when there is no such partner, or it was disabled before. The row stays, because logs name it. */
  disable(tx: Turn['tx'], id: string, now: Date): Promise<boolean> {
    return this.store.disable(tx, id, now);
  }
}
