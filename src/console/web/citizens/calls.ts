import type { Alert, LogEntry } from '../model.js';

/** A call to her, or about her, with the alert that it was about. */
export interface Call {
  readonly alert: Alert;
  readonly entry: LogEntry;
}

const isCall = ({ kind }: LogEntry): boolean => kind === 'call_attempted' || kind === 'talked';

/** Who called, answered or not, the last first. */
export const callsOf = (alerts: readonly Alert[]): Call[] =>
  alerts
    .flatMap((alert) => alert.log.filter(isCall).map((entry) => ({ alert, entry })))
    .sort((a, b) => Date.parse(b.entry.at) - Date.parse(a.entry.at));
