import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import type { Audited, AuditFilter } from './audit.rules.js';

/** One thing that somebody did or was shown. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly kind: Audited;
  readonly principalId: string | null;
  readonly principalKind: string | null;
  readonly principalName: string | null;
  readonly what: string;
  readonly reason: string | null;
  readonly text: string | null;
  readonly fields: readonly string[] | null;
  readonly shown: readonly string[] | null;
  readonly citizenIds: readonly string[];
  readonly accountId: string | null;
  readonly address: string | null;
  readonly until: Date | null;
}

@Injectable()
export class AuditStore {
  /** Newest first, from below the instant and id given. Each log is asked for as many as all of them, by its own index. */
  listBelow(
    tx: EntityManager,
    { kinds, principalId, citizenId, from, to }: AuditFilter,
    below: readonly [Date, string] | null,
    limit: number,
  ): Promise<AuditEntry[]> {
    return rows<AuditEntry>(
      tx,
      `SELECT line.*, coalesce(staff."displayName", partner."name") AS "principalName"
       FROM (${LOGS.map(newest).join('\nUNION ALL\n')} ORDER BY "at" DESC, "id" DESC LIMIT $8) line
       LEFT JOIN staff ON line."principalKind" = 'staff' AND staff."id"::text = line."principalId"
       LEFT JOIN partner ON line."principalKind" = 'partner' AND partner."id"::text = line."principalId"
       ORDER BY line."at" DESC, line."id" DESC`,
      [kinds, principalId, citizenId, from, to, below?.[0] ?? null, below?.[1] ?? null, limit],
    );
  }
}

const mark = (letter: string): string => `'${letter}' || lpad("id"::text, 19, '0')`;
const NOTHING =
  'NULL::text AS "text", NULL::uuid AS "accountId", NULL::text AS "address", NULL::timestamptz AS "until"';

/** Of the log of sign-ins and accounts, what is about a citizen and no account. */
const IS_CITIZEN = `"principalKind" IS NOT DISTINCT FROM 'citizen'`;

/** What is logged where, in the same columns. */
const LOGS = [
  `SELECT ${mark('l')} AS "id", "at", 'read' AS "kind", "principalId", "principalKind", "route" AS "what", "reason", "fields", "shown", "citizenIds", ${NOTHING} FROM look`,
  `SELECT ${mark('f')} AS "id", "at", 'read' AS "kind", "principalId", "principalKind", "route" AS "what", NULL AS "reason",
     NULL::text[] AS "fields", NULL::text[] AS "shown", "citizenIds", ${NOTHING} FROM feed_look`,
  `SELECT ${mark('b')} AS "id", "at", 'read' AS "kind", "principalId", "principalKind", "what", "reason", NULL::text[] AS "fields",
     NULL::text[] AS "shown", ARRAY["citizenId"] AS "citizenIds", ${NOTHING} FROM read_log`,
  `SELECT ${mark('a')} AS "id", "at", 'access' AS "kind", coalesce("byId", "principalId")::text AS "principalId",
     CASE WHEN "byId" IS NULL THEN "principalKind" ELSE "byKind" END AS "principalKind", "what", NULL AS "reason", "fields",
     NULL::text[] AS "shown", CASE WHEN ${IS_CITIZEN} THEN ARRAY["principalId"] ELSE '{}' END AS "citizenIds", "text",
     CASE WHEN NOT ${IS_CITIZEN} THEN "principalId" END AS "accountId", "address", NULL::timestamptz AS "until" FROM access_log`,
  `SELECT 'g' || replace("id"::text, '-', '') AS "id", "openedAt" AS "at", 'break-glass' AS "kind", "staffId"::text AS "principalId",
     'staff' AS "principalKind", 'citizen.glass_broken' AS "what", "reason", NULL::text[] AS "fields", NULL::text[] AS "shown",
     ARRAY["citizenId"] AS "citizenIds", "text", NULL::uuid AS "accountId", NULL::text AS "address", "until" FROM break_glass`,
];

const newest = (log: string): string => `(SELECT * FROM (${log}) one
  WHERE ($1::text[] IS NULL OR "kind" = ANY ($1)) AND ($2::text IS NULL OR "principalId" = $2) AND ($3::uuid IS NULL OR "citizenIds" @> ARRAY[$3])
    AND ($4::timestamptz IS NULL OR "at" >= $4) AND ($5::timestamptz IS NULL OR "at" < $5)
    AND ($6::timestamptz IS NULL OR ("at", "id") < ($6, $7))
  ORDER BY "at" DESC, "id" DESC LIMIT $8)`;
