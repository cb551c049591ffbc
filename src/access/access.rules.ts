export const SCOPES = [
  'events:read',
  'tasks:read',
  'tasks:write',
  'citizens:read',
  'citizens:write',
  'devices:read',
  'devices:write',
  'teams:read',
  'teams:write',
  'reports:read',
  'webhooks:write',
] as const;
export type Scope = (typeof SCOPES)[number];

export const ROLES = ['admin', 'nurse', 'lead', 'manager'] as const;
export type Role = (typeof ROLES)[number];

/** What only administrators hold; no partner can be given it. */
export const ADMIN = 'admin';

const READS: readonly Scope[] = [
  'events:read',
  'tasks:read',
  'citizens:read',
  'devices:read',
  'teams:read',
  'reports:read',
];

/** A manager claims what the last rung brings and sets rosters and ladders, but changes nobody's plan. */
const CARRIES: Record<Role, readonly string[]> = {
  nurse: [...READS, 'tasks:write', 'citizens:write'],
  lead: [...READS, 'tasks:write', 'citizens:write', 'teams:write', 'devices:write'],
  manager: [...READS, 'tasks:write', 'teams:write'],
  admin: [...SCOPES, ADMIN],
};

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);

/** Every scope the roles carry together; a role we do not know carries none. */
export function scopesOf(roles: readonly string[]): string[] {
  const carried = new Set(roles.filter(isRole).flatMap((role) => CARRIES[role]));
  return [...SCOPES, ADMIN].filter((scope) => carried.has(scope));
}

/**
 * Whether a caller with these scopes may use a route. `needs` are all asked for; none means that being signed in is enough;
 * `undefined` means that the route never said, which nobody may use.
 */
export function mayUse(who: { readonly scopes: readonly string[] }, needs: readonly string[] | undefined): boolean {
  return needs !== undefined && needs.every((need) => who.scopes.includes(need));
}

/** The scopes a partner gets of those it asks for (none asked: all it has), or null when one is not its own. */
export function grantScopes(own: readonly string[], asked: string | undefined): string[] | null {
  const wanted = (asked ?? '').split(' ').filter((scope) => scope !== '');
  if (wanted.length === 0) return [...own];
  return wanted.every((scope) => own.includes(scope)) ? [...new Set(wanted)] : null;
}
