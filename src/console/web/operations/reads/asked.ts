export const KINDS = ['read', 'access', 'break-glass'] as const;

/** What of the log is looked at: what a reload and a pasted link restore. */
export interface Asked {
  readonly kind: (typeof KINDS)[number] | '';
  readonly citizenId: string;
  readonly principalId: string;
  /** Days; empty for however far back, and until now. */
  readonly from: string;
  readonly to: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const isId = (typed: string): boolean => ID.test(typed.trim().toLowerCase());

/** What does not fit is as if it were not there. */
export function readAsked(search: string): Asked {
  const query = new URLSearchParams(search);
  const one = (name: string, shape: RegExp) => shape.exec(query.get(name) ?? '')?.[0] ?? '';
  const day = (name: string) => [one(name, DAY)].find((text) => text && !Number.isNaN(Date.parse(text))) ?? '';
  return {
    kind: KINDS.find((kind) => kind === query.get('kind')) ?? '',
    citizenId: one('citizen', ID),
    principalId: one('who', ID),
    from: day('from'),
    to: day('to'),
  };
}

export function writeAsked({ kind, citizenId, principalId, from, to }: Asked): string {
  const query = new URLSearchParams({
    ...(kind && { kind }),
    ...(citizenId && { citizen: citizenId }),
    ...(principalId && { who: principalId }),
    ...(from && { from }),
    ...(to && { to }),
  });
  return query.size > 0 ? `/operations/reads?${query.toString()}` : '/operations/reads';
}
