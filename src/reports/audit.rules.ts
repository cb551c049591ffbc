export const AUDIT_KINDS = [
  'alert-without-step',
  'dose-without-outcome',
  'task-without-alert',
  'line-waiting',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** What one look found, by kind; `oldestAt` is since when the oldest of them is wrong. */
export interface Finding {
  readonly kind: AuditKind;
  readonly count: number;
  readonly oldestAt: Date | null;
}

/** The operations alert over one kind as it stands: live, or when a person closed the last one. */
export interface AuditAlert {
  readonly kind: AuditKind;
  readonly isLive: boolean;
  readonly closedAt: Date | null;
}

/** After a person closed the alert they have this long to set right what it was about. */
const PATIENCE_MS = 15 * 60_000;

/** The condition its alert is known by. */
export const conditionOf = (kind: AuditKind): string => `audit.${kind}`;

/** One alert for each kind that stands, raised once and closed when nothing of the kind is found any more. */
export function followUp(
  findings: readonly Finding[],
  alerts: readonly AuditAlert[],
  now: Date,
): { raise: Finding[]; clear: AuditKind[] } {
  const alertOf = (kind: AuditKind) => alerts.find((alert) => alert.kind === kind);
  const isTold = (kind: AuditKind): boolean => {
    const { isLive = false, closedAt = null } = alertOf(kind) ?? {};
    return isLive || (closedAt !== null && now.getTime() - closedAt.getTime() < PATIENCE_MS);
  };
  return {
    raise: findings.filter(({ kind, count }) => count > 0 && !isTold(kind)),
    clear: findings.filter(({ kind, count }) => count === 0 && alertOf(kind)?.isLive).map(({ kind }) => kind),
  };
}

/** In a sentence without anybody's name, for whoever asks whether the house is in order. */
export function describeFindings(findings: readonly Finding[]): string {
  const wrong = findings.filter(({ count }) => count > 0);
  return (
    wrong.map(({ kind, count }) => `${count} ${kind}`).join(', ') ||
    'every alert has a next step, every dose an outcome'
  );
}
