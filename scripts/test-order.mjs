import { basename } from 'node:path';

/**
 * The order of a whole run, which knows no times of a run before. Books keep a processor busy, and faults mostly wait for what they have
 * killed to come back: told beside each other they take less time than after each other. What is short comes last and fills up the end.
 */
// Jest asks for it by default.
export default class TestOrder {
  sort(tests) {
    const houses = tests.filter(({ context }) => context.config.displayName?.name === 'house');
    const isA = (kind) => (test) => basename(test.path).startsWith(`${kind}-`);
    const [books, faults] = [houses.filter(isA('book')), houses.filter(isA('faults'))];
    const long = spread(books, faults);
    const others = houses.filter((test) => !long.includes(test));
    return [...long, ...others, ...tests.filter((test) => !houses.includes(test))];
  }

  cacheResults() {}
}

/** Two lists as one, each evenly over the whole of it. */
export function spread(...lists) {
  const placed = lists.flatMap((list) => list.map((one, i) => ({ one, at: (i + 0.5) / list.length })));
  return placed.toSorted((a, b) => a.at - b.at).map(({ one }) => one);
}
