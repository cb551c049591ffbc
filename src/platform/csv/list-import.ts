import type { Turn } from '../database/turn.js';
import { Problem } from '../errors/problem.js';
import type { FactBus } from '../facts/fact-bus.js';
import type { Fact } from '../facts/fact.js';
import type { CheckedRow } from './checked-rows.rules.js';
import { refusedSheet } from './refused-sheet.js';
import { mistakeIn, type SheetMistake } from './sheet.rules.js';

/** What became of a row, or would. */
export interface Done<Item> {
  readonly item: Item;
  readonly facts: readonly Fact[];
}

interface List<T> {
  readonly rows: readonly CheckedRow<T>[];
  readonly mistakes: readonly SheetMistake[];
}

interface How<T, Item> {
  readonly dryRun: boolean;
  /** Looks up and holds what the rows are about, in one order for everybody. */
  readonly begin: (turn: Turn, rows: readonly CheckedRow<T>[]) => Promise<(row: CheckedRow<T>) => Promise<Done<Item>>>;
  /** It is done once this turn commits. */
  readonly onDone: () => void;
  /** The column in which the field of a refusal stands. */
  readonly columnOf: (path: string) => string | null;
}

/** Taken back once all of it was seen. */
class TriedOut<Item> extends Error {
  constructor(
    readonly items: readonly Item[],
    readonly mistakes: readonly SheetMistake[],
  ) {
    super('tried out');
  }
}

/**
 * Does a whole list in one turn by the very rules of a single one: all of it, or nothing where any row is refused. Tried out, it is done
 * and taken back, so that what is said of it is what would have come.
 * @throws Problem 422 naming line and field of every mistake, where it is meant
 */
export async function importList<T, Item>(
  bus: FactBus,
  list: List<T>,
  { dryRun, begin, onDone, columnOf }: How<T, Item>,
) {
  const tried = await bus
    .transact(async (turn) => {
      const one = await begin(turn, list.rows);
      const items: Item[] = [];
      const facts: Fact[] = [];
      const mistakes: SheetMistake[] = [...list.mistakes];
      for (const row of list.rows) {
        try {
          const done = await one(row);
          items.push(done.item);
          facts.push(...done.facts);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          mistakes.push(...mistakesOf(error, row, columnOf));
        }
      }
      const inOrder = mistakes.toSorted((a, b) => a.line - b.line);
      if (dryRun || inOrder.length > 0) throw new TriedOut(items, inOrder);
      onDone();
      return { facts, result: new TriedOut(items, []) };
    })
    .catch((error: unknown) => {
      if (error instanceof TriedOut) return error as TriedOut<Item>;
      throw error;
    });
  if (!dryRun && tried.mistakes.length > 0) throw refusedSheet(tried.mistakes);
  return tried;
}

/** What a single one would have been refused with; it names no value. */
function mistakesOf(
  refused: Problem,
  row: CheckedRow<unknown>,
  columnOf: How<never, never>['columnOf'],
): SheetMistake[] {
  const { errors } = refused.extra as { errors?: readonly { path: string; message: string }[] };
  if (errors) return errors.map(({ path, message }) => mistakeIn(row, columnOf(path), message));
  const { state } = refused.extra as { state?: string };
  return [mistakeIn(row, columnOf(state ?? ''), refused.detail)];
}
