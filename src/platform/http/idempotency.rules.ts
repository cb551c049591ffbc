/** What is known of an earlier request with the same key. */
export interface EarlierRequest {
  readonly requestHash: string;
  /** Null while it runs, or when it was cut off before its answer was kept. */
  readonly status: number | null;
  readonly location: string | null;
  readonly body: unknown;
}

export type Repeat = 'replay' | 'other-request' | 'unanswered' | 'secret';

/** What to do with a request whose key was used before: nothing is ever done twice. */
export function judgeRepeat(earlier: EarlierRequest, requestHash: string): Repeat {
  if (earlier.requestHash !== requestHash) return 'other-request';
  if (earlier.status === null) return 'unanswered';
  return isWithheld(earlier.body) ? 'secret' : 'replay';
}

const WITHHELD = { withheld: true } as const;
const isWithheld = (body: unknown): boolean => (body as { withheld?: unknown } | null)?.withheld === true;

const SECRETS = /secret|token|password/i;

/** What may be kept of an answer: one that shows a secret is not kept, so that the secret is nowhere in clear. */
export function withholdSecrets(body: unknown): unknown {
  const fields = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  return fields.some((field) => SECRETS.test(field)) ? WITHHELD : (body ?? null);
}

/** The same for the same JSON, in whatever order its fields were written. */
export function canonical(body: unknown): string {
  return JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** A key may be any printable text of up to 255 characters. */
export const isKey = (key: string): boolean => /^[\x20-\x7e]{1,255}$/.test(key);
