import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Absence } from '../citizens/absence.rules.js';
import { uuids } from '../platform/database/arrays.js';
import { isOneOf, rows } from '../platform/database/sql.js';
import { nowAlsoAbout } from '../platform/logging/about.js';
import { isRehearsed } from '../platform/database/rehearsal.js';
import { Stale } from '../platform/database/stale.js';
import { type Part, PartBuffer, writeParts } from '../platform/database/write-buffer.js';
import { type Alert, isLive, LIVE_STATES } from './alert.rules.js';
import { COLUMNS, type Table } from './case-columns.rules.js';
import type { Case } from './case-state.rules.js';
import type { Change } from './case-changes.rules.js';
import { CaseUnit, isOpenWith } from './case-unit.js';
import { writeOf } from './case-writes.rules.js';
import { OPEN_STATES, isOpenTask, type Task } from './task.rules.js';

const LIVE = isOneOf('"state"', LIVE_STATES);
const OPEN = isOneOf('"state"', OPEN_STATES);

const columnsOf = (table: Table, as: string): string =>
  COLUMNS[table].map((column) => `${as}."${column}" AS "${as}.${column}"`).join(', ');

/** What is locked is the alert: whoever changes what belongs to it holds it. `seen` is the version before somebody was waited for. */
const LOAD = `SELECT ${columnsOf('alert', 'a')}, ${columnsOf('task', 't')}, ${columnsOf('escalation', 'e')}, s."version" AS "seen"
  FROM alert a JOIN alert s ON s."id" = a."id"
  LEFT JOIN task t ON t."alertId" = a."id" AND t.${OPEN} LEFT JOIN escalation e ON e."alertId" = a."id"`;
const LOCK = 'FOR NO KEY UPDATE OF a';

type Loaded = Record<string, unknown> & { readonly seen: number };

/**
 * A case is loaded and locked in one statement, as a whole, and stands in its transaction as it was loaded or changed: it is not read
 * again. What changed is written when the transaction ends, or before somebody reads it by a statement of his own (`flush`).
 */
@Injectable()
export class CasesStore {
  private readonly units = new WeakMap<EntityManager, CaseUnit>();
  private readonly waiting = new PartBuffer<null>((tx) => this.changesOf(tx));

  async lock(tx: EntityManager, alertId: string): Promise<Case | null> {
    nowAlsoAbout({ alertId });
    const held = this.unitOf(tx).get(alertId);
    if (held) return held;
    const [found] = await this.load(tx, `a."id" = $1`, [alertId]);
    return found ?? null;
  }

  /** With the work asked for, which may have ended long ago. */
  async lockWith(tx: EntityManager, taskId: string): Promise<{ readonly of: Case; readonly task: Task } | null> {
    const held = this.unitOf(tx).findTask(taskId);
    if (held) return held;
    const [of] = await this.load(tx, `a."id" = (SELECT "alertId" FROM task WHERE "id" = $1)`, [taskId]);
    if (!of) return null;
    nowAlsoAbout({ alertId: of.alert.id });
    if (of.task?.id === taskId) return { of, task: of.task };
    const task = await this.findTask(tx, taskId);
    return task && { of, task };
  }

  /** The live case of the key, or else the last that was closed; with it what else is live about the citizen. */
  async lockLast(tx: EntityManager, key: string, citizenId: string | null): Promise<Case | null> {
    const unit = this.unitOf(tx);
    const last = `a."id" = (SELECT "id" FROM alert WHERE "key" = $1 ORDER BY ${LIVE} DESC, "openedAt" DESC LIMIT 1)`;
    const ofKey = (): Case[] => unit.where((alert) => alert.key === key);
    const isKnown = unit.keys.has(key) || ofKey().some(({ alert }) => isLive(alert.state));
    unit.keys.add(key);
    if (!isKnown && (citizenId === null || unit.whole.has(citizenId))) await this.load(tx, last, [key]);
    else if (!isKnown) {
      await this.load(tx, `(a."citizenId" = $2 AND a.${LIVE}) OR ${last}`, [key, citizenId]);
      unit.whole.add(citizenId!);
    }
    const byAge = ofKey().sort((a, b) => b.alert.openedAt.getTime() - a.alert.openedAt.getTime());
    const found = byAge.find(({ alert }) => isLive(alert.state)) ?? byAge[0] ?? null;
    if (found) nowAlsoAbout({ alertId: found.alert.id });
    return found;
  }

