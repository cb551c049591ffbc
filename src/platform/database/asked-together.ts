/** Lookups that come together share one query: one is under way at a time, and those who come meanwhile are the next one. */
export class AskedTogether<Answer> {
  private gathering: { ids: Set<string>; found: Promise<ReadonlyMap<string, Answer>> } | null = null;
  private latest: Promise<unknown> = Promise.resolve();

  constructor(private readonly find: (ids: readonly string[]) => Promise<ReadonlyMap<string, Answer>>) {}

  async ask(id: string): Promise<Answer | undefined> {
    this.gathering ??= this.gather();
    this.gathering.ids.add(id);
    return (await this.gathering.found).get(id);
  }

  private gather() {
    const ids = new Set<string>();
    const found = this.latest.then(() => {
      this.gathering = null;
      return this.find([...ids]);
    });
    this.latest = found.catch(() => undefined);
    return { ids, found };
  }
}
