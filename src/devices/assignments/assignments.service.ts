import { Injectable } from '@nestjs/common';
import { AssignmentsStore } from './assignments.store.js';
import type { Turn } from '../../platform/database/turn.js';
import type { AssignmentEntity } from './assignment.entity.js';

/** The door to whose a dispenser is, was, and is to be. */
@Injectable()
export class AssignmentsService {
  constructor(private readonly store: AssignmentsStore) {}

  /** The citizen's dispenser at an instant. */
  current(tx: Turn['tx'], citizenId: string, at: Date): Promise<AssignmentEntity | null> {
    return this.store.current(tx, citizenId, at);
  }

  /** Citizens who have had the dispenser they have for longest. */
  servedLongest(tx: Turn['tx'], now: Date, limit: number): Promise<string[]> {
    return this.store.servedLongest(tx, now, limit);
  }

  /** Every dispenser the citizen ever had. */
  all(tx: Turn['tx'], citizenId: string): Promise<readonly AssignmentEntity[]> {
    return this.store.all(tx, citizenId);
  }

  /** Whose each dispenser was at an instant, in the order asked; null where it was nobody's. */
  citizensAt(tx: Turn['tx'], asked: readonly { deviceId: string; at: Date }[]): Promise<(string | null)[]> {
    return this.store.citizensAt(tx, asked);
  }

  /** Whether each dispenser went from one citizen to another, or to nobody, within the minutes before or after an instant. */
  changedHandsNear(
    tx: Turn['tx'],
    asked: readonly { deviceId: string; at: Date }[],
    withinMinutes: number,
  ): Promise<boolean[]> {
    return this.store.changedHandsNear(tx, asked, withinMinutes);
  }

  /** Those whose end was set ahead of time and has come. */
  toEnd(tx: Turn['tx'], now: Date, limit: number): Promise<AssignmentEntity[]> {
    return this.store.toEnd(tx, now, limit);
  }

  /** Those set ahead of time whose time has come. */
  toBegin(tx: Turn['tx'], now: Date, limit: number): Promise<AssignmentEntity[]> {
    return this.store.toBegin(tx, now, limit);
  }
}
