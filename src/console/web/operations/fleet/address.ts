import type { FleetState } from './asks.js';

/** Which dispensers are shown: what a reload and a pasted link restore. Codes, ids and a part of a name of a dispenser only. */
export interface Asked {
  /** A state, or what else they have in common; empty for all. */
  readonly which: FleetState | 'troubled' | 'unassigned' | '';
  readonly q: string;
  readonly district: string;
  readonly dialect: string;
}

/** In the order they are looked at: what is wrong first. */
export const WHICH = [
  '',
  'offline',
  'troubled',
  'never-heard',
  'away',
  'online',
  'resting',
  'unassigned',
  'retired',
] as const satisfies readonly Asked['which'][];

const MOST = 64;

/** What does not fit is as if it were not there. */
export function readAsked(search: string): Asked {
  const query = new URLSearchParams(search);
  const codeOf = (name: string) => /^[\w-]{1,64}$/.exec(query.get(name) ?? '')?.[0] ?? '';
  return {
    which: WHICH.find((each) => each === query.get('state')) ?? '',
    q: (query.get('q') ?? '').replaceAll(/[^\w.-]/g, '').slice(0, MOST),
    district: codeOf('district'),
    dialect: codeOf('dialect'),
  };
}

export function writeAsked({ which, q, district, dialect }: Asked): string {
  const query = new URLSearchParams({
    ...(which && { state: which }),
    ...(q && { q }),
    ...(district && { district }),
    ...(dialect && { dialect }),
  });
  return query.size ? `/operations/fleet?${query.toString()}` : '/operations/fleet';
}
