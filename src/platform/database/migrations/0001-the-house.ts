import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first shape of every room's tables, in the order of the line. */
export class TheHouse1763700000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(PLATFORM);
    await db.query(TEAMS);
    await db.query(ACCESS);
    await db.query(CITIZENS);
    await db.query(DEVICES);
    await db.query(JOURNAL);
    await db.query(DOSES);
    await db.query(ALERTS);
    await db.query(TASKS);
    await db.query(ESCALATION);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE IF EXISTS escalation, ladder, task, alert_log, alert, dose, schedule, quarantine, journal_pending, journal,
      command, assignment, device_health, device, pause, citizen, read_log, device_credential, partner, staff, team, district,
      idempotency, secret, fact, fact_turn, clock CASCADE;
      DROP SEQUENCE IF EXISTS journal_number`);
  }
}

const PLATFORM = `
CREATE TABLE clock (
  "id" smallint PRIMARY KEY CHECK ("id" = 1),
  "anchorRealAt" timestamptz NOT NULL,
  "anchorClockAt" timestamptz NOT NULL,
  "speed" double precision NOT NULL
);
CREATE TABLE secret ("name" text PRIMARY KEY, "value" bytea NOT NULL);
CREATE TABLE idempotency (
  "principalId" text NOT NULL, "key" text NOT NULL, "requestHash" text NOT NULL, "at" timestamptz NOT NULL,
  "status" smallint, "location" text, "body" jsonb,
  PRIMARY KEY ("principalId", "key")
);
CREATE TABLE fact_turn (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at" timestamptz NOT NULL,
  "facts" integer NOT NULL,
  "last" bigint
);
CREATE INDEX fact_turn_unplaced ON fact_turn ("id") WHERE "last" IS NULL;
CREATE UNIQUE INDEX fact_turn_last ON fact_turn ("last") WHERE "last" IS NOT NULL;
CREATE TABLE fact (
  "turnId" bigint NOT NULL,
  "step" integer NOT NULL,
  "at" timestamptz NOT NULL,
  "type" text NOT NULL,
  "subject" text NOT NULL,
  "citizenId" uuid,
  "deviceId" text,
  "districtId" uuid,
  "data" jsonb NOT NULL,
  PRIMARY KEY ("turnId", "step", "at")
) PARTITION BY RANGE ("at");
CREATE TABLE fact_default PARTITION OF fact DEFAULT;
CREATE VIEW feed AS
  SELECT t."last" - t."facts" + f."step" AS "position", t."last", f.*
  FROM fact_turn t JOIN fact f ON f."turnId" = t."id" AND f."at" = t."at";
