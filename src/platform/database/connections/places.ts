/** No place was free in time; SQLSTATE 53300, too many connections, says so to whoever looks for a code. */
export class NoPlace extends Error {
  readonly code = '53300';

  constructor(withinMs: number) {
    super(`no place was free within ${withinMs} ms`);
  }
}

/** So many may be at work at once; whoever else comes waits for a place, in the order they came. */
export class Places {
  private readonly waiting = new Set<() => void>();
  private taken = 0;

  constructor(readonly count: number) {}

  /** @throws NoPlace when there was none in time */
  async take<T>(work: () => Promise<T>, withinMs = Infinity): Promise<T> {
    if (this.taken >= this.count) await this.free(withinMs);
    else this.taken++;
    try {
      return await work();
    } finally {
      const [next] = this.waiting;
      if (next) next();
      else this.taken--;
    }
  }

  private free(withinMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = Number.isFinite(withinMs) ? setTimeout(() => giveUp(), withinMs) : undefined;
      const goOn = (): void => {
        clearTimeout(timer);
        this.waiting.delete(goOn);
        resolve();
      };
      const giveUp = (): void => {
        this.waiting.delete(goOn);
        reject(new NoPlace(withinMs));
      };
      this.waiting.add(goOn);
    });
  }
}
