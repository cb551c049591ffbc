import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { disagreements } from '../support/column-types.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { type Column, describeStatement } from '../support/describe-statement.js';
import { type Asked, Statements, Unresolved } from '../support/statements.js';

const LIMITS = { offlineMinutes: 15, silentMinutes: 60 };

/** What only a running house knows, and a value for it. */
const GIVEN = {
  'doses/conditions/connectivity.store.ts lost': { times: [{ ...LIMITS, now: new Date(0) }] },
  'doses/conditions/connectivity.store.ts found': { times: [{ ...LIMITS, now: new Date(0) }] },
  'demo/time-travel.service.ts nextStop': { devices: [LIMITS] },
};

/** Statements that no text can be told of before they are run, and what runs them. */
const MADE_WHILE_RUNNING: Readonly<Record<string, string>> = {
  'cases/case-writes.rules.ts writeOf': 'of the fields that changed: test/contract/cases-store.spec.ts',
  'platform/database/held-among.ts heldAmong': 'of what each buffer locks: test/faults/held-rows.spec.ts',
  'platform/database/schema/partitions.ts makePartition': 'of a month: test/contract/partitions.spec.ts',
  'platform/database/schema/partitions.ts waiting': 'of a month: test/contract/partitions.spec.ts',
  'platform/database/table-cache.ts read': 'of what each cache is of, which is looked at here',
  'platform/database/write-buffer.ts writeParts': 'of parts, each of which is looked at here',
  'repl.house.ts wordsOf': 'of what somebody types',
};

/** Who asks past those, and why. */
const PAST: Readonly<Record<string, string>> = {
  'demo/last-town.ts': 'the demo, before there is a house',
  'embedded-postgres/embedded-postgres.ts': 'another server, before there is a database',
  'platform/database/connections/session.ts': 'a connection that is not open yet',
  'platform/database/schema/index-beside-writers.ts': 'indexes, outside any transaction',
  'platform/database/schema/migrating.ts': 'migrations, before the tables are what they will be',
  'platform/database/schema/schema.store.ts': 'which migrations there are, before any has run',
  'platform/facts/followers.ts': 'LISTEN, on a connection of its own',
};

describe('statements', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let statements: Statements;
  let asked: Asked[];
  const described = new Map<string, readonly Column[] | Error>();

  beforeAll(async () => {
    database = await makeDatabase('statements');
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    statements = new Statements(GIVEN);
    asked = statements.all();
    for (const sql of asked.flatMap(textsOf))
      if (!described.has(sql)) described.set(sql, await describeStatement(client, sql).catch((error: Error) => error));
  });
  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  it('are all seen', () => {
    const calls = asked.filter(({ by }) => by === 'rows' || by === 'affected');
    expect(calls.length).toBe(callsInText());
    expect(statements.passedOn).toEqual([]);
  });

  it('are asked in no other way, but by those in the list', () => {
    const past = [...TEXTS].filter(([, text]) => /\.query(<[^()]*?>)?\(/.test(text)).map(([file]) => file);
    expect(past.sort()).toEqual(Object.keys(PAST));
  });

  it('are told before they are run, all but those in the list', () => {
    const made = asked.filter((one) => one.statements instanceof Unresolved);
    expect([...new Set(made.map(({ name }) => name))].sort()).toEqual(Object.keys(MADE_WHILE_RUNNING));
  });

  it('are understood by the server', () => {
    const refused = asked.flatMap((one) =>
      textsOf(one).flatMap((sql) => {
        const answer = described.get(sql);
        return answer instanceof Error ? [`${one.place}: ${answer.message}`] : [];
      }),
    );
    expect(refused).toEqual([]);
  });

  it('answer the columns that their row type names, of its types', () => {
    const wrong = asked.flatMap((one) =>
      textsOf(one).flatMap((sql) => {
        const columns = described.get(sql);
        if (!one.row || !columns || columns instanceof Error) return [];
        return disagreements(statements.checker, one.row, columns).map((text) => `${one.place}: ${text}`);
      }),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });
});

const textsOf = ({ statements }: Asked): readonly string[] => (statements instanceof Unresolved ? [] : statements);

const SRC = join(import.meta.dirname, '..', '..', 'src');
const TEXTS: ReadonlyMap<string, string> = new Map(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.spec)\.ts$/.test(file) && !/^console\/web\/|\/migrations\/|database\/sql\.ts$/.test(file))
    .map((file) => [file, readFileSync(join(SRC, file), 'utf8')]),
);

/** Counted without the compiler. */
const callsInText = (): number =>
  [...TEXTS.values()].reduce(
    (sum, text) => sum + [...text.matchAll(/(?<![.\w])(rows|affected)(<[^()]*?>)?\(/g)].length,
    0,
  );
