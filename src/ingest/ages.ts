import { steadyMs } from '../platform/clock/clock.js';

const MARKED_EVERY = 64;

/**
 * How long what stands in a line has stood there, by the steady clock, at no cost to each: one in so many is marked, and whoever comes
 * when nobody waits before the counter. An age is never told too short, and too long only by what passed between two marks.
 */
export class Ages {
  private readonly marks: { readonly nth: number; readonly atMs: number }[] = [];
  private entered = 0;
  private gone = 0;

  constructor(private readonly now: () => number = steadyMs) {}

  came(isFirst: boolean): void {
    if (isFirst || this.entered % MARKED_EVERY === 0) this.marks.push({ nth: this.entered, atMs: this.now() });
    this.entered += 1;
  }

  left(count: number): void {
    this.gone += count;
    while (this.marks.length > 1 && this.marks[1]!.nth <= this.gone) this.marks.shift();
  }

  /** Of whoever stands at a place, 0 being the oldest. */
  of(place: number): number {
    const mark = this.marks.findLast(({ nth }) => nth <= this.gone + place);
    return mark ? this.now() - mark.atMs : 0;
  }
}
