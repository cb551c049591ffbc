import type { Alert } from '../alert.rules.js';

/** The lines that an alert stands in for. */
export interface StoodFor {
  readonly citizenId: string;
  readonly deviceId: string;
  readonly fromLine: number;
  readonly upToLine: number;
  /** Which of them somebody was told of, as far as it is known. */
  readonly lines?: readonly number[];
}

/** Of an alert that stands in for others: its detail was written by whoever opened it so (`reports/waiting.rules.ts`). */
export const stoodFor = ({ detail }: Pick<Alert, 'detail'>): StoodFor => detail as unknown as StoodFor;
