import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const FLEET = ['assignment', 'citizen', 'condition', 'device', 'device_health'];
const ENTRIES = ['assignment', 'device', 'journal', 'journal_batch', 'journal_pending'];
const HER_DISTRICT = 'the district of whom a dispenser serves, or served';
const ITS_NAME = 'the name or the number of a dispenser';

/**
 * SQL that reads tables of other rooms, for speed: a queue of forty tasks is one question and not forty doors. Each statement is here by
 * the method that asks it, with the tables of others that it reads. What decides is bound: random rows go through the rules, or the rule
 * said plainly, and through the statement (`bind` in the folder `bound`, and `settling-bound.spec.ts`). What `shows` decides nothing.
 */
const SPANNING: Readonly<Record<string, Place>> = {
  'board/case.store.ts briefs': { reads: ['alert', 'escalation'] },
  'board/case.store.ts countThrough': { reads: ['alert'] },
  'board/case.store.ts countUnder': { reads: ['alert'] },
  'cases/due.store.ts withoutHolder': { reads: ['partner', 'staff'] },
  'cases/lists/queue.store.ts list': { reads: ['dose'] },
  'citizens/glass/glass-reviews.store.ts countLeft': { reads: ['break_glass'], shows: 'what somebody opened' },
  'citizens/glass/glass-reviews.store.ts list': { reads: ['break_glass', 'staff'], shows: 'who opened whom, and why' },
  'devices/assignments/assignments.store.ts reachable': { reads: ['citizen'] },
  'devices/assignments/assignments.store.ts stretchesOf': { reads: ['citizen'], shows: HER_DISTRICT },
  'devices/commands/commands.store.ts find': { reads: ['citizen'] },
  'devices/commands/commands.store.ts listOf': { reads: ['citizen'] },
  'devices/fleet/fleet.store.ts among': { reads: ['citizen'], shows: HER_DISTRICT },
  'devices/fleet/fleet.store.ts byName': { reads: ['citizen'] },
  'devices/fleet/fleet.store.ts count': { reads: ['citizen'] },
  'devices/fleet/fleet.store.ts newest': { reads: ['citizen'] },
  'devices/fleet/fleet.store.ts view': { reads: ['citizen'], shows: HER_DISTRICT },
  'devices/health.store.ts pulse': { reads: ['citizen'] },
  'doses/conditions/battery.store.ts doubtful': { reads: FLEET },
  'doses/conditions/connectivity.store.ts found': { reads: [...FLEET, 'pause'] },
  'doses/conditions/connectivity.store.ts lost': { reads: [...FLEET, 'pause'] },
  'doses/doses.store.ts atRisk': { reads: ['citizen'] },
  'doses/doses.store.ts list': { reads: ['citizen'] },
  'doses/doses.store.ts settleHeard': { reads: ['citizen'] },
  'doses/schedules/schedules.store.ts toPlan': { reads: ['citizen'] },
  'doses/schedules/schedules.store.ts toSend': { reads: ['citizen'] },
  'incidents/storms.store.ts attachable': { reads: ['alert'] },
  'incidents/storms.store.ts liveIncidents': { reads: ['alert'] },
  'incidents/storms.store.ts losses': { reads: FLEET },
  'incidents/storms.store.ts stillLost': { reads: FLEET },
  'ingest/chatter.store.ts note': { reads: ['device'], shows: ITS_NAME },
  'ingest/verdicts/verdicts.store.ts add': { reads: ['device'], shows: ITS_NAME },
  'ingest/verdicts/verdicts.store.ts heldAmong': { reads: ['device'], shows: ITS_NAME },
  'ingest/verdicts/verdicts.store.ts newest': { reads: ['device'], shows: ITS_NAME },
  'journal/journal.store.ts delayed': { reads: ['device'], shows: ITS_NAME },
  'journal/journal.store.ts entriesOf': { reads: ['device'], shows: ITS_NAME },
  'journal/journal.store.ts findMany': { reads: ['device'], shows: ITS_NAME },
  'journal/journal.store.ts heads': { reads: ['device'], shows: ITS_NAME },
  'journal/journal.store.ts heardEntries': { reads: ['device'], shows: ITS_NAME },
  'journal/journal.store.ts isAnyLeft': { reads: ['device'], shows: ITS_NAME },
  'journal/journal.store.ts judged': { reads: ['citizen', 'device'] },
  'journal/journal.store.ts list': { reads: ['citizen', 'device'] },
  'journal/journal.store.ts newestOf': { reads: ['device'], shows: ITS_NAME },
  'journal/journal.store.ts storedOf': { reads: ['device'], shows: ITS_NAME },
  'journal/journal.store.ts waitingOf': { reads: ['device'], shows: ITS_NAME },
  'journal/quarantine.store.ts devicesSaidOf': { reads: ['citizen'] },
  'reports/audit.store.ts findings': { reads: ['alert', 'dose', 'escalation', 'journal_waiting', 'task'] },
  'reports/figures.store.ts alarmLoad': {
    reads: ['alert', 'alert_log', 'district', 'district_former', 'dose', 'escalation'],
  },
  'reports/figures.store.ts answered': { reads: ['alert', 'alert_log', 'citizen', 'district_former', 'task'] },
  'reports/figures.store.ts noisiest': { reads: ['alert', 'district_former'] },
  'reports/figures.store.ts visits': { reads: ['alert', 'citizen', 'district', 'district_former', 'task'] },
  'reports/operations-alerts.store.ts live': { reads: ['alert'], shows: 'what stands over the house itself' },
  'reports/operations-alerts.store.ts of': { reads: ['alert'] },
  'reports/waiting.store.ts alarms': { reads: ENTRIES },
  'reports/waiting.store.ts latest': { reads: ['alert'] },
  'reports/waiting.store.ts live': { reads: ['alert'] },
  'reports/waiting.store.ts news': { reads: ENTRIES },
  'reports/waiting.store.ts parked': { reads: ['quarantine'] },
};

