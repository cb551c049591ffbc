import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/**
 * SQL that reads tables of other rooms, for speed: a queue of forty tasks is one question and not forty doors. Each place is here with the
 * tables of others that it reads, and what it does with them: `decides` names the spec that holds it to the rules or tells its story,
 * `shows` decides nothing.
 */
const SPANNING: Readonly<Record<string, Place>> = {
  'board/case.store.ts': { reads: ['alert', 'escalation'], shows: 'what stands under a case, and where its ladder is' },
  'cases/due.store.ts': { reads: ['partner', 'staff'], decides: 'test/flow/somebody-may-act.spec.ts' },
  'devices/assignments/assignments.store.ts': { reads: ['citizen'], shows: 'the district of whom a dispenser serves' },
  'devices/commands/commands.store.ts': { reads: ['citizen'], shows: 'the district of whom a command is for' },
  'devices/devices.store.ts': { reads: ['citizen'], shows: 'the district of whom a dispenser serves' },
  'doses/conditions/battery.store.ts': {
    reads: ['assignment', 'citizen', 'condition', 'device', 'device_health'],
    decides: 'test/flow/battery.spec.ts',
  },
  'doses/conditions/connectivity.store.ts': {
    reads: ['assignment', 'citizen', 'condition', 'device', 'device_health', 'pause'],
    decides: 'test/flow/conditions-any-order.spec.ts',
  },
  'doses/doses.store.ts': { reads: ['citizen'], decides: 'test/contract/settling-bound.spec.ts' },
  'doses/schedules/schedules.store.ts': { reads: ['citizen'], decides: 'test/flow/plans-any-order.spec.ts' },
  'incidents/storms.store.ts': {
    reads: ['alert', 'citizen', 'condition', 'device', 'device_health'],
    decides: 'test/flow/silent-dispenser.spec.ts',
  },
  'ingest/chatter.store.ts': { reads: ['device'], shows: 'the name of a dispenser' },
  'ingest/verdicts/verdicts.store.ts': { reads: ['device'], shows: 'the number of a dispenser' },
  'journal/journal.store.ts': {
    reads: ['citizen', 'device'],
    shows: 'the name of a dispenser, and whose an entry was',
  },
  'journal/quarantine.store.ts': { reads: ['citizen'], shows: 'the district of whose an entry was' },
  'reports/audit.store.ts': {
    reads: ['alert', 'dose', 'escalation', 'journal_waiting', 'task'],
    decides: 'test/flow/audit.spec.ts',
  },
  'reports/figures.store.ts': {
    reads: ['alert', 'alert_log', 'citizen', 'district', 'district_former', 'dose', 'escalation', 'task'],
    decides: 'test/flow/figures-week.spec.ts',
  },
  'reports/operations-alerts.store.ts': { reads: ['alert'], decides: 'test/faults/trouble-that-passes.spec.ts' },
  'reports/waiting.store.ts': {
    reads: ['alert', 'assignment', 'device', 'journal', 'journal_batch', 'journal_pending', 'quarantine'],
    decides: 'test/faults/trouble-that-passes.spec.ts',
  },
};

type Place = { readonly reads: readonly string[] } & ({ readonly decides: string } | { readonly shows: string });

describe('SQL that spans rooms', () => {
  it('writes no table of another room: each is written by one', () => {
    expect([...OWNERS].filter(([, rooms]) => rooms.length > 1)).toEqual([]);
  });

  it('is in the list, with all that it reads', () => {
    const found = FILES.map((file) => [file, foreignTablesIn(file)] as const).filter(([, tables]) => tables.length > 0);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(SPANNING).map(([file, { reads }]) => [file, reads])),
    );
  });

  it('is held to something, where it decides', () => {
    const specs = Object.values(SPANNING).flatMap((place) => ('decides' in place ? place.decides : []));
    expect(specs.filter((spec) => !existsSync(join(ROOT, spec)))).toEqual([]);
  });

  it.each([
    ['SELECT 1 FROM dose WHERE x', ['dose']],
    ['UPDATE dose SET "x" = 1', ['dose']],
    ['LEFT JOIN citizen c ON true', ['citizen']],
    ['INSERT INTO alert ("id") SELECT 1', ['alert']],
    ['SELECT "dose" FROM doses', []],
  ])('is seen in %s', (sql, tables) => expect(tablesIn(`\`${sql}\``)).toEqual(tables));
});

const ROOT = join(import.meta.dirname, '..', '..');
const SRC = join(ROOT, 'src');
const MIGRATIONS = /^platform\/database\/migrations\//;
/** Those outside of the house; the demo looks at all of it. */
const OUTSIDE = /^(simulator|demo|console\/web|embedded-postgres)\//;

const read = (file: string): string => readFileSync(join(SRC, file), 'utf8');
const all = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.spec)\.ts$/.test(file));
const FILES = all.filter((file) => !MIGRATIONS.test(file) && !OUTSIDE.test(file)).sort();
const TABLES: ReadonlySet<string> = new Set(
  all
    .filter((file) => MIGRATIONS.test(file))
    .flatMap((file) => [...read(file).matchAll(/\bCREATE (?:UNLOGGED )?(?:TABLE|VIEW) (?:IF NOT EXISTS )?"?(\w+)"?/g)])
    .map(([, name]) => name!),
);
/** A view of the journal's own. */
const OWNERS_OF_VIEWS: Readonly<Record<string, string>> = { journal_waiting: 'journal', feed: 'platform' };

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
const CODE: ReadonlyMap<string, string> = new Map(FILES.map((file) => [file, withoutComments(read(file))]));
const code = (file: string): string => CODE.get(file)!;

const roomOf = (file: string): string => file.split('/')[0]!;

function writersOf(table: string): string[] {
  const writes = new RegExp(
    `@Entity\\('${table}'|\\b(INSERT INTO|UPDATE|DELETE FROM)\\s+"?${table}"?[\\s(]|(insertRow|updateRow)\\w*\\([^)]*'${table}'`,
  );
  return FILES.filter((file) => writes.test(code(file)));
}

const OWNERS: ReadonlyMap<string, readonly string[]> = new Map(
  [...TABLES].map((table) => {
    const view = OWNERS_OF_VIEWS[table];
    return [table, view === undefined ? [...new Set(writersOf(table).map(roomOf))] : [view]];
  }),
);

/** Tables that are read or written by name, behind a word of SQL that a table follows. */
function tablesIn(text: string): string[] {
  const named = text.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO|USING)\s+"?([a-z_]+)"?(?=[\s,)`;(])/g);
  return [...new Set([...named].map(([, name]) => name!))].filter((name) => TABLES.has(name)).sort();
}

function foreignTablesIn(file: string): string[] {
  return tablesIn(code(file)).filter((table) => {
    const owners = OWNERS.get(table)!;
    return owners.length > 0 && !owners.includes(roomOf(file));
  });
}
