/** So many of one address are looked at together, as many as the machine does at once, and so many wait for that. */
const AT_ONCE = 4;
const MOST_WAITING = 500;
const LONGEST_WAIT_MS = 10_000;

interface Crowd {
  inside: number;
  readonly waiting: Set<() => void>;
}

/**
 * Lets those behind one address in a few at a time: looking at a password is work, and whoever sends hundreds at once keeps nobody waiting
 * who comes from elsewhere.
 */
export class Narrow {
  private readonly crowds = new Map<string, Crowd>();

  /** False when too many wait already, or for too long. */
  async enter(address: string): Promise<boolean> {
    const crowd = this.crowds.get(address) ?? { inside: 0, waiting: new Set() };
    this.crowds.set(address, crowd);
    if (crowd.inside < AT_ONCE) {
      crowd.inside += 1;
      return true;
    }
    if (crowd.waiting.size >= MOST_WAITING) return false;
    return new Promise((resolve) => {
      const mine = (): void => {
        clearTimeout(patience);
        crowd.waiting.delete(mine);
        resolve(true);
      };
      const patience = setTimeout(() => {
        crowd.waiting.delete(mine);
        resolve(false);
      }, LONGEST_WAIT_MS);
      crowd.waiting.add(mine);
    });
  }

  /** The place goes to whoever waits longest; `afterMs` it stays taken. */
  leave(address: string, afterMs: number): void {
    if (afterMs > 0) setTimeout(() => this.pass(address), afterMs).unref();
    else this.pass(address);
  }

  private pass(address: string): void {
    const crowd = this.crowds.get(address)!;
    const [next] = crowd.waiting;
    if (next) return next();
    crowd.inside -= 1;
    if (crowd.inside === 0) this.crowds.delete(address);
  }
}
