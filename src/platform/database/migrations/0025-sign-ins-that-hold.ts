import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sessions, what is known of wrong sign-ins, and the log of who came in and who changed accounts. A node of the version before knows none
 * of it: its tokens become sessions when they are first shown, and are as good as they were until then.
 */
export class SignInsThatHold1763820000025 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE TABLE IF NOT EXISTS session (
         "id" uuid PRIMARY KEY,
         "principalKind" text NOT NULL,
         "principalId" uuid NOT NULL,
         "createdAt" timestamptz NOT NULL,
         "expiresAt" timestamptz NOT NULL,
         "lastUsedAt" timestamptz NOT NULL,
         "endedAt" timestamptz,
         "address" text,
         "userAgent" text,
         "deviceId" uuid)`,
    );
    await db.query('CREATE INDEX IF NOT EXISTS session_principal ON session ("principalId", "createdAt")');
    await db.query(
      'CREATE TABLE IF NOT EXISTS session_cut ("principalId" uuid PRIMARY KEY, "at" timestamptz NOT NULL)',
    );
    await db.query(
      `CREATE TABLE IF NOT EXISTS wrong_sign_in (
         "key" text PRIMARY KEY,
         "wrong" integer NOT NULL,
         "since" timestamptz NOT NULL,
         "lastAt" timestamptz NOT NULL)`,
    );
    await db.query(
      `CREATE TABLE IF NOT EXISTS access_log (
         "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
         "at" timestamptz NOT NULL,
         "what" text NOT NULL,
         "principalKind" text,
         "principalId" uuid,
         "byKind" text,
         "byId" uuid,
         "address" text,
         "fields" text[] NOT NULL DEFAULT '{}')`,
    );
    await db.query('CREATE INDEX IF NOT EXISTS access_log_principal ON access_log ("principalId", "at")');
  }

  /** Additions are not taken back: what came before works beside them. */
  async down(): Promise<void> {}
}
