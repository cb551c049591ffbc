import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuids } from '../platform/database/arrays.js';
import { Held, MOMENT_MS, type Patience } from '../platform/database/held.js';
import { IdentityMap } from '../platform/database/identity-map.js';
import { LOCKS } from '../platform/database/locks.js';
import { affected, rows } from '../platform/database/sql.js';
import { isHeld } from '../platform/database/trouble.rules.js';
import type { Box } from '../teams/borders/redraw.rules.js';
import type { Point } from '../teams/district.rules.js';
import type { Citizen } from './citizen.rules.js';
import type { SealedCpr } from './cpr-vault.service.js';

/** Everything but the sealed number and its digest. */
const COLUMNS = `"id", "displayName", "address", "zone", "districtId", "eDistrictTeamId", "contactPersonId", "relatives",
  "serviceArea", coalesce("cprDigest", "cprDigestToo") IS NOT NULL AS "cprKnown", "consentTelemetry", "consentReason", "consentChangedAt", "createdAt",
  "updatedAt", "version", "temporaryAddress", "addressProtected", "deceasedAt", "deathRegisteredAt", "externalId"`;

type Districts = readonly string[] | 'all';

@Injectable()
export class CitizensStore {
  private readonly seen = new IdentityMap<Citizen>(({ id }) => id);

  async find(tx: EntityManager, id: string): Promise<Citizen | null> {
    const seen = this.seen.find(tx, id);
    if (seen) return seen;
    const [citizen] = await this.findMany(tx, [id]);
    return citizen ? this.seen.keep(tx, citizen) : null;
  }

  findMany(tx: EntityManager, ids: readonly string[]): Promise<Citizen[]> {
    return rows<Citizen>(tx, `SELECT ${COLUMNS} FROM citizen WHERE "id" = ANY ($1::uuid[]) ORDER BY "id"`, [ids]);
  }

  async districtsOf(tx: EntityManager, ids: readonly string[]): Promise<Map<string, string | null>> {
    const seen = ids.flatMap((id) => this.seen.find(tx, id) ?? []);
    const others = [...new Set(ids)].filter((id) => !this.seen.find(tx, id));
    const found =
      others.length === 0
        ? []
        : await rows<{ id: string; districtId: string | null }>(
            tx,
            'SELECT "id", "districtId" FROM citizen WHERE "id" = ANY ($1::uuid[])',
            [uuids(others)],
          );
    return new Map([...seen, ...found].map(({ id, districtId }) => [id, districtId]));
  }

  /**
   * In the order of their ids, so that two who lock several never wait for each other.
   * @throws Held when somebody holds one for longer than there is patience
   */
  async lock(tx: EntityManager, ids: readonly string[], patience: Patience = 'any'): Promise<Citizen[]> {
    // Whoever is not patient over the citizens is not either over what else the transaction comes to.
    const moment =
      patience === 'any' ? '' : `(SELECT set_config('lock_timeout', '${MOMENT_MS}', true)) moment CROSS JOIN`;
    const locked = await rows<Citizen>(
      tx,
      `SELECT ${COLUMNS} FROM ${moment} citizen WHERE "id" = ANY ($1::uuid[]) ORDER BY "id"
       FOR NO KEY UPDATE OF citizen ${patience === 'none' ? 'SKIP LOCKED' : ''}`,
      [ids],
    ).catch((error: unknown) => {
      throw isHeld(error) ? new Held() : error;
    });
    if (patience === 'none' && locked.length < new Set(ids).size) throw new Held();
    return locked.map((citizen) => this.seen.keep(tx, citizen));
  }

  /** Newest first, from below the id given. */
  listBelow(tx: EntityManager, within: Districts, below: string | null, limit: number): Promise<Citizen[]> {
    return rows<Citizen>(
      tx,
      `SELECT ${COLUMNS} FROM citizen
       WHERE ($1::uuid[] IS NULL OR "districtId" = ANY ($1::uuid[])) AND ($2::uuid IS NULL OR "id" < $2)
       ORDER BY "id" DESC LIMIT $3`,
      [within === 'all' ? null : within, below, limit],
    );
  }

  firstTwo(tx: EntityManager): Promise<Citizen[]> {
    return rows<Citizen>(tx, `SELECT ${COLUMNS} FROM citizen ORDER BY "id" LIMIT 2`);
  }

