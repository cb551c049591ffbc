/** So many at once; the others wait their turn, in the order they came. */
export class Lane {
  private under = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.under >= this.most) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.under++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.under--;
    }
  }
}
