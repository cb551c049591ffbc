import { type Right, withParts } from './rights.rules.js';

export const ROLES = ['nurse', 'lead', 'manager', 'visitator', 'administrator', 'operator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** What an administrator was called before, still stored and sent by some. */
const FORMER: Readonly<Record<string, Role>> = { admin: 'administrator' };
export const FORMER_ROLES = ['admin'] as const;

const NURSE: readonly Right[] = [
  'events:read',
  'tasks:read',
  'tasks:write',
  'citizens:read',
  'pauses:write',
  'homes:enter',
  'citizens:break-glass',
  'devices:read',
  'teams:read',
];

/** What each role carries: the only place where a role means anything. */
export const CARRIES: Readonly<Record<Role, readonly Right[]>> = {
  nurse: NURSE,
  lead: [
    ...NURSE,
    'citizens:write',
    'glass:review',
    'protection:lift',
    'reads:read',
    'devices:write',
    'rosters:write',
    'ladders:write',
    'ladders:try',
    'limits:write',
    'shift:lead',
    'reports:read',
  ],
  manager: ['facts:read', 'tasks:read', 'tasks:write', 'citizen:read', 'devices:read', 'teams:read', 'reports:read'],
  visitator: [
    'citizens:read',
    'schedules:write',
    'pauses:write',
    'consent:write',
    'contact-person:write',
    'citizens:break-glass',
    'teams:read',
  ],
  administrator: [
    'citizen:read',
    'citizens:break-glass',
    'glass:review',
    'devices:read',
    'devices:write',
    'operations:read',
    'operations:write',
    'teams:read',
    'districts:write',
    'rosters:write',
    'ladders:write',
    'ladders:try',
    'limits:write',
    'house:write',
  ],
  operator: ['devices:read', 'devices:write', 'operations:read', 'operations:write'],
  auditor: ['audit:read', 'glass:review'],
};

type Where = 'own' | 'all' | 'none';
export type Ground = 'citizens' | 'places' | 'fleet';

const OWN = { citizens: 'own', places: 'own', fleet: 'own' } as const;

/**
 * Where a role's rights hold: `own` is the districts of one's teams and all below them. `citizens` is all that is about citizens,
 * `places` districts, teams, rosters and ladders, `fleet` dispensers by their ids.
 */
export const HOLDS: Readonly<Record<Role, Readonly<Record<Ground, Where>>>> = {
  nurse: OWN,
  lead: OWN,
  manager: OWN,
  visitator: OWN,
  administrator: { citizens: 'none', places: 'all', fleet: 'all' },
  operator: { citizens: 'none', places: 'none', fleet: 'all' },
  auditor: { citizens: 'none', places: 'none', fleet: 'none' },
};

/** The roles by the names they have now, each once; a word we do not know is none. */
export function rolesOf(stored: readonly string[]): Role[] {
  const named = new Set(stored.map((role) => (Object.hasOwn(FORMER, role) ? FORMER[role] : role)));
  return ROLES.filter((role) => named.has(role));
}

/** Every right the roles carry together. */
export const rightsOf = (roles: readonly string[]): Right[] =>
  withParts(rolesOf(roles).flatMap((role) => CARRIES[role]));

export const carries = (roles: readonly string[], right: Right): boolean => rightsOf(roles).includes(right);

/** The names under which the roles that carry the right may be stored. */
export const rolesThatCarry = (right: Right): string[] =>
  [...ROLES, ...FORMER_ROLES].filter((role) => carries([role], right));

/**
 * Where somebody of these roles has a say, given the districts of her teams. An administrator's second role holds where her teams are
 * like anybody's, and everywhere while she belongs to none.
 */
export function groundsOf(
  roles: readonly string[],
  own: readonly string[],
  isInTeam: boolean,
): Record<Ground, readonly string[] | 'all'> {
  const held = rolesOf(roles);
  const mine = held.includes('administrator') && !isInTeam ? 'all' : own;
  const where = (ground: Ground) => {
    const said = held.map((role) => HOLDS[role][ground]);
    return said.includes('all') ? 'all' : said.includes('own') ? mine : [];
  };
  return { citizens: where('citizens'), places: where('places'), fleet: where('fleet') };
}
