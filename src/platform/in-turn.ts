/** One piece of work a key at a time, in the order it came, within this process: who waits holds nothing meanwhile. */
export class InTurn {
  private readonly lines = new Map<string, { last: Promise<unknown>; waiting: number }>();

  /** @param most how many may wait or be at work under one key */
  constructor(private readonly most: number) {}

  /** Null where too many wait already. */
  async take<T>(key: string, work: () => Promise<T>): Promise<T | null> {
    const line = this.lines.get(key) ?? { last: Promise.resolve(), waiting: 0 };
    if (line.waiting >= this.most) return null;
    line.waiting += 1;
    this.lines.set(key, line);
    const mine = line.last.then(work);
    // Whatever becomes of it, the next comes.
    line.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) this.lines.delete(key);
    }
  }
}
