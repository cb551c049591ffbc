import type pg from 'pg';
import type { EntityManager } from 'typeorm';
import { weaknessesOf } from './durability.rules.js';
import { LONGEST_WAIT_MS } from '../held.js';
import { rows } from '../sql.js';

/**
 * What a session of ours holds to, whatever the server, the database or the role have as their own.
 * A commit waits for the disk and for a synchronous standby (one that waits for more is left so), and a warning that it did not is
 * heard. Compiling a statement over hundreds of rows, which looks dear to the planner, would take ten times as long as running it.
 * Whoever meets a lock that somebody holds gives way instead of waiting for it (held.ts).
 * What a frozen process of ours holds is let go, and what a lost one asked is not worked on any longer.
 */
const SETTINGS = {
  synchronous_commit: 'on',
  client_min_messages: 'warning',
  jit: 'off',
  lock_timeout: `${LONGEST_WAIT_MS}ms`,
  idle_in_transaction_session_timeout: '60s',
  client_connection_check_interval: '5s',
};
const settled = (isLocal: boolean): string[] =>
  Object.entries(SETTINGS).map(([name, value]) => {
    const set = `set_config('${name}', '${value}', ${isLocal})`;
    return name === 'synchronous_commit'
      ? `CASE current_setting('${name}') WHEN 'remote_apply' THEN 'remote_apply' ELSE ${set} END`
      : set;
  });

const [SYNCHRONOUS_COMMIT, ...REST] = settled(false);
const FOR_THE_TRANSACTION = `SELECT ${settled(true).join(', ')}`;
/** The number of the session as the server knows it is not the one it was opened with: somebody stands between who hands out others. */
const greeting = (processID: number): string => `
  SELECT mine, "fsync", "fullPageWrites",
    CASE WHEN mine THEN ${SYNCHRONOUS_COMMIT} ELSE 'on' END AS "synchronousCommit",
    CASE WHEN mine THEN ARRAY[${REST.join(', ')}] END
  FROM (SELECT pg_backend_pid() = ${processID} AS mine, current_setting('fsync') AS "fsync",
               current_setting('full_page_writes') AS "fullPageWrites") found`;

interface Found {
  readonly mine: boolean;
  readonly synchronousCommit: string;
  readonly fsync: string;
  readonly fullPageWrites: string;
}

/**
 * How we speak with the server. Directly, a session is set up once. Through a pooler that hands every transaction to whichever
 * session is free (PgBouncer in transaction mode), nothing of a session lasts: it is said anew in each transaction.
 */
export class Session {
  /** Whether a pooler stands between us and PostgreSQL. */
  isPooled = false;
  /** What makes an acknowledgement worth less than it says. */
  weaknesses: readonly string[] = [];

  /** For every new connection, before anybody asks it something. */
  async greet(client: pg.Client): Promise<void> {
    const { processID } = client as pg.Client & { readonly processID: number | null };
    const [found] = (await client.query<Found>(greeting(processID ?? 0))).rows;
    this.isPooled ||= !found!.mine;
    this.weaknesses = weaknessesOf(found!);
  }

  /** For every transaction, before anything else. */
  async begin(tx: EntityManager): Promise<void> {
    if (this.isPooled) await rows(tx, FOR_THE_TRANSACTION);
  }
}
