/** What a proxy sends here: dispensers, whose word must be journalled, or people and partners, who must be able to read. */
export const PURPOSES = ['mqtt', 'http'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** How one part of the house stands. The detail holds no personal data and no address with a password: whoever asks may read it. */
export interface CheckResult {
  readonly ok: boolean;
  readonly detail: string;
  /** A part that is away but covered by another does not make the house unready. */
  readonly degradedOnly?: boolean;
  /** Where it depends on what is wrong who must stay away. */
  readonly for?: readonly Purpose[];
}

export interface Check extends CheckResult {
  readonly name: string;
  /** Whom this keeps away while it is not so; nobody in particular where it is told only as part of the whole. */
  readonly for: readonly Purpose[];
}

export interface Judgement {
  readonly status: 'ok' | 'degraded' | 'unavailable';
  readonly checks: readonly Check[];
}

/** The whole truth, or whether one kind of caller may be sent here: then only by what is for it. */
export function judgeReadiness(all: readonly Check[], purpose: Purpose | null): Judgement {
  const checks = all.filter((check) => purpose === null || check.for.includes(purpose));
  const failed = checks.filter(({ ok }) => !ok);
  if (failed.some(({ degradedOnly }) => !degradedOnly)) return { status: 'unavailable', checks };
  return { status: failed.length > 0 ? 'degraded' : 'ok', checks };
}
