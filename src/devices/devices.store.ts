import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { texts } from '../platform/database/arrays.js';
import { rows } from '../platform/database/sql.js';
import { DeviceEntity } from './device.entity.js';
import type { Presence } from './device.rules.js';

/** What the broker side must know of a dispenser that speaks. */
export interface KnownDevice {
  readonly number: number;
  readonly dialect: string;
  /** What it spoke before that was changed for the first time; null where it never was. */
  readonly firstDialect: string | null;
}

export interface NewDevice {
  readonly deviceId: string;
  readonly dialect: string;
  readonly model: string | null;
  readonly presence?: Presence | null;
  readonly expectEveryMinutes?: number | null;
}

export type DeviceChange = Partial<Omit<NewDevice, 'deviceId'>>;

@Injectable()
export class DevicesStore {
  /** Inserts those that are not there; returns the ids of the new ones. */
  async insert(tx: EntityManager, devices: readonly NewDevice[], createdAt: Date): Promise<string[]> {
    const added = await rows<{ deviceId: string }>(
      tx,
      `INSERT INTO device ("deviceId", "dialect", "model", "presence", "expectEveryMinutes", "createdAt")
       SELECT d.*, $6 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[]) AS d ORDER BY 1
       ON CONFLICT ("deviceId") DO NOTHING RETURNING "deviceId"`,
      [
        devices.map((d) => d.deviceId),
        devices.map((d) => d.dialect),
        devices.map((d) => d.model),
        devices.map((d) => d.presence ?? null),
        devices.map((d) => d.expectEveryMinutes ?? null),
        createdAt,
      ],
    );
    return added.map(({ deviceId }) => deviceId);
  }

  find(tx: EntityManager, deviceId: string): Promise<DeviceEntity | null> {
    return tx.getRepository(DeviceEntity).findOneBy({ deviceId });
  }

  async findKnown(tx: EntityManager, deviceIds: readonly string[]): Promise<Map<string, KnownDevice>> {
    const found = await rows<KnownDevice & { deviceId: string }>(
      tx,
      'SELECT "deviceId", "number", "dialect", "firstDialect" FROM device WHERE "deviceId" = ANY ($1)',
      [texts(deviceIds)],
    );
    return new Map(found.map(({ deviceId, ...known }) => [deviceId, known]));
  }

  /** Holds the dispenser's row; every change to what it means for a citizen starts here. */
  async lock(tx: EntityManager, deviceIds: readonly string[]): Promise<DeviceEntity[]> {
    return rows(tx, 'SELECT * FROM device WHERE "deviceId" = ANY ($1) ORDER BY "deviceId" FOR NO KEY UPDATE', [
      deviceIds,
    ]);
  }

  findMany(tx: EntityManager, deviceIds: readonly string[]): Promise<DeviceEntity[]> {
    return rows(tx, 'SELECT * FROM device WHERE "deviceId" = ANY ($1)', [deviceIds]);
  }

  async update(tx: EntityManager, deviceId: string, change: DeviceChange & { retiredAt?: Date | null }): Promise<void> {
    const firstDialect = change.dialect && { firstDialect: () => 'coalesce("firstDialect", "dialect")' };
    const changed = { ...change, ...firstDialect, version: () => '"version" + 1' };
    await tx.getRepository(DeviceEntity).update({ deviceId }, changed);
  }
}
