/** So many may be at work at once; whoever else comes waits for a place, in the order they came. */
export class Places {
  private readonly waiting: (() => void)[] = [];
  private taken = 0;

  constructor(readonly count: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.taken >= this.count) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.taken++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.taken--;
    }
  }
}