`;

const TEAMS = `
CREATE TABLE district (
  "id" uuid PRIMARY KEY,
  "name" text NOT NULL,
  "parentId" uuid REFERENCES district,
  "polygon" jsonb,
  "createdAt" timestamptz NOT NULL,
  "version" integer NOT NULL DEFAULT 1
);
CREATE TABLE team (
  "id" uuid PRIMARY KEY,
  "name" text NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('e-district', 'home-care', 'night', 'response-centre')),
  "districtId" uuid NOT NULL REFERENCES district,
  "lat" double precision NOT NULL,
  "lon" double precision NOT NULL,
  "zone" text NOT NULL,
  "shifts" jsonb NOT NULL DEFAULT '[]',
  "overrides" jsonb NOT NULL DEFAULT '[]',
  "createdAt" timestamptz NOT NULL,
  "version" integer NOT NULL DEFAULT 1
);
`;

const ACCESS = `
CREATE TABLE staff (
  "id" uuid PRIMARY KEY,
  "username" text NOT NULL UNIQUE,
  "displayName" text NOT NULL,
  "passwordHash" text NOT NULL,
  "roles" text[] NOT NULL,
  "teamIds" uuid[] NOT NULL,
  "createdAt" timestamptz NOT NULL,
  "disabledAt" timestamptz,
  "version" integer NOT NULL DEFAULT 1
);
CREATE TABLE partner (
  "id" uuid PRIMARY KEY,
  "clientId" text NOT NULL UNIQUE,
  "name" text NOT NULL,
  "secretHash" bytea NOT NULL,
  "scopes" text[] NOT NULL,
  "districtIds" uuid[],
  "createdAt" timestamptz NOT NULL,
  "disabledAt" timestamptz
);
CREATE TABLE device_credential (
  "deviceId" text PRIMARY KEY,
  "secretHash" bytea NOT NULL,
  "rotatedAt" timestamptz NOT NULL
);
CREATE TABLE read_log (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at" timestamptz NOT NULL,
  "principalId" text NOT NULL,
  "principalKind" text NOT NULL,
  "citizenId" uuid NOT NULL,
  "what" text NOT NULL,
  "reason" text
);
CREATE INDEX read_log_citizen ON read_log ("citizenId", "at");
`;

const CITIZENS = `
CREATE TABLE citizen (
  "id" uuid PRIMARY KEY,
  "displayName" text NOT NULL,
  "address" jsonb NOT NULL,
  "zone" text NOT NULL,
  "districtId" uuid REFERENCES district,
  "eDistrictTeamId" uuid REFERENCES team,
  "contactPersonId" uuid,
  "relatives" jsonb NOT NULL DEFAULT '[]',
  "serviceArea" text,
  "cprCipher" bytea,
  "cprDigest" bytea UNIQUE,
  "consentTelemetry" boolean NOT NULL,
  "consentReason" text,
  "consentChangedAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL,
  "version" integer NOT NULL DEFAULT 1
);
CREATE INDEX citizen_district ON citizen ("districtId");
CREATE TABLE pause (
  "id" uuid PRIMARY KEY,
  "citizenId" uuid NOT NULL REFERENCES citizen,
  "reason" text NOT NULL CHECK ("reason" IN ('hospital', 'travel', 'other')),
  "from" timestamptz NOT NULL,
  "until" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL,
  "createdBy" text NOT NULL,
  "begunAt" timestamptz,
  "endedAt" timestamptz,
  CHECK ("until" > "from")
);
CREATE INDEX pause_citizen ON pause ("citizenId", "from");
CREATE INDEX pause_unbegun ON pause ("from") WHERE "begunAt" IS NULL;
CREATE INDEX pause_unended ON pause ("until") WHERE "endedAt" IS NULL;
`;

const DEVICES = `
CREATE TABLE device (
  "deviceId" text PRIMARY KEY,
  "number" integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  "dialect" text NOT NULL,
  "model" text,
  "createdAt" timestamptz NOT NULL,
  "retiredAt" timestamptz,
  "version" integer NOT NULL DEFAULT 1
);
CREATE TABLE device_health (
  "deviceId" text PRIMARY KEY REFERENCES device,
  "online" boolean NOT NULL DEFAULT false,
  "onlineChangedAt" timestamptz,
  "lastSeenAt" timestamptz,
  "batteryPct" real,
  "mains" boolean,
  "rssiDbm" real,
  "dosesRemaining" integer,
  "nextDueAt" timestamptz,
  "firmware" text
) WITH (fillfactor = 70);
CREATE TABLE assignment (
  "id" uuid PRIMARY KEY,
  "deviceId" text NOT NULL REFERENCES device,
  "citizenId" uuid NOT NULL REFERENCES citizen,
  "from" timestamptz NOT NULL,
  "until" timestamptz
);
CREATE UNIQUE INDEX assignment_device ON assignment ("deviceId") WHERE "until" IS NULL;
CREATE UNIQUE INDEX assignment_citizen ON assignment ("citizenId") WHERE "until" IS NULL;
CREATE INDEX assignment_device_from ON assignment ("deviceId", "from");
CREATE INDEX assignment_citizen_from ON assignment ("citizenId", "from");
CREATE TABLE command (
  "id" uuid PRIMARY KEY,
  "deviceId" text NOT NULL REFERENCES device,
  "type" text NOT NULL,
  "time" timestamptz NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "data" jsonb NOT NULL,
  "state" text NOT NULL CHECK ("state" IN ('queued', 'sent', 'done', 'refused', 'expired')),
  "alertId" uuid,
  "sentAt" timestamptz,
  "answeredAt" timestamptz,
  "detail" text
);
CREATE INDEX command_queued ON command ("time") WHERE "state" = 'queued';
CREATE INDEX command_unanswered ON command ("expiresAt") WHERE "state" IN ('queued', 'sent');
CREATE INDEX command_device ON command ("deviceId", "time");
CREATE INDEX command_alert ON command ("alertId") WHERE "alertId" IS NOT NULL;
`;

const JOURNAL = `
CREATE SEQUENCE journal_number;
CREATE TABLE journal (
  "number" bigint NOT NULL DEFAULT nextval('journal_number'),
  "time" timestamptz NOT NULL,
  "receivedAt" timestamptz NOT NULL,
  "effectiveAt" timestamptz NOT NULL,
  "dueAt" timestamptz,
  "bootId" bigint,
  "sequence" bigint,
  "deviceNumber" integer NOT NULL,
  "payloadLength" integer NOT NULL,
  "clock" text NOT NULL,
  "type" text NOT NULL,
  "eventId" text NOT NULL,
  "reason" text,
  "payload" bytea NOT NULL
) PARTITION BY RANGE ("time");
CREATE TABLE journal_default PARTITION OF journal DEFAULT;
-- The id itself would double the index: of one dispenser and one instant, 64 bits of it tell ids apart.
CREATE UNIQUE INDEX journal_once ON journal ("deviceNumber", "time", hashtextextended("eventId", 0));
CREATE INDEX journal_number_index ON journal ("number");
CREATE INDEX journal_received ON journal USING brin ("receivedAt");
CREATE TABLE journal_pending (
  "number" bigint PRIMARY KEY,
  "time" timestamptz NOT NULL,
  "deviceNumber" integer NOT NULL,
  "stage" text NOT NULL DEFAULT 'heard' CHECK ("stage" IN ('heard', 'care', 'parked')),
  "subject" text,
  "lookAt" timestamptz,
  "attempts" smallint NOT NULL DEFAULT 0,
  "error" text
) WITH (fillfactor = 70);
CREATE INDEX journal_pending_heard ON journal_pending ("number") WHERE "stage" = 'heard';
CREATE INDEX journal_pending_subject ON journal_pending ("subject", "number") WHERE "stage" = 'care';
CREATE INDEX journal_pending_look ON journal_pending ("lookAt") WHERE "stage" = 'care';
CREATE INDEX journal_pending_device ON journal_pending ("deviceNumber");
CREATE TABLE quarantine (
  "id" uuid PRIMARY KEY,
  "number" bigint NOT NULL UNIQUE,
  "time" timestamptz NOT NULL,
  "deviceId" text NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('rejected', 'unattributed', 'parked')),
  "reason" text NOT NULL,
  "receivedAt" timestamptz NOT NULL,
  "quarantinedAt" timestamptz NOT NULL,
  "state" text NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'assigned', 'dismissed', 'retried')),
  "closedAt" timestamptz,
  "closedBy" text
);
CREATE INDEX quarantine_open ON quarantine ("receivedAt", "id") WHERE "state" = 'open';
`;

const DOSES = `
CREATE TABLE schedule (
  "citizenId" uuid NOT NULL REFERENCES citizen,
  "revision" integer NOT NULL,
  "zone" text NOT NULL,
  "slots" jsonb NOT NULL,
  "validFrom" timestamptz NOT NULL,
  "validUntil" timestamptz,
  "plannedUntil" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL,
  PRIMARY KEY ("citizenId", "revision")
);
CREATE INDEX schedule_planning ON schedule ("plannedUntil") WHERE "validUntil" IS NULL;
CREATE TABLE dose (
  "id" uuid PRIMARY KEY,
  "citizenId" uuid NOT NULL REFERENCES citizen,
  "revision" integer NOT NULL,
  "slot" text NOT NULL,
  "dueAt" timestamptz NOT NULL,
  "windowClosesAt" timestamptz NOT NULL,
  "deadlineAt" timestamptz NOT NULL,
  "criticality" text NOT NULL,
  "state" text NOT NULL DEFAULT 'scheduled',
  "settled" boolean NOT NULL DEFAULT false,
  "alarmedAt" timestamptz,
  "dispensedAt" timestamptz,
  "retrievedAt" timestamptz,
  "inAdvanceAt" timestamptz,
  "cancelledAt" timestamptz,
  "missedAt" timestamptz,
  "unconfirmedAt" timestamptz,
  "evidence" bigint[] NOT NULL DEFAULT '{}',
  UNIQUE ("citizenId", "dueAt", "revision")
) WITH (fillfactor = 85);
CREATE INDEX dose_due ON dose ("dueAt");
CREATE INDEX dose_deadline ON dose ("deadlineAt") WHERE NOT "settled";
`;

const ALERTS = `
CREATE TABLE alert (
  "id" uuid PRIMARY KEY,
  "key" text NOT NULL,
  "type" text NOT NULL,
  "state" text NOT NULL,
  "priority" text NOT NULL,
  "ladderName" text,
  "citizenId" uuid,
  "deviceId" text,
  "districtId" uuid,
  "doseId" uuid,
  "dose" jsonb,
  "unmatched" boolean NOT NULL DEFAULT false,
  "openedAt" timestamptz NOT NULL,
  "occurrences" integer NOT NULL DEFAULT 1,
  "lastSeenAt" timestamptz NOT NULL,
  "shelvedUntil" timestamptz,
  "shelvedReason" text,
  "resolvedAt" timestamptz,
  "outcome" text,
  "cause" text,
  "previousAlertId" uuid,
  "detail" jsonb NOT NULL DEFAULT '{}',
  "evidence" bigint[] NOT NULL DEFAULT '{}',
  "version" integer NOT NULL DEFAULT 1
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX alert_live ON alert ("key") WHERE "state" IN ('open', 'claimed', 'in-progress', 'shelved');
CREATE INDEX alert_key ON alert ("key", "openedAt");
CREATE INDEX alert_citizen ON alert ("citizenId", "openedAt");
CREATE INDEX alert_opened ON alert ("openedAt", "id");
CREATE INDEX alert_district_live ON alert ("districtId", "openedAt") WHERE "state" IN ('open', 'claimed', 'in-progress', 'shelved');
CREATE INDEX alert_shelved ON alert ("shelvedUntil") WHERE "state" = 'shelved';
CREATE TABLE alert_log (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "alertId" uuid NOT NULL REFERENCES alert,
  "taskId" uuid,
  "at" timestamptz NOT NULL,
  "entry" text NOT NULL,
  "by" text NOT NULL,
  "byName" text,
  "text" text,
  "data" jsonb
);
CREATE INDEX alert_log_alert ON alert_log ("alertId", "id");
`;

const TASKS = `
CREATE TABLE task (
  "id" uuid PRIMARY KEY,
  "alertId" uuid NOT NULL REFERENCES alert,
  "citizenId" uuid,
  "kind" text NOT NULL,
  "state" text NOT NULL,
  "priority" text NOT NULL,
  "teamId" uuid REFERENCES team,
  "districtId" uuid,
  "assigneeId" uuid,
  "audience" text NOT NULL CHECK ("audience" IN ('team', 'district', 'person')),
  "dueAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL,
  "claimedBy" uuid,
  "claimedByName" text,
  "claimedAt" timestamptz,
  "remindAt" timestamptz,
  "claimExpiresAt" timestamptz,
  "startedAt" timestamptz,
  "mode" text,
  "unansweredCalls" smallint NOT NULL DEFAULT 0,
  "resolvedAt" timestamptz,
  "outcome" text,
  "cause" text,
  "note" text,
  "rung" smallint NOT NULL,
  "routing" jsonb NOT NULL,
  "version" integer NOT NULL DEFAULT 1
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX task_live ON task ("alertId") WHERE "state" IN ('open', 'claimed', 'in-progress');
CREATE INDEX task_team_queue ON task ("teamId", "dueAt", "id") WHERE "state" IN ('open', 'claimed', 'in-progress');
CREATE INDEX task_district_queue ON task ("districtId", "dueAt", "id") WHERE "state" IN ('open', 'claimed', 'in-progress');
CREATE INDEX task_due ON task ("dueAt", "id");
CREATE INDEX task_citizen ON task ("citizenId", "createdAt");
CREATE INDEX task_claim_expiry ON task ("claimExpiresAt") WHERE "state" IN ('claimed', 'in-progress');
`;

const ESCALATION = `
CREATE TABLE ladder (
  "name" text PRIMARY KEY,
  "rungs" jsonb NOT NULL,
  "claimTimeoutSeconds" integer NOT NULL,
  "claimReminderSeconds" integer,
  "version" integer NOT NULL DEFAULT 1,
  "updatedAt" timestamptz NOT NULL
);
CREATE TABLE escalation (
  "alertId" uuid PRIMARY KEY REFERENCES alert,
  "ladderName" text NOT NULL,
  "rungs" jsonb NOT NULL,
  "claimTimeoutSeconds" integer NOT NULL,
  "claimReminderSeconds" integer,
  "startsAt" timestamptz NOT NULL,
  "rung" smallint,
  "nextRung" smallint,
  "nextRungAt" timestamptz,
  "heldSince" timestamptz,
  "stoppedAt" timestamptz
) WITH (fillfactor = 80);
CREATE INDEX escalation_due ON escalation ("nextRungAt") WHERE "nextRungAt" IS NOT NULL;
`;
