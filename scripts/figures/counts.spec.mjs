import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCalls } from './calls.mjs';
import { count } from './counts.mjs';
import { readProgram } from './program.mjs';

/** A house of three rooms, small enough to count by hand. */
const HOUSE = {
  'tsconfig.json': '{"compilerOptions": {"target": "ES2024", "module": "nodenext", "strict": true}}',
  'src/platform/fact.ts': 'export interface Fact { readonly type: string; readonly data: Record<string, unknown> }',
  'src/line.ts': `
    import type { Door } from './cases/door.js';
    export const line = ({ door }: { door: Door }) => ({
      'dose.missed': [door.open, (turn: object) => door.open(turn)],
      'alert.opened': [door.close],
      'task.done': [],
    });`,
  'src/doses/dose.ts': 'export interface Dose { readonly id: string }',
  'src/cases/kept.ts': 'export interface Kept { save(): void }',
  'src/cases/kept-here.ts': `
    import type { Kept } from './kept.js';
    export class KeptHere implements Kept { save(): void { return; } }`,
  'src/cases/door.ts': `
    import type { Fact } from '../platform/fact.js';
    import type { Dose } from '../doses/dose.js';
    import type { Kept } from './kept.js';
    export class Door {
      constructor(readonly kept: Kept, a?: 1, b?: 1, c?: 1, d?: 1, e?: 1, f?: 1) {}
      open(turn: object): void { this.kept.save(); }
      close({ data }: Fact): string { return data.id as string; }
      cast(found: unknown): Dose { return found as unknown as Dose; }
      own(found: unknown): Kept { return found as Kept; }
      asks(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1): any { return [a, b, c, d, e, f] as const; }
      long(): number {${'\n'.repeat(41)}return 1; }
    }`,
  'src/cases/door.spec.ts': 'export const x: any = 1;',
  'test/support/made.ts': 'export const made: any = 1;',
};

describe('the figures of a house', () => {
  let root;
  let program;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'dosevagt-figures-'));
    for (const [file, text] of Object.entries(HOUSE)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    program = readProgram(root);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('are those that are counted by hand', () => {
    const figures = count(root, program);
    expect(figures.handlersInLine).toEqual({ heard: 3, distinct: 2, aboutCases: 1 });
    expect(figures.castsBetweenRooms).toEqual([
      'src/cases/door.ts:8 data.id as string',
      'src/cases/door.ts:9 found as unknown as Dose',
    ]);
    expect(figures.functionsOver5Parameters).toEqual(['src/cases/door.ts:11 asks (6)']);
    expect(figures.mostParameters).toBe(6);
    expect(figures.functionsOver40Lines).toEqual(['src/cases/door.ts:12 long (42)']);
    expect(figures.any).toEqual({ src: ['src/cases/door.ts:11'], support: ['test/support/made.ts:1'] });
    expect(figures.rooms.map(({ room, files, fullestFolder }) => [room, files, fullestFolder])).toEqual([
      ['cases', 3, 3],
      ['doses', 1, 1],
      ['main', 1, 1],
      ['platform', 1, 1],
    ]);
  });

  it('follow a call through the line and an interface to who stands behind it', () => {
    const calls = readCalls(program);
    expect([...calls.get('src/line.ts#dose.missed')]).toContain('src/cases/door.ts#Door.open');
    expect([...calls.get('src/cases/door.ts#Door.open')]).toContain('src/cases/kept-here.ts#KeptHere.save');
  });
});
