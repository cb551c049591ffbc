import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log of reads has a line an answer, with the citizens it showed; a reader of the feed has one an hour and district. What was written
 * before stays where it is, and the version before goes on writing there. What keys of requests stood for, and what they were answered,
 * is forgotten; that they were used is not.
 */
export class LooksAndKeys1763820000024 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE look (
        "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "at" timestamptz NOT NULL,
        "principalId" text NOT NULL,
        "principalKind" text NOT NULL,
        "route" text NOT NULL,
        "reason" text,
        "fields" text[],
        "replayed" boolean NOT NULL,
        "citizenIds" uuid[] NOT NULL
      );
      CREATE INDEX look_at ON look ("at");
      CREATE INDEX look_citizens ON look USING gin ("citizenIds");
      CREATE TABLE feed_look (
        "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "at" timestamptz NOT NULL,
        "hour" timestamptz NOT NULL,
        "principalId" text NOT NULL,
        "principalKind" text NOT NULL,
        "route" text NOT NULL,
        "districtId" uuid,
        "firstPosition" bigint NOT NULL,
        "lastPosition" bigint NOT NULL,
        "citizenIds" uuid[] NOT NULL
      );
      CREATE UNIQUE INDEX feed_look_line ON feed_look
        ("hour", "principalId", "principalKind", "route", coalesce("districtId", '00000000-0000-0000-0000-000000000000'));
      CREATE INDEX feed_look_at ON feed_look ("at");
      CREATE INDEX feed_look_citizens ON feed_look USING gin ("citizenIds")`);
    await db.query(`UPDATE idempotency SET "requestHash" = '', "body" = NULL WHERE "status" IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE look, feed_look');
  }
}
