export const AUDIT_KINDS = ['alert-without-step', 'dose-without-outcome', 'line-waiting'] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** What one look found, by kind; `oldestAt` is since when the oldest of them is wrong. */
export interface Finding {
  readonly kind: AuditKind;
  readonly count: number;
  readonly oldestAt: Date | null;
}

/** The condition its alert is known by. */
export const conditionOf = (kind: AuditKind): string => `audit.${kind}`;

/** In a sentence without anybody's name, for whoever asks whether the house is in order. */
export function describeFindings(findings: readonly Finding[]): string {
  const wrong = findings.filter(({ count }) => count > 0);
  return (
    wrong.map(({ kind, count }) => `${count} ${kind}`).join(', ') ||
    'every alert has a next step, every dose an outcome'
  );
}
