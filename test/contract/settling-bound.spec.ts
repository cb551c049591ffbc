import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { entities } from '../../src/app.module.js';
import { BULK_STATES, type Dose, EVIDENCE_OF, applySign, matchDose, stateOf } from '../../src/doses/dose.rules.js';
import { doseFact, factOfNews } from '../../src/doses/dose-fact.rules.js';
import { DosesStore } from '../../src/doses/doses.store.js';
import { SETTLED_IN_BULK } from '../../src/doses/processing/next-step.rules.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';

const TOLERANCE_MINUTES = 120;
const EARLY_HOURS = 12;
const LANE = 1;
const DEVICE = 'D-1';
const NOON = new Date('2026-03-10T12:00:00Z');
const at = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

interface Said {
  readonly number: number;
  readonly type: string;
  readonly dueAt: Date;
  readonly effectiveAt: Date;
  readonly isTrusted: boolean;
  readonly isNoted: boolean;
}

/** Doses of a day, some of them with something behind them, and what a dispenser says of about those times. */
const minutes = fc.integer({ min: -40, max: 40 }).map((quarters) => quarters * 15);
const instant = fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: minutes.map(at) });
const dose = fc.record({
  due: minutes,
  dispensedAt: instant,
  retrievedAt: instant,
  inAdvanceAt: instant,
  cancelledAt: instant,
  missedAt: instant,
  unconfirmedAt: instant,
  isAlarmed: fc.constantFrom(false, false, false, true),
  evidence: fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 3 }),
});
const doses = fc
  .uniqueArray(dose, { selector: ({ due }) => due, minLength: 1, maxLength: 5 })
  .map((drawn) => drawn.map((one): Dose => asDose(one)));
const said = fc.record({
  type: fc.constantFrom(...SETTLED_IN_BULK, 'dose.missed'),
  due: minutes,
  after: fc.integer({ min: -60, max: 8 }).map((quarters) => quarters * 15),
  isTrusted: fc.boolean().chain((is) => (is ? fc.constant(true) : fc.boolean())),
  isNoted: fc.boolean().chain((is) => (is ? fc.boolean() : fc.constant(false))),
});
const lines = fc.array(said, { minLength: 1, maxLength: 8 });

