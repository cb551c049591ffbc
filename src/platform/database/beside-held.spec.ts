import { describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { BesideHeld, type Choose } from './beside-held.js';
import { Held } from './held.js';

const TX = {} as EntityManager;

/** A table of which somebody holds rows, as PostgreSQL would have it. */
function aTable() {
  const held = new Set<string>();
  const written: string[] = [];
  let asked: string[] = [];
  let waits = 0;
  const beside = new BesideHeld<string>(
    (id) => id,
    (_tx, ids) => {
      asked = [...ids];
      return Promise.resolve(new Set(ids.filter((id) => held.has(id))));
    },
  );
  const write = (all: readonly string[]) =>
    beside.write(all, async (choose: Choose<string>) => {
      const chosen = await choose(TX);
      if (chosen.some((id) => held.has(id))) {
        waits++;
        throw new Held();
      }
      written.push(...chosen);
    });
  return {
    held,
    write,
    taken: () => ({ written: written.splice(0), asked: asked.splice(0), waits: ((n) => ((waits = 0), n))(waits) }),
  };
}

describe('many rows, some of which somebody holds', () => {
  const all = ['a', 'b', 'c', 'd', 'e'];

  it('are written as they are while nobody holds any, and nobody is asked', async () => {
    const table = aTable();
    expect(await table.write(all)).toEqual([]);
    expect(table.taken()).toEqual({ written: all, asked: [], waits: 0 });
    expect(await table.write([])).toEqual([]);
    expect(table.taken()).toEqual({ written: [], asked: [], waits: 0 });
  });

  it.each([[['a']], [['e']], [['b', 'd']], [all]])('are written beside %j, which wait', async (some) => {
    const table = aTable();
    for (const id of some) table.held.add(id);
    const others = all.filter((id) => !some.includes(id));
    expect(await table.write(all)).toEqual(some);
    expect(table.taken()).toEqual({ written: others, asked: all, waits: 1 });
    // From now on nobody waits for them, and they alone are asked for.
    expect(await table.write(all)).toEqual(some);
    expect(table.taken()).toEqual({ written: others, asked: some, waits: 0 });
    // One more is held.
    table.held.add('c');
    const more = all.filter((id) => table.held.has(id));
    expect(await table.write(all)).toEqual(more);
    expect(table.taken()).toMatchObject({ written: all.filter((id) => !more.includes(id)) });
    // All are let go: asked for once more, and then never.
    table.held.clear();
    expect(await table.write(all)).toEqual([]);
    expect(table.taken()).toEqual({ written: all, asked: more, waits: 0 });
    expect(await table.write(all)).toEqual([]);
    expect(table.taken()).toEqual({ written: all, asked: [], waits: 0 });
  });

  it('wait where all of it is held, and what fails for another reason is thrown at once', async () => {
    let tries = 0;
    const failing = (error: Error) =>
      new BesideHeld<string>(
        (id) => id,
        () => Promise.reject(new Held()),
      ).write(all, async (choose) => {
        tries++;
        if (tries > 1) await choose(TX);
        throw error;
      });
    await expect(failing(new Held())).rejects.toBeInstanceOf(Held);
    expect(tries).toBe(2);
    tries = 0;
    await expect(failing(new RangeError('data'))).rejects.toBeInstanceOf(RangeError);
    expect(tries).toBe(1);
  });
});
