import { readdirSync, readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { FaultRow } from './fault.js';

/** Where the fault tests are. */
export const FAULTS = join(import.meta.dirname, '..', 'faults');

// A comment of its own, with a blank line before it: else prettier does not take its word.
const BEGIN = '<!-- prettier-ignore-start -->';
const END = '<!-- prettier-ignore-end -->';
const COUNTS = [
  ['acknowledged', 'acknowledged'],
  ['stored once', 'stored'],
  ['lost', 'lost'],
  ['doubled', 'doubled'],
  ['doses missed', 'missed'],
  ['with exactly one live task', 'withOneTask'],
  ['false alarms', 'falseAlarms'],
] as const;

interface Line {
  readonly name: string;
  readonly figures: string;
  readonly words: string;
}

/** The faults that the tests in a folder declare, by file. */
export function declaredFaults(folder = FAULTS): Record<string, string[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.spec.ts'));
  return Object.fromEntries(files.map((file) => [file, namesIn(readFileSync(join(folder, file), 'utf8'))]));
}

const namesIn = (source: string): string[] =>
  [...source.matchAll(/\baFault\(\{\s*name:\s*(['"`])(.*?)\1/g)].map((found) => found[2]!);

/** What the tests of a run have handed in; none when none did. */
export function readRows(folder: string): FaultRow[] {
  return readdirSync(folder)
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as FaultRow)
    .sort(byName);
}

/** The rows for somebody who watches the run. */
export function rowsInWords(rows: readonly FaultRow[]): string[] {
  return rows.map((row) => {
    const counts = row.figures ? COUNTS.map(([head, field]) => `${inWords(row.figures![field])} ${head}`) : [];
    return `${row.name}: ${[...counts, ...besidesOf(row)].join(', ')}`;
  });
}

/**
 * The page with these rows in it. Faults that were not tried this time keep theirs, faults that no test declares any more lose it; the
 * line with date and machine is written anew when every fault was tried.
 */
export function putIntoPage(
  page: string,
  rows: readonly FaultRow[],
  declared: readonly string[],
  head: string,
): string {
  const before = linesOf(page);
  const tried = new Set(rows.map(({ name }) => name));
  const lines = [
    ...before.lines.filter(({ name }) => declared.includes(name) && !tried.has(name)),
    ...rows.map((row) => ({ name: row.name, figures: figuresOf(row), words: wordsOf(row) })),
  ].sort(byName);
  const middle = [
    BEGIN,
    '',
    declared.every((name) => tried.has(name)) ? head : (before.head ?? head),
    '',
    `| fault | ${COUNTS.map(([title]) => title).join(' | ')} | besides |`,
    `| --- | ${COUNTS.map(() => '---:').join(' | ')} | --- |`,
    ...lines.map(({ figures }) => figures),
    '',
    ...lines.map(({ words }) => words),
    '',
    END,
  ];
  const [start, end] = boundsOf(page);
  return page.slice(0, start) + middle.join('\n') + page.slice(end + END.length);
}

/** The faults that the page has figures and words about. */
export const faultsIn = (page: string): string[] => linesOf(page).lines.map(({ name }) => name);

/** When this runs, in which form, and on what. */
export function aboutThisRun(now: Date, form: string): string {
  const memoryGb = Math.round(totalmem() / 1024 ** 3);
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${memoryGb} GB`;
  return `${now.toISOString().slice(0, 10)}, ${form} form. ${machine}, ${platform()} ${release()} ${arch()}, Node ${process.version}.`;
}

function linesOf(page: string): { head: string | null; lines: Line[] } {
  const [start, end] = boundsOf(page);
  const all = page.slice(start + BEGIN.length, end).split('\n');
  const words = new Map(all.filter((line) => line.startsWith('- **')).map((line) => [line.split('**')[1]!, line]));
  const rows = all.filter((line) => line.startsWith('| ')).slice(2);
  const lines = rows.map((figures) => ({ name: figures.split(' | ')[0]!.slice(2), figures }));
  return {
    head: all.find((line) => line !== '' && !/^(\||- )/.test(line)) ?? null,
    lines: lines.flatMap((line) => (words.has(line.name) ? [{ ...line, words: words.get(line.name)! }] : [])),
  };
}

function boundsOf(page: string): [start: number, end: number] {
  const [start, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error('the page has not the two lines between which the table stands');
  return [start, end];
}

function figuresOf(row: FaultRow): string {
  const counts = COUNTS.map(([, field]) => (row.figures ? inWords(row.figures[field]) : '-'));
  return `| ${[row.name, ...counts, besidesOf(row).join(', ')].join(' | ')} |`;
}

const wordsOf = ({ name, done, must }: FaultRow): string => `- **${name}**: ${done} ${must}`;
const besidesOf = ({ besides }: FaultRow): string[] =>
  Object.entries(besides).map(([what, value]) => `${inWords(value)} ${what}`);
const inWords = (value: number | string): string => (typeof value === 'number' ? value.toLocaleString('en') : value);
const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