interface Place {
  readonly reads: readonly string[];
  /** What is shown of it and decides nothing. */
  readonly shows?: string;
}

describe('SQL that spans rooms', () => {
  it('writes no table of another room: each is written by one', () => {
    expect([...OWNERS].filter(([, rooms]) => rooms.length > 1)).toEqual([]);
  });

  it('is in the list, with all that it reads', () => {
    const found = ABROAD.flatMap((file) =>
      [...statementsIn(file)].map(([name, text]) => [`${file} ${name}`, foreign(file, text)] as const),
    );
    const spanning = found.filter(([, tables]) => tables.length > 0);
    const listed = Object.entries(SPANNING).map(([name, { reads }]) => [name, reads] as const);
    expect(Object.fromEntries(spanning)).toEqual(Object.fromEntries(listed));
  });

  it('is found wherever there is some', () => {
    const missed = ABROAD.flatMap((file) => {
      const seen = [...statementsIn(file).values()].flatMap((text) => foreign(file, text));
      return foreign(file, code(file))
        .filter((table) => !seen.includes(table))
        .map((table) => `${file}: ${table}`);
    });
    expect(missed).toEqual([]);
  });

  it('is bound where it decides', () => {
    const deciding = Object.entries(SPANNING).filter(([, { shows }]) => shows === undefined);
    expect(deciding.map(([name]) => name).filter((name) => !BOUND.has(name))).toEqual([]);
  });

  it.each([
    ['SELECT 1 FROM dose WHERE x', ['dose']],
    ['UPDATE dose SET "x" = 1', ['dose']],
    ['LEFT JOIN citizen c ON true', ['citizen']],
    ['INSERT INTO alert ("id") SELECT 1', ['alert']],
    ['dose d JOIN alert a ON true', ['alert', 'dose']],
    ['SELECT "dose" FROM doses', []],
  ])('is seen in %s', (sql, tables) => expect(tablesIn(`\`${sql}\``)).toEqual(tables));
});

const CONTRACT = import.meta.dirname;
const ROOT = join(CONTRACT, '..', '..');
const SRC = join(ROOT, 'src');
/** By what is given to `bind`, or described. */
const BOUND: ReadonlySet<string> = new Set(
  readdirSync(CONTRACT, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^bound.*\.ts$|-bound\.spec\.ts$/.test(file))
    .flatMap((file) => [...readFileSync(join(CONTRACT, file), 'utf8').matchAll(/\b(?:bind|describe)\(\s*'([^']+)'/g)])
    .map(([, name]) => name!),
);
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

/** Tables that are read or written by name, behind a word of SQL that a table follows, or where a part begins that stands behind one. */
function tablesIn(text: string): string[] {
  const named = text.matchAll(
    /(?:\b(?:FROM|JOIN|UPDATE|INTO|USING)\s+|`(?=[a-z_]+ [a-z] JOIN\b))"?([a-z_]+)"?(?=[\s,)`;(])/g,
  );
  return [...new Set([...named].map(([, name]) => name!))].filter((name) => TABLES.has(name)).sort();
}

function foreign(file: string, text: string): string[] {
  return tablesIn(text).filter((table) => {
    const owners = OWNERS.get(table)!;
    return owners.length > 0 && !owners.includes(roomOf(file));
  });
}

const ABROAD = FILES.filter((file) => foreign(file, code(file)).length > 0);

/** What a file asks, by the method or the name others import it by: with it all of the file that it is made of. */
function statementsIn(file: string): Map<string, string> {
  const source = ts.createSourceFile(file, code(file), ts.ScriptTarget.ESNext, true);
  const parts = new Map<string, string>();
  const asked = new Map<string, string>();
  for (const statement of source.statements) {
    const isShown =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    for (const [name, text] of partsOf(statement))
      (ts.isClassDeclaration(statement) || isShown ? asked : parts).set(name, text);
  }
  const whole = (text: string, seen: readonly string[] = []): string => {
    const made = [...parts, ...asked].filter(
      ([name]) => !seen.includes(name) && new RegExp(`(?<![.\\w"'])${name}\\b`).test(text),
    );
    return [text, ...made.map(([name, part]) => whole(part, [...seen, ...made.map(([one]) => one), name]))].join('\n');
  };
  return new Map([...asked].map(([name, text]) => [name, whole(text, [name])]));
}

function partsOf(statement: ts.Statement): [string, string][] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map((one) => [one.name.getText(), one.getText()]);
  if (ts.isFunctionDeclaration(statement)) return [[statement.name!.text, statement.getText()]];
  if (!ts.isClassDeclaration(statement)) return [];
  return statement.members.map((member) => [member.name?.getText() ?? 'constructor', member.getText()]);
}
