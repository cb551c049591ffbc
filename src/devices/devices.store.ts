import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { texts } from '../platform/database/arrays.js';
import { rows } from '../platform/database/sql.js';
import { DeviceEntity } from './device.entity.js';
import type { Presence } from './device.rules.js';
import { IS_VISITOR } from './health.store.js';

/** A dispenser as its page shows it: what it is, how it is, and whom it serves now. */
export interface DeviceView {
  readonly deviceId: string;
  readonly number: number;
  readonly dialect: string;
  readonly firstDialect: string | null;
  readonly model: string | null;
  /** As registered, or else as it was seen to behave. */
  readonly presence: Presence;
  readonly isPresenceSeen: boolean;
  readonly expectEveryMinutes: number | null;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
  readonly version: number;
  readonly citizenId: string | null;
  readonly districtId: string | null;
  readonly online: boolean | null;
  readonly onlineChangedAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly batteryPct: number | null;
  readonly mains: boolean | null;
  readonly rssiDbm: number | null;
  readonly dosesRemaining: number | null;
  readonly nextDueAt: Date | null;
  readonly firmware: string | null;
}

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

  async view(tx: EntityManager, deviceId: string, now: Date): Promise<DeviceView | null> {
    const [found] = await rows<DeviceView>(tx, `${VIEW} WHERE d."deviceId" = $2`, [now, deviceId]);
    return found ?? null;
  }

  /** Those of the dispensers that are registered. */
  among(tx: EntityManager, deviceIds: readonly string[], now: Date): Promise<DeviceView[]> {
    return rows(tx, `${VIEW} WHERE d."deviceId" = ANY ($2)`, [now, texts(deviceIds)]);
  }

  /** Newest first. */
  list(
    tx: EntityManager,
    districtIds: readonly string[] | null,
    now: Date,
    below: number | null,
    limit: number,
  ): Promise<DeviceView[]> {
    return rows(
      tx,
      `${VIEW} WHERE ($2::uuid[] IS NULL OR c."districtId" = ANY ($2)) AND ($3::bigint IS NULL OR d."number" < $3)
       ORDER BY d."number" DESC LIMIT $4`,
      [now, districtIds, below, limit],
    );
  }
}

const VIEW = `SELECT d.*, CASE WHEN ${IS_VISITOR} THEN 'visit' ELSE 'connected' END AS "presence", d."presence" IS NULL AS "isPresenceSeen",
    a."citizenId", c."districtId", h."online", h."onlineChangedAt", h."lastSeenAt", h."batteryPct", h."mains", h."rssiDbm",
    h."dosesRemaining", h."nextDueAt", h."firmware"
  FROM device d
  LEFT JOIN assignment a ON a."deviceId" = d."deviceId" AND a."from" <= $1 AND (a."until" IS NULL OR a."until" > $1)
  LEFT JOIN citizen c ON c."id" = a."citizenId"
  LEFT JOIN device_health h ON h."deviceId" = d."deviceId"`;
