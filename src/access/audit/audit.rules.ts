export const AUDITED = ['read', 'access', 'break-glass'] as const;
export type Audited = (typeof AUDITED)[number];

export interface AuditFilter {
  readonly kinds: readonly Audited[] | null;
  readonly principalId: string | null;
  readonly citizenId: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}
