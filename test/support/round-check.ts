import { expect } from '@jest/globals';
import { count, type Figures } from './counter.js';
import { query } from './database.js';
import { eventually } from './eventually.js';
import type { Saying } from './reporter.js';
import type { Round } from './round.js';

const SETTLED_WITHIN_MS = 60_000;
const LIVE = `"state" IN ('open', 'claimed', 'in-progress')`;

/** Waits until everything heard has had its effect and every fact has its place. */
export async function waitUntilSettled(databaseUrl: string): Promise<void> {
  let left: Left | undefined;
  const look = async (): Promise<boolean> => {
    [left] = await query<Left>(
      databaseUrl,
      `SELECT (SELECT count(*) FROM journal_waiting)::int AS "waiting", (SELECT count(*) FROM journal_pending)::int AS "pending",
              (SELECT count(*) FROM feed WHERE "position" IS NULL)::int AS "unplaced"`,
    );
    return left!.waiting + left!.pending + left!.unplaced === 0;
  };
  await eventually(look, SETTLED_WITHIN_MS).catch(() => {
    throw new Error(`not settled within ${SETTLED_WITHIN_MS} ms: ${JSON.stringify(left)}`);
  });
}

interface Left {
  readonly waiting: number;
  readonly pending: number;
  readonly unplaced: number;
}

/**
 * Whatever was killed meanwhile: all that was acknowledged is in the journal once, and every event has had its effect once. Answers the
 * figures, for the table.
 */
export async function expectEachOnce(
  databaseUrl: string,
  round: Round,
  acknowledged: readonly Saying[],
): Promise<Figures> {
  const ask = <T extends object>(sql: string) => query<T>(databaseUrl, sql);
  const lines = await ask<{ eventId: string; count: number }>(
    `SELECT "eventId", count(*)::int AS "count" FROM journal GROUP BY "eventId"`,
  );
  const heard = new Map(lines.map(({ eventId, count }) => [eventId, count]));
  expect(acknowledged.map(({ id }) => id).filter((id) => heard.get(id) !== 1)).toEqual([]);
  const said = new Set([...round.sayings.values()].flat().map(({ id }) => id));
  expect(lines.filter(({ eventId, count }) => count !== 1 || !said.has(eventId))).toEqual([]);

  expect(await ask('SELECT * FROM journal_pending')).toEqual([]);
  const alerts = await ask<{ doseId: string; state: string; occurrences: number; tasks: number; reminders: number }>(
    `SELECT "doseId", "state", "occurrences", (SELECT count(*)::int FROM task WHERE "alertId" = alert."id" AND ${LIVE}) AS "tasks",
            (SELECT count(*)::int FROM command WHERE "alertId" = alert."id") AS "reminders"
     FROM alert WHERE "doseId" IS NOT NULL`,
  );
  const missed = round.missedDoseIds.map((doseId) => ({
    doseId,
    state: 'open',
    occurrences: 1,
    tasks: 1,
    reminders: 1,
  }));
  expect(alerts.sort(byDose)).toEqual(missed.sort(byDose));
  const asked = `SELECT count(*)::int AS "count" FROM task JOIN alert ON alert."id" = task."alertId" WHERE alert."doseId" IS NOT NULL`;
  expect(await ask(asked)).toEqual([{ count: missed.length }]);
  const told = await ask<{ subject: string }>(`SELECT "subject" FROM fact WHERE "type" = 'dose.missed'`);
  expect(told.map(({ subject }) => subject).sort()).toEqual([...round.missedDoseIds].sort());
  return count(databaseUrl, { acknowledged, missedDoseIds: round.missedDoseIds });
}

/** Positions run from one without a gap, and whoever reads by cursor reads every fact, in that order. */
export async function expectFeedWhole(databaseUrl: string, httpUrl: string, partner: Round['partner']): Promise<void> {
  const facts = await query<{ position: string; type: string }>(
    databaseUrl,
    'SELECT "position", "type" FROM feed ORDER BY "position"',
  );
  expect(facts.findIndex(({ position }, i) => Number(position) !== i + 1)).toBe(-1);
  const read = await readFeed(httpUrl, partner);
  expect(read.length).toBe(facts.length);
  expect(read.findIndex(({ id, type }, i) => Number(id) !== i + 1 || type !== facts[i]!.type)).toBe(-1);
}

async function readFeed(httpUrl: string, { clientId, clientSecret }: Round['partner']) {
  const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const signedIn = await fetch(`${httpUrl}/oauth/token`, { method: 'POST', body: new URLSearchParams(grant) });
  const { access_token: token } = (await signedIn.json()) as { access_token: string };
  const read: { id: string; type: string }[] = [];
  for (let cursor: string | null = '0'; cursor !== null;) {
    const page = await fetch(`${httpUrl}/api/v1/events?limit=500&after=${encodeURIComponent(cursor)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(page.status).toBe(200);
    const { items, nextCursor } = (await page.json()) as { items: typeof read; nextCursor: string | null };
    read.push(...items);
    cursor = items.length === 0 ? null : nextCursor;
  }
  return read;
}

const byDose = (a: { doseId: string }, b: { doseId: string }): number => (a.doseId < b.doseId ? -1 : 1);
