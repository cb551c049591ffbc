import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the whole domain needs beyond the first shape, in the order of the line. */
export class EveryDoseWatched1763700000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const room of [TEAMS, CITIZENS, DEVICES, DOSES, ALERTS, TASKS, ESCALATION])
      if (room.trim()) await db.query(room);
  }

  /** Additions are not taken back: what came before works with them. */
  async down(): Promise<void> {}
}

const TEAMS = `
ALTER TABLE district ADD COLUMN "shadow" boolean NOT NULL DEFAULT false;
CREATE TABLE remembered ("table" text PRIMARY KEY, "version" uuid NOT NULL DEFAULT gen_random_uuid());
INSERT INTO remembered ("table") VALUES ('district'), ('team');
CREATE FUNCTION remember_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  UPDATE remembered SET "version" = gen_random_uuid() WHERE "table" = TG_TABLE_NAME;
  RETURN NULL;
END $$;
CREATE TRIGGER district_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON district FOR EACH STATEMENT EXECUTE FUNCTION remember_change();
CREATE TRIGGER team_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON team FOR EACH STATEMENT EXECUTE FUNCTION remember_change();
`;

const CITIZENS = `
ALTER TABLE citizen
  ADD COLUMN "temporaryAddress" jsonb,
  ADD COLUMN "addressProtected" boolean NOT NULL DEFAULT false,
  ADD COLUMN "deceasedAt" timestamptz;
`;

const DEVICES = `
INSERT INTO remembered ("table") VALUES ('device_credential');
CREATE TRIGGER device_credential_changed AFTER UPDATE OR DELETE ON device_credential FOR EACH STATEMENT EXECUTE FUNCTION remember_change();
CREATE TABLE condition (
  "deviceId" text NOT NULL REFERENCES device,
  "condition" text NOT NULL,
  "citizenId" uuid,
  "eventType" text NOT NULL,
  "detail" jsonb NOT NULL DEFAULT '{}',
  "since" timestamptz NOT NULL,
  "lastAt" timestamptz NOT NULL,
  "clearedAt" timestamptz,
  "recentAt" timestamptz[] NOT NULL DEFAULT '{}',
  "louderAt" timestamptz,
  "unstableSince" timestamptz,
  "resolvedAt" timestamptz,
  "checkAt" timestamptz,
  "lookAt" timestamptz,
  PRIMARY KEY ("deviceId", "condition")
);
CREATE INDEX condition_standing ON condition ("condition", "since") WHERE "clearedAt" IS NULL;
CREATE INDEX condition_look ON condition ("lookAt") WHERE "lookAt" IS NOT NULL;
CREATE INDEX condition_resolved ON condition ("resolvedAt") WHERE "resolvedAt" IS NOT NULL AND "checkAt" IS NULL;
CREATE INDEX device_health_offline ON device_health ("onlineChangedAt") WHERE NOT "online";
CREATE TABLE gateway_beat (
  "nodeId" uuid PRIMARY KEY,
  "realAt" timestamptz NOT NULL,
  "clockAt" timestamptz NOT NULL,
  "open" boolean NOT NULL
);
CREATE TABLE broker_session (
  "clientId" text PRIMARY KEY,
  "nodeId" uuid NOT NULL,
  "seenAt" timestamptz NOT NULL
);
CREATE TABLE ingest_outage (
  "id" smallint PRIMARY KEY CHECK ("id" = 1),
  "downSince" timestamptz,
  "announcedAt" timestamptz,
  "atRiskAt" timestamptz,
  "watchFrom" timestamptz,
  "offlineFrom" timestamptz
);
INSERT INTO ingest_outage ("id") VALUES (1);
ALTER TABLE device_health ADD COLUMN "batteryAt" timestamptz;
CREATE INDEX device_health_battery ON device_health ("batteryPct") WHERE "batteryPct" IS NOT NULL;
ALTER TABLE assignment ADD COLUMN "beginsAt" timestamptz;
CREATE INDEX assignment_begins ON assignment ("beginsAt") WHERE "beginsAt" IS NOT NULL;
`;

const DOSES = `
ALTER TABLE schedule ADD COLUMN "sendAt" timestamptz;
CREATE INDEX schedule_send ON schedule ("sendAt") WHERE "sendAt" IS NOT NULL;
`;

const ALERTS = `
ALTER TABLE alert ADD COLUMN "shadow" boolean NOT NULL DEFAULT false;
ALTER TABLE alert
  ADD COLUMN "parentId" uuid REFERENCES alert,
  ADD COLUMN "attached" boolean NOT NULL DEFAULT false,
  ADD COLUMN "attachedUntil" timestamptz;
CREATE INDEX alert_attached ON alert ("parentId") WHERE "attached";
CREATE INDEX alert_attached_until ON alert ("attachedUntil") WHERE "attached" AND "attachedUntil" IS NOT NULL;
`;

const TASKS = `
CREATE INDEX task_district_created ON task ("districtId", "createdAt");
ALTER TABLE task
  ADD COLUMN "shiftEndsAt" timestamptz,
  ADD COLUMN "releaseAt" timestamptz;
CREATE INDEX task_shift_end ON task ("shiftEndsAt") WHERE "state" IN ('open', 'claimed', 'in-progress');
CREATE INDEX task_release ON task ("releaseAt") WHERE "state" IN ('claimed', 'in-progress');
`;

const ESCALATION = `
ALTER TABLE ladder
  ADD COLUMN "scope" text NOT NULL DEFAULT 'all',
  ADD COLUMN "districtId" uuid REFERENCES district ON DELETE CASCADE,
  ADD COLUMN "citizenId" uuid REFERENCES citizen ON DELETE CASCADE,
  DROP CONSTRAINT ladder_pkey,
  ADD PRIMARY KEY ("name", "scope");
ALTER TABLE escalation
  ADD COLUMN "deadlineAt" timestamptz,
  ADD COLUMN "becomes" text,
  ADD COLUMN "nightZone" text;
CREATE TABLE delivery (
  "id" uuid PRIMARY KEY,
  "key" text NOT NULL UNIQUE,
  "alertId" uuid REFERENCES alert,
  "taskId" uuid REFERENCES task,
  "citizenId" uuid REFERENCES citizen,
  "districtId" uuid,
  "purpose" text NOT NULL,
  "recipientKind" text NOT NULL,
  "recipientId" text NOT NULL,
  "channels" text[] NOT NULL,
  "channel" text NOT NULL,
  "state" text NOT NULL,
  "attempts" smallint NOT NULL,
  "failingSince" timestamptz,
  "nextTryAt" timestamptz,
  "createdAt" timestamptz NOT NULL,
  "deliveredAt" timestamptz,
  "error" text
);
CREATE INDEX delivery_next_try ON delivery ("nextTryAt") WHERE "nextTryAt" IS NOT NULL;
CREATE INDEX delivery_alert ON delivery ("alertId") WHERE "alertId" IS NOT NULL;
CREATE INDEX delivery_parked ON delivery ("createdAt", "id") WHERE "state" = 'parked';
CREATE INDEX delivery_shown ON delivery ("recipientId", "deliveredAt") WHERE "channel" = 'console' AND "deliveredAt" IS NOT NULL;
`;
