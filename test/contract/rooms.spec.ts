import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** What the laws say of rooms that no import shows. A side room, a folder in a room, is a room here. */
describe('the rooms of the house', () => {
  it('have thirty files at most beside their specs: one finds its way in each', () => {
    const crowded = [...filesByRoom()].filter(([room, files]) => files.length > 30 && !GROWS.test(room));
    expect(crowded.map(([room, files]) => `${room}: ${files.length}`)).toEqual([]);
  });

  it('lean on what aedes keeps to itself in one folder only', () => {
    const names = [...filesByRoom().values()]
      .flat()
      .filter((name) => /^ingest\/(?!embedded\/inside-aedes\/)/.test(name));
    const leaning = names.filter((name) => /\._\w|\bas unknown as\b|prototype\b/.test(read(name)));
    expect(leaning).toEqual([]);
  });

  it('keep their stores to themselves: what another needs is a method of a service, with a name', () => {
    const shown = allFiles().filter((name) => SHOWN_STORE.test(read(name)));
    expect(shown).toEqual([]);
  });

  it('reach for no store of another room or side room', () => {
    const reaching = allFiles()
      .filter((name) => !/\.module\.ts$/.test(name))
      .flatMap((name) => storesNamedBy(name).map((store) => ({ name, store })))
      .filter(({ name, store }) => !/^platform\//.test(store) && !isWithin(dirname(name), dirname(store)));
    expect(reaching.map(({ name, store }) => `${name}: ${store}`)).toEqual([]);
  });

  it('cast what comes from another room three times at most, and each time say why', () => {
    const excepted = allFiles().flatMap((name) =>
      [...read(name).matchAll(CAST_EXCEPTED)].map(([, how, why]) => ({ name, isLine: how === '-next-line', why })),
    );
    expect(excepted.length).toBeLessThanOrEqual(3);
    expect(excepted.filter(({ isLine, why }) => !isLine || (why ?? '').length < 20)).toEqual([]);
    expect(readFileSync(join(SRC, '..', '.config', 'eslint.js'), 'utf8')).toContain(
      "'house/no-cast-between-rooms': 'error'",
    );
  });
});

/** The lint finds them all, by their types; what it is told to pass over is counted here. */
const CAST_EXCEPTED = /eslint-disable(-next-line|-line)?[^\n]*\bhouse\/no-cast-between-rooms\b(?:\s+-- ([^\n]*))?/g;

/** A field, or a parameter of a constructor, that is a store and not private. */
const SHOWN_STORE = /^\s+(?!private\b)(?:(?:public|protected|readonly|static)\s+)+\w+: \w*Store\b/m;

/** The stores a file imports by class; a fragment of SQL beside one is no door. */
function storesNamedBy(name: string): string[] {
  const imports = read(name).matchAll(/^import (?:type )?\{([^}]*)\} from '(\.[^']*\.store)\.js';/gm);
  return [...imports]
    .filter(([, names]) => /\w+Store\b/.test(names!))
    .map(([, , path]) => join(dirname(name), `${path}.ts`));
}

/** Of one room, where one folder is in the other or they are the same: side rooms side by side are not. */
const isWithin = (one: string, other: string): boolean =>
  `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);

/** A history: one file for each step the schema took, which is never edited, and read only from one list. */
const GROWS = /^platform\/database\/migrations$/;
const SRC = join(import.meta.dirname, '..', '..', 'src');

const allFiles = (): string[] => [...filesByRoom().values()].flat();
const read = (name: string): string => readFileSync(join(SRC, name), 'utf8');

function filesByRoom(): Map<string, string[]> {
  const rooms = new Map<string, string[]>();
  for (const entry of readdirSync(SRC, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\.spec\.tsx?$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name).slice(SRC.length + 1);
    const room = dirname(file);
    rooms.set(room, [...(rooms.get(room) ?? []), file]);
  }
  return rooms;
}
