import { begin } from '../emitters.js';

/** So often at most it is looked because something fell due: what falls due meanwhile is found by the same look. */
const SOONEST_MS = 100;

/** One look ahead of the next second's, when the next piece of work falls due. */
export class NextLook {
  private timer: NodeJS.Timeout | null = null;

  /** @param withinMs what falls due later than this is found by the look that comes anyway */
  constructor(
    private readonly withinMs: number,
    private readonly look: () => Promise<void>,
    private readonly failed: (error: Error) => void,
  ) {}

  /** @param inMs until it falls due; what is due already is looked for as soon as may be */
  plan(inMs: number | null): void {
    this.cancel();
    // A clock that stands still comes to nothing, and says so with NaN where it is due this instant.
    if (inMs === null || !(inMs < this.withinMs)) return;
    this.timer = setTimeout(() => begin(this.look, this.failed), Math.max(inMs, SOONEST_MS));
  }

  cancel(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
