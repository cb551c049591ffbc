import { Injectable } from '@nestjs/common';
import { HealthStore, type Kept, type HealthNews } from './health.store.js';
import type { Turn } from '../platform/database/turn.js';
import type { DistrictPulse } from './pulse.rules.js';

/** The door to who is connected, and how dispensers say they are. */
@Injectable()
export class HealthService {
  constructor(private readonly store: HealthStore) {}

  /** The nodes that have dispensers, as far as is written. */
  nodes(tx: Turn['tx']): Promise<string[]> {
    return this.store.nodes(tx);
  }

  /** Nobody has the dispensers of these nodes any more; answers how many that are. */
  leaveAll(tx: Turn['tx'], nodeIds: readonly string[], now: Date, limit: number): Promise<number> {
    return this.store.leaveAll(tx, nodeIds, now, limit);
  }

  /** Of what a node keeps: who has a newer connection, and who is connected and written down as gone. */
  compare(tx: Turn['tx'], kept: readonly Kept[]): Promise<{ deviceId: string; newer: number | null }[]> {
    return this.store.compare(tx, kept);
  }

  /** Of which dispensers somebody else holds the row, or the dispenser that it would be of; what nobody holds is locked. */
  heldAmong(tx: Turn['tx'], deviceIds: readonly string[]): Promise<Set<string>> {
    return this.store.heldAmong(tx, deviceIds);
  }

  /** How many dispensers are in use and in touch, and when they were heard last, district by district. */
  pulse(tx: Turn['tx'], now: Date): Promise<DistrictPulse[]> {
    return this.store.pulse(tx, now);
  }

  /** One row a dispenser, many dispensers a statement; news older than what is known of a dispenser does not undo it. */
  save(tx: Turn['tx'], news: readonly HealthNews[]): Promise<void> {
    return this.store.save(tx, news);
  }
}
