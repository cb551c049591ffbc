import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figures, expectKept } from './counter.js';

/** A fault, in an operator's words: they become its row in docs/reliability.md. */
export interface FaultWords {
  /** Short, its subject first: "PostgreSQL frozen". */
  readonly name: string;
  /** What was done to the house. */
  readonly done: string;
  /** What must come out. */
  readonly must: string;
}

/** What a fault test hands in: the ledger's figures, or null where nobody publishes, and what is special to the fault. */
export interface FaultRow extends FaultWords {
  readonly figures: Figures | null;
  readonly besides: Readonly<Record<string, number | string>>;
}

export interface Fault {
  /** Sees that the promises were kept, and hands in the row. */
  record(figures: Figures | null, besides?: FaultRow['besides']): void;
}

/** Declares the fault that a test is about, with words that stand there literally, so that the page can be held against them. */
export function aFault(words: FaultWords): Fault {
  return {
    record(figures, besides = {}) {
      if (figures) expectKept(figures);
      // Set by `npm test`, which puts the rows together when the run is over.
      const folder = process.env.TEST_FAULTS;
      if (!folder) return;
      mkdirSync(folder, { recursive: true });
      const row: FaultRow = { ...words, figures, besides };
      writeFileSync(join(folder, `${words.name.replace(/\W+/g, '-')}.json`), JSON.stringify(row));
    },
  };
}

/** A number for the short form that every run has, and one for `FAULTS=long`. */
export function shortOrLong(short: number, long: number): number {
  return process.env.FAULTS === 'long' ? long : short;
}
