import { texts } from './texts.js';

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

/** How long ago, in the largest whole unit; a moment that lies ahead is now. */
export function formatAgo(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 5) return texts.ago.now;
  if (seconds < MINUTE) return texts.ago.seconds(seconds);
  if (seconds < HOUR) return texts.ago.minutes(Math.floor(seconds / MINUTE));
  if (seconds < DAY) return texts.ago.hours(Math.floor(seconds / HOUR));
  return texts.ago.days(Math.floor(seconds / DAY));
}

/** The countdown to the ladder's next step, or nothing where no step is planned. */
export function describeNextStep(nextRungAt: string | null | undefined, now: number): string | null {
  if (!nextRungAt) return null;
  const left = Date.parse(nextRungAt) - now;
  return left <= 0 ? texts.row.nextStepNow : texts.row.nextStep(formatLeft(left));
}

const twoDigits = (n: number) => String(n).padStart(2, '0');
