/** How it goes with writing the journal, by the steady clock; what never happened is null. */
export interface JournalState {
  /** Messages that are not answered yet, and for how long the oldest of them waits that is within its dispenser's budget. */
  readonly waiting: number;
  readonly oldestMs: number;
  readonly sinceSuccessMs: number | null;
  readonly sinceFailureMs: number | null;
  /** For how long nothing but failures; null while the last commit succeeded. */
  readonly failingMs: number | null;
  /** What the last that failed died of. */
  readonly why: string;
}

/** A deadlock or a connection that was cut is over by then. */
const FAILS_FOR_MS = 2_000;
const WAITS_FOR_MS = 5_000;

/** Whether what dispensers say is acknowledged, or waits for a journal that cannot be written. */
export function judgeJournal(state: JournalState): { ok: boolean; detail: string } {
  const { waiting, oldestMs, failingMs, why } = state;
  if (failingMs !== null && failingMs >= FAILS_FOR_MS) {
    return { ok: false, detail: `could not be written for ${seconds(failingMs)}: ${why}; ${waiting} wait` };
  }
  const parts = [
    waiting === 0 ? 'nothing waits' : `${waiting} wait, the oldest for ${seconds(oldestMs)}`,
    ...ago('committed', state.sinceSuccessMs),
    ...ago('failed', state.sinceFailureMs).map((failed) => `${failed}: ${why}`),
  ];
  return { ok: oldestMs < WAITS_FOR_MS, detail: parts.join('; ') };
}

const ago = (what: string, ms: number | null): string[] => (ms === null ? [] : [`${what} ${seconds(ms)} ago`]);

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
