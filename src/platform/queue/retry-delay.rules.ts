/** What the house cannot do now it tries again after so long at the latest. */
export const LONGEST_DELAY_MS = 30_000;

/** Milliseconds to wait before the next try of what failed so often: 0.2 s, 0.4 s, 0.8 s, ... 30 s. */
export const retryDelayMs = (failures: number, most = LONGEST_DELAY_MS): number =>
  Math.min(most, 200 * 2 ** (failures - 1));
