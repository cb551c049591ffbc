import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource, type EntityManager } from 'typeorm';
import { entities } from '../../src/app.module.js';
import type { Report } from '../../src/cases/alert.rules.js';
import { opens } from '../../src/cases/case-life.rules.js';
import { type Action, decide } from '../../src/cases/case.rules.js';
import { type Case, isRefused } from '../../src/cases/case-state.rules.js';
import { CasesStore } from '../../src/cases/cases.store.js';
import { DEFAULT_LADDERS } from '../../src/ladders/ladder.rules.js';
import { Stale } from '../../src/platform/database/stale.js';
import { withWriteBuffers } from '../../src/platform/database/write-buffer.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';

const NOW = new Date('2026-03-10T08:00:00Z');
const anna = { id: randomUUID(), name: 'Anna' };
const teams = [randomUUID(), randomUUID()];
const districtId = randomUUID();

const said = (key: string): Report => ({
  key,
  type: 'dose.missed',
  priority: 'P3',
  ladderName: 'standard-dose',
  citizenId: null,
  deviceId: 'd-1',
  districtId,
  doseId: null,
  dose: { dueAt: '2026-03-10T07:00:00Z', windowClosesAt: '2026-03-10T08:00:00Z', criticality: 'standard' },
  unmatched: false,
  detail: { slot: 'morning', codes: ['E1'] },
  line: 7,
});
const setOut: Extract<Action, { do: 'set-out' }> = {
  do: 'set-out',
  ladder: DEFAULT_LADDERS['standard-dose'],
  opened: {
    alertId: '',
    alertType: 'dose.missed',
    priority: 'P3',
    openedAt: NOW,
    dueAt: NOW,
    holdMinutes: 0,
    nextDose: null,
    depletionAt: null,
    batteryUntil: null,
    zone: null,
  },
};
const rung = (index: number, teamId: string): Action => ({
  do: 'rung',
  index,
  reached: true,
  ask: { taskId: randomUUID(), kind: 'visit', dueAt: NOW, shiftEndsAt: NOW },
  routing: {
    chosenTeamId: teamId,
    assigneeId: null,
    audience: 'team',
    districtId,
    rule: 'nearest-in-district',
    sentence: '',
    candidates: [],
  },
});

/** What may come over a case, in whatever order. */
const happening = fc.constantFrom<() => Action | 'write'>(
  () => rung(0, teams[0]!),
  () => rung(1, teams[1]!),
  () => ({ do: 'claim', by: anna }),
  () => ({ do: 'release', by: anna, text: null }),
  () => ({ do: 'start', by: anna, mode: 'visit' }),
  () => ({ do: 'log', by: anna, entry: 'call-attempt', answered: false, text: null }),
  () => ({ do: 'report', said: { ...said('k'), priority: 'P2', line: 9 } }),
  () => ({ do: 'shelve', by: anna, until: new Date('2026-03-10T10:00:00Z'), reason: 'away' }),
  () => ({ do: 'unshelve' }),
  () => ({ do: 'close', how: { kind: 'looked_at', data: {} } }),
  () => 'write',
);

describe('the store of cases', () => {
  let database: TestDatabase;
  let source: DataSource;
  const store = new CasesStore();

  beforeAll(async () => {
    database = await makeDatabase('cases');
    source = await new DataSource({ type: 'postgres', url: database.url, entities }).initialize();
    await query(database.url, `INSERT INTO district ("id", "name", "createdAt") VALUES ($1, 'West', $2)`, [
      districtId,
      NOW,
    ]);
    await query(
      database.url,
      `INSERT INTO team ("id", "name", "kind", "districtId", "lat", "lon", "zone", "createdAt")
       SELECT "id", 'Team', 'home-care', $2, 55, 9, 'Europe/Copenhagen', $3 FROM unnest($1::uuid[]) "id"`,
      [teams, districtId, NOW],
    );
  });
  afterAll(async () => {
    await source?.destroy();
    await database?.drop();
  });

  const turn = <T>(work: (tx: EntityManager) => Promise<T>): Promise<T> =>
    source.transaction((tx) => withWriteBuffers(tx, work));

  async function begin(tx: EntityManager, key: string): Promise<Case> {
    const opened = opens(null, { said: said(key) }, randomUUID(), NOW).case;
    store.put(tx, opened);
    return apply(tx, opened, { ...setOut, opened: { ...setOut.opened, alertId: opened.alert.id } });
  }

  function apply(tx: EntityManager, of: Case, action: Action): Case {
    const known = { districtId, teamIds: [], checklists: { foundAlreadyTaken: [] } };
    const decided = decide(of, action, NOW, known);
    if (isRefused(decided)) return of;
    store.put(tx, decided.case);
    return decided.case;
  }

  const rowsOf = ({ alert, task, climb }: Case) => ({
    alert: { ...alert, version: 0 },
    task: task && { ...task, version: 0 },
    climb,
  });

  it('reads back what was decided, whatever happened and whenever it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(happening, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
        async (turns) => {
          const key = randomUUID();
          let last = await turn((tx) => begin(tx, key));
          for (const happenings of turns)
            last = await turn(async (tx) => {
              let of = (await store.lock(tx, last.alert.id))!;
              expect(rowsOf(of)).toEqual(rowsOf(last));
              for (const next of happenings) {
                const action = next();
                if (action === 'write') await store.flush(tx);
                else of = apply(tx, of, action);
              }
              return of;
            });
          const read = await turn((tx) => store.lock(tx, last.alert.id));
          expect(rowsOf(read!)).toEqual(rowsOf(last));
          const all = await query<{ tasks: number }>(
            database.url,
            `SELECT count(*)::int AS "tasks" FROM task WHERE "alertId" = $1 AND "resolvedAt" IS NULL`,
            [last.alert.id],
          );
          expect(all[0]!.tasks).toBe(last.task === null ? 0 : 1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('opens, asks and writes a case in one statement', async () => {
    const statements: string[] = [];
    await turn(async (tx) => {
      const of = await begin(tx, randomUUID());
      apply(tx, of, rung(0, teams[0]!));
      const runner = tx.queryRunner!;
      const ask = runner.query.bind(runner);
      runner.query = ((sql: string, ...rest: unknown[]) => {
        statements.push(sql);
        return (ask as (...all: unknown[]) => unknown)(sql, ...rest);
      }) as typeof runner.query;
      await store.flush(tx);
      runner.query = ask;
    });
    expect(statements).toHaveLength(1);
  });

  it('changes nothing that somebody else has changed since it was read', async () => {
    const { alert } = await turn(async (tx) => apply(tx, await begin(tx, randomUUID()), rung(0, teams[0]!)));
    const late = turn(async (tx) => {
      const of = (await store.lock(tx, alert.id))!;
      await query(database.url, 'UPDATE task SET "version" = "version" + 1 WHERE "alertId" = $1', [alert.id]);
      apply(tx, of, { do: 'claim', by: anna });
    });
    await expect(late).rejects.toThrow(Stale);
  });

  it('sets no column that did not change', async () => {
    const { alert } = await turn(async (tx) => apply(tx, await begin(tx, randomUUID()), rung(0, teams[0]!)));
    await turn(async (tx) => {
      const of = (await store.lock(tx, alert.id))!;
      await query(database.url, `UPDATE task SET "note" = 'by another' WHERE "alertId" = $1`, [alert.id]);
      apply(tx, of, { do: 'claim', by: anna });
    });
    const [row] = await query<object>(database.url, 'SELECT "note", "state" FROM task WHERE "alertId" = $1', [
      alert.id,
    ]);
    expect(row).toEqual({ note: 'by another', state: 'claimed' });
  });
});
