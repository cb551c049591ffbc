import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What said in words why telemetry could not be used. */
const SAYS_WHY = (row: string): string =>
  `(${row}"type" = 'telemetry.handed_over' AND ${row}"data" ? 'reason' OR ${row}"type" = 'telemetry.found_unusable' AND ${row}"data" ? 'causes')`;

/** Its name comes after that of `fact_as_now_told`, and so does it: a fact has its name of today by then. */
const WITHOUT_REASONS = `
CREATE OR REPLACE FUNCTION fact_without_reasons() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  said text := NEW."data" ->> 'eventType';
  put_aside uuid := (SELECT "id" FROM quarantine WHERE "number" = (NEW."data" ->> 'line')::bigint AND "type" IS NULL);
BEGIN
  IF NEW."type" = 'telemetry.found_unusable' THEN
    NEW."data" := NEW."data" - 'causes' || jsonb_build_object('quarantineIds', to_jsonb(array_remove(ARRAY[put_aside], NULL)));
    RETURN NEW;
  END IF;
  put_aside := coalesce(put_aside, (SELECT "id" FROM quarantine WHERE "deviceId" = NEW."deviceId" AND "type" = said));
  NEW."data" := NEW."data" - 'reason' || jsonb_build_object(
    'eventType', CASE WHEN said ~ '^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)+$' THEN said END);
  IF put_aside IS NOT NULL THEN NEW."data" := NEW."data" || jsonb_build_object('quarantineId', put_aside); END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS fact_without_reasons ON fact;
CREATE TRIGGER fact_without_reasons BEFORE INSERT OR UPDATE ON fact FOR EACH ROW
  WHEN ${SAYS_WHY('NEW.')} EXECUTE FUNCTION fact_without_reasons()`;

/** So that nothing is held for long: what one look reads goes by the turns the facts were told in. */
const TURNS_AT_ONCE = 20_000;

/**
 * Facts name what was put aside, and do not say why. What is stored is rewritten in its place, and so is what the version before tells
 * while it runs beside this one.
 */
export class FactsWithoutReasons1763820000034 implements MigrationInterface {
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(WITHOUT_REASONS);
    const [turns] = (await db.query('SELECT min("turnId") AS "first", max("turnId") AS "last" FROM fact')) as {
      first: string | null;
      last: string | null;
    }[];
    if (turns?.first == null) return;
    for (let from = Number(turns.first); from <= Number(turns.last); from += TURNS_AT_ONCE)
      await db.query(`UPDATE fact SET "type" = "type" WHERE "turnId" BETWEEN $1 AND $2 AND ${SAYS_WHY('')}`, [
        from,
        from + TURNS_AT_ONCE - 1,
      ]);
  }

  /** What was told is not told otherwise again. */
  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TRIGGER fact_without_reasons ON fact');
    await db.query('DROP FUNCTION fact_without_reasons');
  }
}
