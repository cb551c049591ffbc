/** How long one request may go on with what it asks for many times. */
const MOST_MS = 15_000;

/** Each in order and by itself, for as long as there is time; what is left then is not tried. */
export async function oneByOne<Item, Result>(
  items: readonly Item[],
  each: (item: Item, index: number) => Promise<Result>,
  untried: (item: Item) => Result,
  steadyMs: () => number,
): Promise<Result[]> {
  const began = steadyMs();
  const results: Result[] = [];
  for (const [index, item] of items.entries())
    results.push(steadyMs() - began < MOST_MS ? await each(item, index) : untried(item));
  return results;
}
