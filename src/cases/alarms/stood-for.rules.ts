import { detailOf } from '../alert-detail.rules.js';
import type { Alert } from '../alert.rules.js';

/** The lines that an alert stands in for. */
export interface StoodFor {
  readonly citizenId: string;
  readonly deviceId: string;
  readonly fromLine: number;
  readonly upToLine: number;
  /** Which of them somebody was told of; null where the version before told. */
  readonly lines: readonly number[] | null;
}

/** Of an alert that stands in for others (`reports/waiting.rules.ts`); null of every other. */
export function stoodFor(alert: Pick<Alert, 'detail'>): StoodFor | null {
  const { citizenId, deviceId, fromLine, upToLine, lines = null } = detailOf('service.alarm_waiting', alert);
  const isWhole = citizenId !== undefined && deviceId !== undefined && fromLine !== undefined && upToLine !== undefined;
  return isWhole ? { citizenId, deviceId, fromLine, upToLine, lines } : null;
}