  async lockLive(tx: EntityManager, key: string, citizenId: string | null): Promise<Case | null> {
    const last = await this.lockLast(tx, key, citizenId);
    return last && isLive(last.alert.state) ? last : null;
  }

  /** What is live about the citizen, the oldest first. */
  async lockLiveOf(tx: EntityManager, citizenId: string): Promise<Case[]> {
    const unit = this.unitOf(tx);
    if (!unit.whole.has(citizenId)) await this.load(tx, `a."citizenId" = $1 AND a.${LIVE}`, [citizenId]);
    unit.whole.add(citizenId);
    return unit.liveOf(citizenId);
  }

  /** What is followed under the alert. */
  async lockUnder(tx: EntityManager, parentId: string): Promise<Case[]> {
    await this.load(tx, `a."parentId" = $1 AND a."attached" AND a.${LIVE}`, [parentId]);
    return this.unitOf(tx).where((alert) => alert.parentId === parentId && alert.attached && isLive(alert.state));
  }

  /** What closed over the absence, unless something was told of the same since. */
  async lockClosedOver(tx: EntityManager, citizenId: string, { why, id }: Absence): Promise<Case[]> {
    await this.flush(tx);
    return this.load(
      tx,
      `a."citizenId" = $1 AND a."closedBecause" = $2 AND a."closedBecauseId" = $3
         AND NOT EXISTS (SELECT 1 FROM alert later WHERE later."key" = a."key" AND later."previousAlertId" = a."id")`,
      [citizenId, why, id],
    );
  }

  /** Whose open work a team has that is with a shift. */
  async lockOnShift(tx: EntityManager, teamId: string): Promise<Case[]> {
    await this.flush(tx);
    return this.load(
      tx,
      `a."id" IN (SELECT "alertId" FROM task WHERE "teamId" = $1 AND ${OPEN} AND "shiftEndsAt" IS NOT NULL)`,
      [teamId],
    );
  }

