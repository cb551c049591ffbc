/** So many of one address are looked at together, and so many wait for that. */
const AT_ONCE = 4;
const MOST_WAITING = 50;
const LONGEST_WAIT_MS = 10_000;
/** A wrong one keeps its place for so long after its answer, so that guessing has a measure. */
const WRONG_MS = 1_000;

interface Crowd {
  inside: number;
  readonly waiting: Set<() => void>;
}

/** Lets those behind one address pass a few at a time: who is right passes as fast as she is looked at, who is wrong holds up the next. */
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

  leave(address: string, wasWrong: boolean): void {
    if (wasWrong) setTimeout(() => this.pass(address), WRONG_MS).unref();
    else this.pass(address);
  }

  /** The place goes to whoever waits longest. */
  private pass(address: string): void {
    const crowd = this.crowds.get(address)!;
    const [next] = crowd.waiting;
    if (next) return next();
    crowd.inside -= 1;
    if (crowd.inside === 0) this.crowds.delete(address);
  }
}
