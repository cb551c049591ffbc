import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is pushed what is meant for her, and where, and how far the feed was followed for it. A node of the version before pushes nothing. */
export class ToldInThePocket1763820000044 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE feed_follower ("name" text PRIMARY KEY, "position" bigint NOT NULL);
      CREATE TABLE push_subscription (
        "id" uuid PRIMARY KEY,
        "staffId" uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
        "sessionId" uuid NOT NULL,
        "endpoint" text NOT NULL UNIQUE,
        "p256dh" text NOT NULL,
        "auth" text NOT NULL,
        "userAgent" text,
        "createdAt" timestamptz NOT NULL,
        "takenAt" timestamptz,
        "error" text,
        "failures" integer NOT NULL,
        "restsUntil" timestamptz,
        "triedAt" timestamptz
      );
      CREATE INDEX push_subscription_staff ON push_subscription ("staffId");
      CREATE TABLE push_message (
        "id" uuid PRIMARY KEY,
        "subscriptionId" uuid NOT NULL REFERENCES push_subscription ON DELETE CASCADE,
        "position" bigint NOT NULL,
        "news" text NOT NULL,
        "taskId" uuid,
        "teamId" uuid,
        "kind" text,
        "priority" text,
        "at" timestamptz NOT NULL,
        "until" timestamptz NOT NULL,
        UNIQUE ("subscriptionId", "position")
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE push_message, push_subscription, feed_follower');
  }
}
