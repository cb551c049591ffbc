const FIRST = 128;
const NEWEST = 128;

/** So many entries are kept as evidence of one thing. */
export const MOST_EVIDENCE = FIRST + NEWEST;

/**
 * The entries that something rests on, with one more. Of very many the first are kept and the newest: what is said of it in a loop would
 * be read and written once more with each entry.
 */
export const withEvidence = (lines: readonly number[], line: number | null): readonly number[] =>
  line === null ? lines : [...lines.slice(0, FIRST), ...lines.slice(FIRST).slice(1 - NEWEST), line];
