const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 4_000;

/** How one sweep fares, by a clock that never steps. One whose look was over because somebody holds a table rests before the next. */
export class SweepRecord {
  lastRunAt: Date | null = null;
  tookMs = 0;
  /** Code of what the last look failed with; null where it came through. */
  trouble: string | null = null;
  private throughMs: number;
  private restsUntilMs = 0;
  private heldInARow = 0;

  constructor(addedMs: number) {
    this.throughMs = addedMs;
  }

  cameThrough(nowMs: number, beganMs: number, at: Date): void {
    this.lastRunAt = at;
    this.trouble = null;
    this.tookMs = nowMs - beganMs;
    this.throughMs = nowMs;
    this.heldInARow = 0;
  }

  failed(nowMs: number, beganMs: number, isHeld: boolean, trouble: string): void {
    this.trouble = trouble;
    this.tookMs = nowMs - beganMs;
    this.heldInARow = isHeld ? this.heldInARow + 1 : 0;
    if (isHeld) this.restsUntilMs = nowMs + Math.min(FIRST_REST_MS * 2 ** (this.heldInARow - 1), LONGEST_REST_MS);
  }

  rests(nowMs: number): boolean {
    return nowMs < this.restsUntilMs;
  }

  /** Since it last came through, or since there is such a sweep. */
  ageMs(nowMs: number): number {
    return nowMs - this.throughMs;
  }
}