  async lockKey(tx: EntityManager, key: string): Promise<void> {
    await rows(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  }

  /** As it is; changes nothing and waits for nobody. */
  async find(tx: EntityManager, alertId: string): Promise<Alert | null> {
    const held = this.unitOf(tx).get(alertId);
    if (held) return held.alert;
    const [found] = await rows<Alert>(tx, 'SELECT * FROM alert WHERE "id" = $1', [alertId]);
    return found ?? null;
  }

  async findTask(tx: EntityManager, id: string): Promise<Task | null> {
    const held = this.unitOf(tx).findTask(id);
    if (held) return held.task;
    const [found] = await rows<Task>(tx, 'SELECT * FROM task WHERE "id" = $1', [id]);
    return found ?? null;
  }

  async findLive(tx: EntityManager, key: string): Promise<Alert | null> {
    const held = this.unitOf(tx).where((alert) => alert.key === key && isLive(alert.state));
    if (held[0]) return held[0].alert;
    const [found] = await rows<Alert>(tx, `SELECT * FROM alert WHERE "key" = $1 AND ${LIVE}`, [key]);
    return found && this.unitOf(tx).get(found.id) === undefined ? found : null;
  }

  /** To be written when the transaction ends. */
  put(tx: EntityManager, changed: Case): void {
    nowAlsoAbout({ alertId: changed.alert.id });
    this.unitOf(tx).put(changed);
    this.waiting.add(tx, null);
  }

  /** What was put is written now: whatever reads it by a statement of its own sees it. */
  async flush(tx: EntityManager): Promise<void> {
    const part = this.changesOf(tx);
    if (part) await writeParts(tx, [part]);
  }

  /** Every team that the case has been with. */
  async askedTeamIds(tx: EntityManager, { alert, task, ended }: Case): Promise<string[]> {
    const found = await rows<{ teamId: string }>(
      tx,
      'SELECT DISTINCT "teamId" FROM task WHERE "alertId" = $1 AND "teamId" IS NOT NULL',
      [alert.id],
    );
    const now = [task, ...ended].flatMap((one) => one?.teamId ?? []);
    return [...new Set([...found.map(({ teamId }) => teamId), ...now])];
  }

  /** How many tasks that can wait the district was given since. */
  async countCalm(tx: EntityManager, districtId: string, since: Date): Promise<number> {
    const [row] = await rows<{ tasks: number }>(
      tx,
      `SELECT count(*) AS "tasks" FROM task WHERE "districtId" = $1 AND "createdAt" > $2 AND "priority" IN ('P3', 'P4')`,
      [districtId, since],
    );
    const isCalm = (task: Task): boolean =>
      task.districtId === districtId && task.createdAt > since && ['P3', 'P4'].includes(task.priority);
    return (row?.tasks ?? 0) + this.unitOf(tx).countMore(isCalm);
  }

  /** Open tasks of the teams, by team, with what this transaction gave them. */
  async workload(tx: EntityManager, teamIds: readonly string[]): Promise<Record<string, number>> {
    const found = await rows<{ teamId: string; tasks: number }>(
      tx,
      `SELECT "teamId", count(*) AS "tasks" FROM task WHERE ${OPEN} AND "teamId" = ANY ($1::uuid[]) GROUP BY 1`,
      [teamIds],
    );
    const stored = new Map(found.map(({ teamId, tasks }) => [teamId, tasks]));
    return Object.fromEntries(
      teamIds
        .map((id) => [id, (stored.get(id) ?? 0) + this.unitOf(tx).countMore(isOpenWith(id))] as const)
        .filter(([, tasks]) => tasks > 0),
    );
  }

  /**
   * Those that nobody has taken up go under the incident, all at once, and nobody is asked about each any more. What somebody holds is
   * left to the next look.
   */
  async attachAll(
    tx: EntityManager,
    incident: Alert,
    ids: readonly string[],
    now: Date,
  ): Promise<{ readonly attached: Alert[]; readonly withdrawn: Task[] }> {
    await this.flush(tx);
    const attached = await rows<Alert>(
      tx,
      `WITH attached AS (
         UPDATE alert SET "parentId" = $1, "attached" = true, "attachedUntil" = NULL, "version" = "version" + 1
         WHERE "id" IN (SELECT "id" FROM alert WHERE "id" = ANY ($2::uuid[]) AND "state" = 'open' AND NOT "attached"
                        ORDER BY "id" FOR NO KEY UPDATE SKIP LOCKED)
         RETURNING *
       ), held AS (
         UPDATE escalation SET "heldSince" = $3, "nextRungAt" = NULL
         WHERE "alertId" IN (SELECT "id" FROM attached) AND "heldSince" IS NULL AND "stoppedAt" IS NULL
       )
       SELECT * FROM attached`,
      [incident.id, uuids(ids), now],
    );
    const withdrawn = await rows<Task>(
      tx,
      `UPDATE task SET "state" = 'superseded', "resolvedAt" = $2, "remindAt" = NULL, "claimExpiresAt" = NULL, "version" = "version" + 1
       WHERE "alertId" = ANY ($1::uuid[]) AND "state" = 'open' RETURNING *`,
      [uuids(attached.map(({ id }) => id)), now],
    );
    this.units.delete(tx);
    return { attached, withdrawn };
  }

  private changesOf(tx: EntityManager): Part | null {
    const unit = this.unitOf(tx);
    const changes = unit.changes();
    unit.settle(changes);
    return changes.length > 0 ? partOf(changes) : null;
  }

  private async load(tx: EntityManager, which: string, parameters: unknown[]): Promise<Case[]> {
    const lock = isRehearsed(tx) ? '' : LOCK;
    const sql = `${LOAD} WHERE ${which} ORDER BY a."openedAt", a."id" ${lock}`;
    let found = await rows<Loaded>(tx, sql, parameters);
    // Somebody was waited for, who changed it: what belongs to it was read before that.
    if (found.some((row) => row['a.version'] !== row.seen)) found = await rows<Loaded>(tx, sql, parameters);
    const unit = this.unitOf(tx);
    return found.map((row) => unit.take(caseOf(row)));
  }

  private unitOf(tx: EntityManager): CaseUnit {
    const unit = this.units.get(tx) ?? new CaseUnit();
    this.units.set(tx, unit);
    return unit;
  }
}

/** Where it writes fewer rows than changed, somebody else has changed one of them meanwhile. */
function partOf(changes: readonly Change[]): Part {
  const { rows: expected, ...part } = writeOf(changes);
  const counted = (written: number): void => {
    if (written !== expected) throw new Stale('a case was changed by somebody else meanwhile');
  };
  return { ...part, counted };
}

function caseOf(row: Loaded): Case {
  const alert = part(row, 'a.') as unknown as Alert;
  const task = row['t.id'] === null ? null : (part(row, 't.') as unknown as Task);
  const climb = row['e.alertId'] === null ? null : (part(row, 'e.') as unknown as Case['climb']);
  return { alert, task: task && isOpenTask(task.state) ? task : null, climb, ended: [] };
}

const part = (row: Loaded, prefix: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );
