/** How two clocks stand to PostgreSQL's: that of our machine (ahead of it by so much), and the time we go by (behind it). */
export interface Clocks {
  readonly skewMs: number;
  readonly behindMs: number;
}

/** Worth a line in the log. */
const NOTICED_MS = 2_000;
/** Somebody has to set a clock right. */
const WRONG_MS = 10_000;

export type SkewNews = 'apart' | 'together' | null;

export const isWrong = ({ skewMs, behindMs }: Clocks): boolean => farthest({ skewMs, behindMs }) > WRONG_MS;

/** What is worth a line in the log when clocks stand so after they stood otherwise: once when they part, once when that is over. */
export function newsOf(before: Clocks, now: Clocks): SkewNews {
  const [wereApart, areApart] = [farthest(before) > NOTICED_MS, farthest(now) > NOTICED_MS];
  if (wereApart === areApart) return null;
  return areApart ? 'apart' : 'together';
}

export function describeClocks({ skewMs, behindMs }: Clocks): string {
  const parts = [
    Math.abs(skewMs) > WRONG_MS &&
      `the clock of this machine is ${secondsOf(skewMs)} ${skewMs > 0 ? 'ahead of' : 'behind'} PostgreSQL's, by which all go`,
    Math.abs(behindMs) > WRONG_MS &&
      `PostgreSQL's clock was set ${behindMs > 0 ? 'ahead' : 'back'}: ${secondsOf(behindMs)} are left to be made up for`,
  ].filter((part) => part !== false);
  return parts.join('; ') || "agrees with PostgreSQL's";
}

const farthest = ({ skewMs, behindMs }: Clocks): number => Math.max(Math.abs(skewMs), Math.abs(behindMs));

const secondsOf = (ms: number): string => `${(Math.abs(ms) / 1000).toFixed(1)} s`;