describe('doses/doses.store.ts settleHeard', () => {
  let database: TestDatabase;
  let source: DataSource;
  const store = new DosesStore();
  const citizenId = randomUUID();
  const districtId = randomUUID();

  beforeAll(async () => {
    database = await makeDatabase('settling');
    source = await new DataSource({ type: 'postgres', url: database.url, entities: [...entities] }).initialize();
    const now = NOON.toISOString();
    await query(database.url, 'INSERT INTO district ("id", "name", "createdAt") VALUES ($1, $2, $3)', [
      districtId,
      'D',
      now,
    ]);
    await query(
      database.url,
      `INSERT INTO citizen ("id", "displayName", "address", "zone", "districtId", "consentTelemetry", "consentChangedAt", "createdAt", "updatedAt")
       VALUES ($1, 'A', '{}', 'Europe/Copenhagen', $2, true, $3, $3, $3)`,
      [citizenId, districtId, now],
    );
    await query(database.url, `INSERT INTO device ("deviceId", "dialect", "createdAt") VALUES ($1, 'json', $2)`, [
      DEVICE,
      now,
    ]);
    await query(
      database.url,
      `INSERT INTO assignment ("id", "deviceId", "citizenId", "from") VALUES ($1, $2, $3, '2020-01-01T00:00:00Z')`,
      [randomUUID(), DEVICE, citizenId],
    );
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('makes of what is heard what the rules make of it one by one, in the row and in what is told', async () => {
    await fc.assert(
      fc.asyncProperty(doses, lines, async (given, drawn) => {
        const { entries, after, left, told } = await settle(given, drawn);
        const expected = byTheRules(given, entries);
        expect(after).toEqual(expected.doses);
        expect([...left].sort()).toEqual([...expected.left].sort());
        expect(told).toEqual(expected.told);
      }),
      { numRuns: 150 },
    );
  });

  /** Writes it all down, runs the statement, and undoes it. */
  async function settle(
    given: readonly Dose[],
    drawn: readonly (typeof said extends fc.Arbitrary<infer T> ? T : never)[],
  ) {
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    try {
      const tx = runner.manager;
      for (const each of given) await insert(tx, 'dose', { ...each, citizenId });
      const entries: Said[] = [];
      for (const one of drawn) {
        const effectiveAt = at(one.due + one.after);
        const entry = { ...one, dueAt: at(one.due), effectiveAt };
        const [row] = await tx.query<{ number: string }[]>(
          `INSERT INTO journal ("deviceNumber", "eventId", "time", "receivedAt", "effectiveAt", "clock", "type", "dueAt", "payloadLength", "payload", "notes")
           SELECT "number", $1, $2, $2, $2, $3, $4, $5, 0, ''::bytea, $6 FROM device RETURNING "number"`,
          [
            randomUUID(),
            effectiveAt,
            one.isTrusted ? 'trusted' : 'wrong',
            one.type,
            entry.dueAt,
            one.isNoted ? ['x'] : null,
          ],
        );
        entries.push({ ...entry, number: Number(row!.number) });
      }
      const times = entries.map(({ effectiveAt }) => effectiveAt.getTime());
      await tx.query(
        `INSERT INTO journal_batch ("lane", "lines", "numbers", "deviceNumbers", "from", "until", "receivedAt")
         VALUES ($1, $2, $3, '{}', $4, $5, $4)`,
        [
          LANE,
          entries.length,
          entries.map(({ number }) => number),
          new Date(Math.min(...times)),
          new Date(Math.max(...times)),
        ],
      );
      const { left } = await store.settleHeard({ tx, now: NOON }, LANE, 100, SETTLED_IN_BULK, {
        matchMinutes: TOLERANCE_MINUTES,
        earlyHours: EARLY_HOURS,
      });
      const after = await tx.query<Dose[]>('SELECT * FROM dose ORDER BY "dueAt"');
      const told = await tx.query<{ subject: string }[]>(
        'SELECT "type", "subject", "citizenId", "deviceId", "districtId", "data" FROM fact ORDER BY "step"',
      );
      return {
        entries,
        left: left.map(Number),
        told,
        after: after.map((each) => ({ ...each, evidence: each.evidence.map(Number) })),
      };
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  function byTheRules(given: readonly Dose[], entries: readonly Said[]) {
    let now: readonly Dose[] = [...given]
      .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
      .map((each) => ({ ...each, citizenId }));
    const left: number[] = [];
    const told: object[] = [];
    for (const entry of [...entries].sort((a, b) => a.number - b.number)) {
      const meant = isPlain(entry) ? matchDose(now, entry.dueAt, TOLERANCE_MINUTES) : null;
      if (!meant || meant.alarmedAt || !BULK_STATES.some((state) => state === meant.state)) {
        left.push(entry.number);
        continue;
      }
      const { dose: folded, news } = applySign(meant, EVIDENCE_OF[entry.type]!, entry.effectiveAt, entry.number);
      now = now.map((each) => (each.id === meant.id ? folded : each));
      if (news === null) continue;
      const about = {
        type: entry.type,
        number: entry.number,
        deviceId: DEVICE,
        districtId,
        zone: 'Europe/Copenhagen',
        data: {},
      };
      told.push(doseFact(folded, factOfNews(news, entry.type), about, entry.effectiveAt));
    }
    return { doses: now, left, told };
  }
});

const isPlain = ({ type, isTrusted, isNoted, dueAt, effectiveAt }: Said): boolean =>
  SETTLED_IN_BULK.includes(type) &&
  isTrusted &&
  !isNoted &&
  dueAt.getTime() <= effectiveAt.getTime() + EARLY_HOURS * 3_600_000 - TOLERANCE_MINUTES * 60_000;

function asDose({ due, isAlarmed, evidence, ...signs }: typeof dose extends fc.Arbitrary<infer T> ? T : never): Dose {
  const state = stateOf(signs);
  return {
    id: randomUUID(),
    citizenId: '',
    revision: 1,
    slot: '08:00',
    dueAt: at(due),
    windowClosesAt: at(due + 60),
    deadlineAt: at(due + 90),
    criticality: 'standard',
    ...signs,
    state,
    settled: state !== 'scheduled',
    alarmedAt: isAlarmed ? NOON : null,
    evidence,
  };
}

async function insert(
  tx: { query(sql: string, given: unknown[]): Promise<unknown> },
  table: string,
  row: object,
): Promise<void> {
  const fields = Object.keys(row);
  const places = fields.map((_, i) => `$${i + 1}`).join(', ');
  await tx.query(
    `INSERT INTO ${table} (${fields.map((field) => `"${field}"`).join(', ')}) VALUES (${places})`,
    Object.values(row),
  );
}
