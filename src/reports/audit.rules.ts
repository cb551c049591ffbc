export const AUDIT_KINDS = ['alert-without-step', 'dose-without-outcome', 'line-waiting'] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** What one look found, by kind; `oldestAt` is since when the oldest of them is wrong. */
export interface Finding {
  readonly kind: AuditKind;
  readonly count: number;
  readonly oldestAt: Date | null;
}

/** What versions before looked for and can no longer be: an alert about it that is still open closes by itself. */
const FORMER_KINDS = ['task-without-alert'] as const;

/** The condition its alert is known by. */
export const conditionOf = (kind: AuditKind | (typeof FORMER_KINDS)[number]): string => `audit.${kind}`;

export interface FoundCondition extends Omit<Finding, 'kind'> {
  readonly condition: string;
  readonly isWrong: boolean;
}

/** How it stands with every condition of the auditor after a look. */
export const conditionsAfter = (findings: readonly Finding[]): FoundCondition[] => [
  ...findings.map(({ kind, ...found }) => ({ ...found, condition: conditionOf(kind), isWrong: found.count > 0 })),
  ...FORMER_KINDS.map((kind) => ({ condition: conditionOf(kind), count: 0, oldestAt: null, isWrong: false })),
];

/** In a sentence without anybody's name, for whoever asks whether the house is in order. */
export function describeFindings(findings: readonly Finding[]): string {
  const wrong = findings.filter(({ count }) => count > 0);
  return (
    wrong.map(({ kind, count }) => `${count} ${kind}`).join(', ') ||
    'every alert has a next step, every dose an outcome'
  );
}
