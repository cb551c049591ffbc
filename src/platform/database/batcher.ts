import { doWithoutCulprits } from './culprits.js';

/**
 * Lookups that come together share one query: one is under way at a time, and those who come meanwhile are the next one. What the
 * database refuses to look for is refused to whoever asked for it, and to nobody else.
 */
export class Batcher<Answer> {
  private gathering: { ids: Set<string>; found: Promise<Found<Answer>> } | null = null;
  private latest: Promise<unknown> = Promise.resolve();

  constructor(private readonly find: (ids: readonly string[]) => Promise<ReadonlyMap<string, Answer>>) {}

  async load(id: string): Promise<Answer | undefined> {
    this.gathering ??= this.gather();
    this.gathering.ids.add(id);
    const found = await this.gathering.found;
    if (found.refused.has(id)) throw found.refused.get(id);
    return found.answers.get(id);
  }

  private gather() {
    const ids = new Set<string>();
    const found = this.latest.then(() => {
      this.gathering = null;
      return this.findAll([...ids]);
    });
    this.latest = found.catch(() => undefined);
    return { ids, found };
  }
  private async findAll(ids: readonly string[]): Promise<Found<Answer>> {
    const answers = new Map<string, Answer>();
    const refused = new Map<string, unknown>();
    await doWithoutCulprits(
      ids,
      async (some) => (await this.find(some)).forEach((answer, id) => answers.set(id, answer)),
      (id, error) => refused.set(id, error),
    );
    return { answers, refused };
  }
}

interface Found<Answer> {
  readonly answers: ReadonlyMap<string, Answer>;
  readonly refused: ReadonlyMap<string, unknown>;
}
