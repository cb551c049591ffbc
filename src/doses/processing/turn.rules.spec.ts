import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EntryHead } from '../../journal/journal.rules.js';
import { inTurns, ENTRIES_A_TURN, NOT_URGENT, roundFrom, type Waiting } from './turn.rules.js';

const line = (number: number, more: Partial<EntryHead> = {}): EntryHead => ({
  number,
  time: new Date(number),
  deviceNumber: 1,
  deviceId: 'TEST-0001',
  receivedAt: new Date(number),
  effectiveAt: new Date(number),
  clock: 'trusted',
  type: 'dose.missed',
  bootId: null,
  sequence: null,
  dueAt: null,
  reason: null,
  ...more,
});
const lines = (count: number): EntryHead[] => Array.from({ length: count }, (_, i) => line(i + 1));
const turnsOf = (some: readonly Waiting[]): [number, number][] => some.map(({ number, turn }) => [number, turn]);

/** Whose turn it is, as the journal's store asks: of whoever had the fewest turns, and of those who had as many, who was heard first. */
const byTurn = (a: Waiting, b: Waiting): number => a.turn - b.turn || a.number - b.number;

describe('the turns of what was said about a citizen', () => {
  it('are of a few lines each', () => {
    const turns = inTurns(lines(2 * ENTRIES_A_TURN + 1)).map(({ turn }) => turn);
    expect(turns.filter((turn) => turn === 0)).toHaveLength(ENTRIES_A_TURN);
    expect(turns.filter((turn) => turn === 1)).toHaveLength(ENTRIES_A_TURN);
    expect(turns.at(-1)).toBe(2);
    expect(ENTRIES_A_TURN).toBe(5);
  });

  it('keep the order that the dispenser meant', () => {
    const heard = [3, 1, 2].map((sequence, i) => line(i + 1, { bootId: 7, sequence }));
    expect(inTurns(heard).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    const ofTwo = [3, 1].map((sequence, i) => line(i + 1, { bootId: 7, sequence, deviceNumber: i }));
    expect(inTurns(ofTwo).map(({ sequence }) => sequence)).toEqual([3, 1]);
  });

  it('begin with what may be urgent, where that is asked for, and keep the order among it and among the rest', () => {
    const some = inTurns(lines(4), ({ number }) => number % 2 === 0);
    expect(turnsOf(some)).toEqual([
      [2, 0],
      [4, 0],
      [1, NOT_URGENT],
      [3, NOT_URGENT],
    ]);
  });
});

/** Everything is cared for turn by turn, as the queue does it, with what comes later joining after so many turns; answers in which order. */
function serve(arrivals: readonly { citizen: number; lines: number; afterTurns: number }[]): string[] {
  let number = 0;
  const waiting: (Waiting & { citizen: number })[] = [];
  const served: string[] = [];
  const later = [...arrivals].sort((a, b) => a.afterTurns - b.afterTurns);
  for (let turns = 0; waiting.length > 0 || later.length > 0; turns++) {
    while (later.length > 0 && (later[0]!.afterTurns <= turns || waiting.length === 0)) {
      const { citizen, lines: count } = later.shift()!;
      const before = Math.max(-1, ...waiting.filter((one) => one.citizen === citizen).map(({ turn }) => turn)) + 1;
      const heard = Array.from({ length: count }, () => line(++number));
      waiting.push(...inTurns(heard).map((one) => ({ number: one.number, turn: one.turn + before, citizen })));
    }
    const [next] = [...waiting].sort(byTurn);
    if (!next) break;
    const taken = waiting.filter(({ citizen, turn }) => citizen === next.citizen && turn === next.turn);
    for (const one of taken) waiting.splice(waiting.indexOf(one), 1);
    served.push(`${next.citizen} ${taken.length}`);
  }
  return served;
}

const citizenOf = (turn: string): number => Number(turn.split(' ')[0]);

describe('whose turn it is', () => {
  const backlog = fc.record({ lines: fc.integer({ min: 1, max: 60 }) });

  it('goes round: between two turns of one, everybody who waited from the beginning had one or has nothing left', () => {
    fc.assert(
      fc.property(fc.array(backlog, { minLength: 2, maxLength: 6 }), (all) => {
        const order = serve(all.map(({ lines: count }, citizen) => ({ citizen, lines: count, afterTurns: 0 })));
        order.forEach((turn, i) => {
          const again = order.findIndex((other, j) => j > i && citizenOf(other) === citizenOf(turn));
          if (again < 0) return;
          const between = new Set(order.slice(i + 1, again).map(citizenOf));
          const left = new Set(order.slice(again).map(citizenOf));
          for (const other of left) if (other !== citizenOf(turn)) expect(between).toContain(other);
        });
      }),
    );
  });

  it('is at once the one of who comes with little to say, however much all others said before', () => {
    const flood = fc.array(fc.integer({ min: 10, max: 80 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(flood, fc.integer({ min: 0, max: 30 }), (floods, afterTurns) => {
        const mad = floods.map((count, citizen) => ({ citizen, lines: count, afterTurns: 0 }));
        const order = serve([...mad, { citizen: 99, lines: 1, afterTurns }]);
        const at = order.findIndex((turn) => citizenOf(turn) === 99);
        // Those who had no turn yet come first: one each.
        expect(at).toBeLessThanOrEqual(Math.max(afterTurns, floods.length));
      }),
    );
  });

  it('loses nothing and takes nothing twice', () => {
    const arrival = fc.record({
      citizen: fc.nat({ max: 3 }),
      lines: fc.integer({ min: 1, max: 40 }),
      afterTurns: fc.nat({ max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 8 }), (arrivals) => {
        const served = serve(arrivals).reduce((sum, turn) => sum + Number(turn.split(' ')[1]), 0);
        expect(served).toBe(arrivals.reduce((sum, { lines: count }) => sum + count, 0));
      }),
    );
  });
});

describe('dispensers that said more than their budget', () => {
  it.each([
    [[-3, -1, -2], null, [-1, -2, -3]],
    [[-3, 0, 2], null, [2, 0, -3]],
    [[-3, -1, -2], -1, [-2, -3, -1]],
    [[-3, -1, -2], -3, [-1, -2, -3]],
    [[-9], -4, [-9]],
    [[], -4, []],
  ])('%j after %j have their turns in the order %j', (lanes, last, expected) => {
    expect(roundFrom(lanes, last)).toEqual(expected);
  });

  it('each have one turn a round', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -50, max: -1 })),
        fc.integer({ min: -50, max: -1 }),
        (lanes, last) => {
          expect([...roundFrom(lanes, last)].sort()).toEqual([...lanes].sort());
        },
      ),
    );
  });
});
