/** What a partner can be given. */
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

/**
 * Words of the contract that open nothing yet. A partner may be given them, and needs no new account on the day they do; they are offered
 * to nobody: not in the API's description, not in docs/access.md.
 */
export const TO_COME: readonly Scope[] = ['webhooks:write'];
export const OFFERED = SCOPES.filter((scope) => !TO_COME.includes(scope));

/** What one may do, in words for docs/access.md. Every scope is a right; the other rights are parts of one, or for staff alone. */
export const RIGHTS = {
  'events:read': 'feed, telemetry, and of whoever sees all the quarantine and the deliveries',
  'facts:read': 'the feed and its stream',
  'telemetry:read': 'the journal, word for word, and the payloads in quarantine',
  'tasks:read': 'alerts and tasks, by ids; names and addresses need `citizens:read` too',
  'tasks:write': 'claim to resolve, log, shelve, work made by hand',
  'citizens:read': 'the citizens of one’s districts: lists, search, doses, pauses, schedules, timeline',
  'citizen:read':
    'one citizen: of one’s districts with `citizens:read`, else only one who is opened by a task or by break-glass',
  'citizens:write': 'enrolment, address, relatives, death, dispenser',
  'schedules:write': 'schedules',
  'pauses:write': 'pauses',
  'consent:write': 'consent',
  'contact-person:write': 'the contact person',
  'protection:lift': 'lifts the protection of an address, for a reason',
  'homes:enter': 'how one gets into a home: for who works in a team that visits, and for who keeps it',
  'glass:review': 'who opened whom by break-glass, and puts down that somebody looked at it',
  'citizens:break-glass': 'opens one citizen out of reach for 60 minutes, for a reason',
  'devices:read': 'dispensers and their health; whom one serves is shown to whoever reaches that citizen',
  'devices:write': 'registers dispensers, changes them, rotates their secrets',
  'operations:read': 'quarantine and deliveries, of whoever has the whole fleet',
  'operations:write': 'sends them round again, or lays them aside',
  'teams:read': 'districts, teams, rosters, ladders',
  'teams:write': 'the same, to write',
  'districts:write': 'districts and teams',
  'rosters:write': 'rosters, and the municipality’s own holidays',
  'ladders:write': 'ladders',
  'ladders:try': 'whom a ladder would ask about a citizen, tried out',
  'limits:write': 'the municipality’s own limits for response times',
  'shift:lead': 'is told of what a shift lead must hear',
  'reports:read': 'figures and coverage',
  'webhooks:write': 'webhooks',
  'house:write': 'accounts of staff and partners, and what holds for everybody',
  'reads:read': 'who was shown a citizen of one’s districts',
  'audit:read': 'who did and read what, and was shown whom, everywhere',
} as const;
export type Right = Scope | keyof typeof RIGHTS;

/** The parts of what is given as one. */
const OPENS: { readonly [whole in Right]?: readonly Right[] } = {
  'events:read': ['facts:read', 'telemetry:read', 'operations:read'],
  'citizens:read': ['citizen:read'],
  'citizens:write': ['schedules:write', 'pauses:write', 'consent:write', 'contact-person:write'],
  'devices:write': ['operations:write'],
  'audit:read': ['reads:read'],
  'teams:write': ['districts:write', 'rosters:write', 'ladders:write', 'limits:write'],
};

/** What a partner is given beside: of staff only some have it. */
const OPENS_TO_PARTNERS: { readonly [whole in Right]?: readonly Right[] } = {
  'citizens:read': ['reads:read'],
  'teams:read': ['ladders:try'],
};

const ALL = Object.keys(RIGHTS) as Right[];

export const isRight = (word: string): word is Right => Object.hasOwn(RIGHTS, word);

/** What is given with all its parts, in the order of the table; what we do not know is nothing. */
export function withParts(given: Iterable<string>): Right[] {
  const named = new Set(given);
  const whole = ALL.filter((right) => named.has(right));
  const held = new Set([...whole, ...whole.flatMap((right) => OPENS[right] ?? [])]);
  return ALL.filter((right) => held.has(right));
}

/** What a partner of these scopes may. */
export const rightsOfPartner = (scopes: readonly string[]): Right[] =>
  withParts([...scopes, ...scopes.flatMap((scope) => (isRight(scope) ? (OPENS_TO_PARTNERS[scope] ?? []) : []))]);

/** The scope by which a partner is given the right, or the right itself where no scope opens it. */
export function scopeOf(right: string): string {
  const opens = (whole: Right) => [...(OPENS[whole] ?? []), ...(OPENS_TO_PARTNERS[whole] ?? [])];
  return SCOPES.find((whole) => opens(whole).some((part) => part === right)) ?? right;
}
