import type { MigrationInterface, QueryRunner } from 'typeorm';

export const RENAMED = {
  'alert.in-progress': 'alert.started',
  'alert.open': 'alert.released',
  'alert.auto-resolved': 'alert.auto_resolved',
  'citizen.number_twice': 'citizen.number_repeated',
  'delivery.fallen-through': 'delivery.fallen_through',
  'delivery.given-up': 'delivery.given_up',
  'device.to_recover': 'device.left_behind',
  'dose.partial': 'dose.dispensed_partly',
  'escalation.rung-fired': 'escalation.rung_fired',
  'escalation.rung-shadowed': 'escalation.rung_shadowed',
  'escalation.rung-skipped': 'escalation.rung_skipped',
  'task.auto-resolved': 'task.auto_resolved',
  'task.hand-over-asked': 'task.hand_over_asked',
  'task.holder-reminded': 'task.holder_reminded',
  'task.holder-told': 'task.holder_told',
  'task.taken-over': 'task.taken_over',
  'telemetry.reads_as_alarm': 'telemetry.read_as_alarm',
  'telemetry.unusable': 'telemetry.found_unusable',
};

/** The sentence it was, and the code it is. */
export const WHY_SUPERSEDED = {
  'a later step of the ladder': 'later_step',
  'the alert was shelved': 'shelved',
  'followed under the incident of the district, or of one above it': 'under_incident',
  'somebody has it already': 'has_holder',
  'followed under the missed dose': 'under_dose',
};

/** What is told otherwise from now on. The last names the two that are told in bulk: nothing is called for those that are told alike. */
const TOLD_OTHERWISE = (row: string): string => `(${row}"type" = ANY ('{${Object.keys(RENAMED).join()}}')
  OR ${row}"type" IN ('telemetry.quarantined', 'task.superseded') AND ${row}"data" ? 'reason'
  OR ${row}"type" IN ('dose.dispensed', 'dose.retrieved') AND ${row}"data" ? 'detail')`;

const NOW_TOLD = `
CREATE OR REPLACE FUNCTION fact_as_now_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."type" := coalesce('${JSON.stringify(RENAMED)}'::jsonb ->> NEW."type", NEW."type");
  NEW."data" := CASE
    WHEN NEW."type" LIKE 'escalation.%' THEN '{"rule": null}' || (NEW."data" - 'why')
    WHEN NEW."type" = 'telemetry.quarantined' THEN NEW."data" - 'reason'
    WHEN NEW."type" IN ('dose.dispensed', 'dose.retrieved') THEN NEW."data" - '{priority,ladder,zone,detail}'::text[]
    WHEN NEW."type" = 'task.superseded' THEN NEW."data" || jsonb_build_object('reason',
      coalesce('${JSON.stringify(WHY_SUPERSEDED)}'::jsonb ->> (NEW."data" ->> 'reason'), NEW."data" ->> 'reason'))
    ELSE NEW."data"
  END;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS fact_as_now_told ON fact;
CREATE TRIGGER fact_as_now_told BEFORE INSERT OR UPDATE ON fact FOR EACH ROW
  WHEN ${TOLD_OTHERWISE('NEW.')} EXECUTE FUNCTION fact_as_now_told()`;

/** So that nothing is held for long, however many facts there are: what one look reads goes by the turns they were told in. */
const TURNS_AT_ONCE = 20_000;

/**
 * Facts are told by one vocabulary, and say codes where they said sentences. What is stored is rewritten in its place: ids and positions
 * stay. The version before, while it runs beside this one, still tells by the old names: its facts are rewritten as they are written.
 */
export class FactsByOneName1763820000030 implements MigrationInterface {
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(NOW_TOLD);
    const [turns] = (await db.query('SELECT min("turnId") AS "first", max("turnId") AS "last" FROM fact')) as {
      first: string | null;
      last: string | null;
    }[];
    if (turns?.first == null) return;
    for (let from = Number(turns.first); from <= Number(turns.last); from += TURNS_AT_ONCE)
      await db.query(`UPDATE fact SET "type" = "type" WHERE "turnId" BETWEEN $1 AND $2 AND ${TOLD_OTHERWISE('')}`, [
        from,
        from + TURNS_AT_ONCE - 1,
      ]);
  }

  /** What was told is not told otherwise again; the version before reads it as it is. */
  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TRIGGER fact_as_now_told ON fact');
    await db.query('DROP FUNCTION fact_as_now_told');
  }
}
