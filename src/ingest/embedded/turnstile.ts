import { countOnce, type Flapping, waitMs } from './flapping.rules.js';

/** Of more than so many the one that was counted longest ago is forgotten. */
const MOST = 20_000;

/** Counts who comes and goes to no purpose, and says how long the next answer waits. Never longer than 15 s, so that nobody is locked out. */
export class Turnstile {
  private readonly counted = new Map<string, Flapping>();

  constructor(private readonly now: () => number) {}

  count(key: string): void {
    const before = this.counted.get(key);
    this.counted.delete(key);
    this.counted.set(key, countOnce(before, this.now()));
    if (this.counted.size > MOST) this.counted.delete(this.counted.keys().next().value!);
  }

  forgive(key: string): void {
    this.counted.delete(key);
  }

  waitMs(key: string): number {
    const flapping = this.counted.get(key);
    return flapping ? waitMs(flapping, this.now()) : 0;
  }
}
