import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** What the laws say of rooms that no import shows. A side room, a folder in a room, is a room here. */
describe('the rooms of the house', () => {
  it('have thirty files at most beside their specs: one finds its way in each', () => {
    const crowded = [...filesByRoom()].filter(
      ([room, files]) => files.length > 30 && !GROWS.test(room) && !BEING_REBUILT.test(room),
    );
    expect(crowded.map(([room, files]) => `${room}: ${files.length}`)).toEqual([]);
  });

  it('lean on what aedes keeps to itself in one folder only', () => {
    const names = [...filesByRoom().values()]
      .flat()
      .filter((name) => /^ingest\/(?!embedded\/inside-aedes\/)/.test(name));
    const leaning = names.filter((name) =>
      /\._\w|\bas unknown as\b|prototype\b/.test(readFileSync(join(SRC, name), 'utf8')),
    );
    expect(leaning).toEqual([]);
  });
});

/** A history: one file for each step the schema took, which is never edited, and read only from one list. */
const GROWS = /^platform\/database\/migrations$/;
/** Made smaller in these days. */
const BEING_REBUILT = /^cases$/;
const SRC = join(import.meta.dirname, '..', '..', 'src');

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
