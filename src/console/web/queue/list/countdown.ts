import type { Ladder } from '../../model.js';
import { texts } from '../../texts.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Time left as `04:12`, from an hour on in words; never negative. Rounded up, so that 00:00 means now. */
export function formatLeft(millis: number): string {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  if (seconds < HOUR) return `${twoDigits(Math.floor(seconds / MINUTE))}:${twoDigits(seconds % MINUTE)}`;
  if (seconds < DAY) return texts.left.hours(Math.floor(seconds / HOUR), Math.floor((seconds % HOUR) / MINUTE));
  return texts.left.days(Math.floor(seconds / DAY), Math.floor((seconds % DAY) / HOUR));
}

/** Whether so little is left that it is said in red; what is overdue is so where somebody waits for a dose. */
export const isPressing = (millis: number, isOfDose: boolean): boolean =>
  millis < 5 * MINUTE * 1000 && (millis > 0 || isOfDose);

/** Whether a claim of the reader's own is about to run out. */
export const isClaimShort = (millis: number): boolean => millis < 3 * MINUTE * 1000;

/** How long ago, in the largest whole unit; a moment that lies ahead is now. */
export function formatAgo(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 5) return texts.ago.now;
  if (seconds < MINUTE) return texts.ago.seconds(seconds);
  if (seconds < HOUR) return texts.ago.minutes(Math.floor(seconds / MINUTE));
  if (seconds < DAY) return texts.ago.hours(Math.floor(seconds / HOUR));
  return texts.ago.days(Math.floor(seconds / DAY));
}

/** Time left of a claim, in words: a bare `20:00` would read as a time of day. */
export function formatClaimLeft(millis: number): string {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  return texts.row.left(seconds < MINUTE ? texts.left.seconds(seconds) : formatWhole(Math.ceil(seconds / MINUTE)));
}

const formatWhole = (minutes: number) =>
  minutes < HOUR / MINUTE ? texts.left.minutes(minutes) : formatLeft(minutes * MINUTE * 1000);

/** The countdown to the ladder's next step and whom it asks, or nothing where no step is planned. */
export function describeNextStep(ladder: Ladder | null | undefined, now: number): string | null {
  if (!ladder?.nextRungAt) return null;
  const left = Date.parse(ladder.nextRungAt) - now;
  if (left <= 0) return texts.row.nextStepNow;
  const { rung, next } = ladder;
  if (next && next.rung === rung) return texts.row.askedAgain(formatLeft(left));
  const recipient = next && texts.recipient[next.to];
  return recipient ? texts.row.passedOn(recipient, formatLeft(left)) : texts.row.nextStep(formatLeft(left));
}

const twoDigits = (n: number) => String(n).padStart(2, '0');