  async holdFirst(tx: EntityManager): Promise<Citizen[]> {
    await rows(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCKS.setup]);
    return this.firstTwo(tx);
  }

  findByDigest(tx: EntityManager, within: Districts, digest: Buffer): Promise<Citizen[]> {
    return rows<Citizen>(
      tx,
      `SELECT ${COLUMNS} FROM citizen WHERE ("cprDigest" = $2 OR "cprDigestToo" = $2) AND ($1::uuid[] IS NULL OR "districtId" = ANY ($1::uuid[]))`,
      [within === 'all' ? null : within, digest],
    );
  }

  /** Where those live who are alive, within west, south, east and north. */
  homesWithin(tx: EntityManager, [west, south, east, north]: Box): Promise<Point[]> {
    return rows<Point>(
      tx,
      `SELECT ("address" ->> 'lat')::float8 AS "lat", ("address" ->> 'lon')::float8 AS "lon" FROM citizen
       WHERE "deceasedAt" IS NULL AND ("address" ->> 'lon')::float8 BETWEEN $1 AND $3
         AND ("address" ->> 'lat')::float8 BETWEEN $2 AND $4`,
      [west, south, east, north],
    );
  }

  /** Those with the text anywhere in their name, upper or lower case; names from before they were kept as they are now among them. */
  findByName(tx: EntityManager, within: Districts, name: string, limit: number): Promise<Citizen[]> {
    return rows<Citizen>(
      tx,
      `SELECT ${COLUMNS} FROM citizen
       WHERE strpos(lower(regexp_replace(normalize("displayName", NFC), '[\\s\\u00a0\\u2007\\u202f]+', ' ', 'g')), lower($2)) > 0 AND ($1::uuid[] IS NULL OR "districtId" = ANY ($1::uuid[]))
       ORDER BY "displayName", "id" LIMIT $3`,
      [within === 'all' ? null : within, name, limit],
    );
  }

  /** Whose stay elsewhere, by its dates, is not as was told last. */
  async staysDue(tx: EntityManager, now: Date, limit: number): Promise<string[]> {
    const due = await rows<{ id: string }>(
      tx,
      `SELECT "id" FROM citizen
       WHERE ("temporaryAddress" IS NOT NULL OR "staysElsewhere") AND "staysElsewhere" IS DISTINCT FROM
         coalesce(("temporaryAddress" ->> 'from')::timestamptz <= $1 AND $1 < ("temporaryAddress" ->> 'until')::timestamptz, false)
       ORDER BY "id" LIMIT $2`,
      [now, limit],
    );
    return due.map(({ id }) => id);
  }

  /** What is told of a stay elsewhere; false where it was told so before. */
  async setStay(tx: EntityManager, id: string, elsewhere: boolean): Promise<boolean> {
    const sql = 'UPDATE citizen SET "staysElsewhere" = $2 WHERE "id" = $1 AND "staysElsewhere" <> $2';
    return (await affected(tx, sql, [id, elsewhere])) === 1;
  }

  async insert(tx: EntityManager, citizen: Citizen): Promise<void> {
    await rows(
      tx,
      `INSERT INTO citizen ("id", "displayName", "address", "zone", "districtId", "eDistrictTeamId", "contactPersonId", "relatives",
         "serviceArea", "consentTelemetry", "consentReason", "consentChangedAt", "updatedAt", "version", "temporaryAddress", "addressProtected",
         "deceasedAt", "deathRegisteredAt", "externalId", "createdAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
      [...changing(citizen), citizen.createdAt],
    );
  }

  async update(tx: EntityManager, citizen: Citizen): Promise<void> {
    this.seen.forget(tx);
    await rows(
      tx,
      `UPDATE citizen SET "displayName" = $2, "address" = $3, "zone" = $4, "districtId" = $5, "eDistrictTeamId" = $6,
         "contactPersonId" = $7, "relatives" = $8, "serviceArea" = $9, "consentTelemetry" = $10, "consentReason" = $11,
         "consentChangedAt" = $12, "updatedAt" = $13, "version" = $14, "temporaryAddress" = $15, "addressProtected" = $16, "deceasedAt" = $17,
         "deathRegisteredAt" = $18, "externalId" = $19
       WHERE "id" = $1`,
      changing(citizen),
    );
  }

  /** Those whom other systems know by these ids. */
  findByExternalIds(tx: EntityManager, within: Districts, externalIds: readonly string[]): Promise<Citizen[]> {
    return rows<Citizen>(
      tx,
      `SELECT ${COLUMNS} FROM citizen WHERE "externalId" = ANY ($2::text[]) AND ($1::uuid[] IS NULL OR "districtId" = ANY ($1::uuid[])) ORDER BY "id"`,
      [within === 'all' ? null : within, externalIds],
    );
  }

  /** Until the transaction ends nobody else gives this id. */
  async lockExternalId(tx: EntityManager, externalId: string): Promise<void> {
    await rows(tx, 'SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCKS.externalId, externalId]);
  }

  /** Until the transaction ends nobody else gives this number. */
  async lockNumber(tx: EntityManager, digest: Buffer): Promise<void> {
    await rows(tx, 'SELECT pg_advisory_xact_lock($1, $2)', [LOCKS.number, digest.readInt32BE(0)]);
  }

  /** @param has whether nobody else has the number, or others have it `too` */
  async setCpr(tx: EntityManager, id: string, cpr: SealedCpr | null, has: 'only' | 'too'): Promise<void> {
    this.seen.forget(tx);
    const digest = cpr?.digest ?? null;
    await rows(tx, 'UPDATE citizen SET "cprCipher" = $2, "cprDigest" = $3, "cprDigestToo" = $4 WHERE "id" = $1', [
      id,
      cpr?.cipher ?? null,
      has === 'only' ? digest : null,
      has === 'too' ? digest : null,
    ]);
  }
}

const changing = (citizen: Citizen): unknown[] => [
  citizen.id,
  citizen.displayName,
  JSON.stringify(citizen.address),
  citizen.zone,
  citizen.districtId,
  citizen.eDistrictTeamId,
  citizen.contactPersonId,
  JSON.stringify(citizen.relatives),
  citizen.serviceArea,
  citizen.consentTelemetry,
  citizen.consentReason,
  citizen.consentChangedAt,
  citizen.updatedAt,
  citizen.version,
  citizen.temporaryAddress && JSON.stringify(citizen.temporaryAddress),
  citizen.addressProtected,
  citizen.deceasedAt,
  citizen.deathRegisteredAt,
  citizen.externalId,
];
