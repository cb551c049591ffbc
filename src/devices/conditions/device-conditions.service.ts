import { Injectable } from '@nestjs/common';
import { ConditionsStore } from './conditions.store.js';
import type { Turn } from '../../platform/database/turn.js';
import type { DeviceCondition } from './condition.rules.js';

/** The door to what dispensers stand in: full, offline, on battery. */
@Injectable()
export class DeviceConditionsService {
  constructor(private readonly store: ConditionsStore) {}

  isStanding(tx: Turn['tx'], deviceId: string, condition: string): Promise<boolean> {
    return this.store.isStanding(tx, deviceId, condition);
  }

  /** What stands, or once stood, of the citizen's or the dispenser's condition. */
  lockAbout(
    tx: Turn['tx'],
    condition: string,
    citizenId: string | null,
    deviceId: string | null,
  ): Promise<DeviceCondition[]> {
    return this.store.lockAbout(tx, condition, citizenId, deviceId);
  }

  /** Every condition there is, or was, of dispensers while they served the citizen. */
  lockOf(tx: Turn['tx'], citizenId: string, deviceIds: readonly string[]): Promise<DeviceCondition[]> {
    return this.store.lockOf(tx, citizenId, deviceIds);
  }

  lock(tx: Turn['tx'], deviceId: string, condition: string): Promise<DeviceCondition | null> {
    return this.store.lock(tx, deviceId, condition);
  }

  save(tx: Turn['tx'], standing: DeviceCondition): Promise<void> {
    return this.store.save(tx, standing);
  }

  forget(tx: Turn['tx'], deviceId: string, condition: string): Promise<void> {
    return this.store.forget(tx, deviceId, condition);
  }

  /** Conditions closed by hand whose dispenser has given a sign of life since, and when; of a battery only a heartbeat that speaks of it is one. */
  aliveSinceResolved(tx: Turn['tx']): Promise<{ deviceId: string; condition: string; lastSeenAt: Date }[]> {
    return this.store.aliveSinceResolved(tx);
  }

  setCheck(tx: Turn['tx'], deviceId: string, condition: string, checkAt: Date): Promise<number> {
    return this.store.setCheck(tx, deviceId, condition, checkAt);
  }

  /** Conditions whose time to be looked at has come, with whom they are about. */
  due(
    tx: Turn['tx'],
    now: Date,
    limit: number,
  ): Promise<{ deviceId: string; condition: string; citizenId: string | null }[]> {
    return this.store.due(tx, now, limit);
  }
}
