import type { Right } from './rights.rules.js';

/** The right that each field of a resource takes to change; what is not named takes the resource's own. */
const FIELDS = {
  citizen: { own: 'citizens:write', contactPersonId: 'contact-person:write' },
} as const satisfies Record<string, { readonly own: Right; readonly [field: string]: Right }>;

/** The fields of a change that these rights do not cover. */
export function notCovered(
  scopes: readonly string[],
  resource: keyof typeof FIELDS,
  change: Readonly<Record<string, unknown>>,
): { path: string; message: string }[] {
  const rights: Readonly<Record<string, Right>> = FIELDS[resource];
  return Object.entries(change)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => ({ path: field, need: Object.hasOwn(rights, field) ? rights[field]! : FIELDS[resource].own }))
    .filter(({ need }) => !scopes.includes(need))
    .map(({ path, need }) => ({ path, message: `needs ${need}` }));
}
