import type { EntityManager } from 'typeorm';
import { rows } from './sql.js';

/**
 * SQL that leaves a record although nothing was written, so that the commit is waited for like any other: by the disk and by a
 * synchronous standby. Whoever answers "that is here already" has read it, and what was committed while the standby was away can
 * be read and is not there yet: a commit that wrote nothing would wait for nobody.
 */
export const COMMIT_RECORD = `pg_logical_emit_message(true, 'dosevagt', '')`;

/** Leaves one where the transaction wrote nothing and there may be a standby to wait for. */
export async function leaveCommitRecord(tx: EntityManager): Promise<void> {
  await rows(
    tx,
    `SELECT ${COMMIT_RECORD} WHERE pg_current_xact_id_if_assigned() IS NULL AND current_setting('synchronous_standby_names') <> ''`,
  );
}
