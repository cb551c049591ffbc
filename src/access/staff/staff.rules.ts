import { carries, type Role } from '../roles.rules.js';

/** Somebody who signs in with a name and a password. */
export interface Staff {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  /** null: made ahead, and nobody signs in with it yet. */
  readonly passwordHash: string | null;
  readonly roles: readonly string[];
  readonly teamIds: readonly string[];
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  readonly version: number;
}

/** What an administrator may change of an account; what is left out stays. */
export interface StaffChange {
  readonly displayName?: string;
  readonly passwordHash?: string;
  readonly roles?: readonly Role[];
  readonly teamIds?: readonly string[];
  readonly disabled?: boolean;
}

/** The account after the change; disabling twice keeps the first time. */
export function applyChange(staff: Staff, { disabled, ...change }: StaffChange, now: Date): Staff {
  const disabledAt = disabled === undefined ? staff.disabledAt : disabled ? (staff.disabledAt ?? now) : null;
  const told = Object.fromEntries(Object.entries<unknown>(change).filter(([, value]) => value !== undefined));
  return { ...staff, ...told, disabledAt, version: staff.version + 1 };
}

/** What a change means for others: for the work somebody holds, the shifts they are named for, and the streams they have open. */
export const STAFF_FACTS = ['disabled', 'enabled', 'moved', 'roles_set', 'deleted'] as const;
export type StaffFact = (typeof STAFF_FACTS)[number];

export function whatChanged(before: Staff, after: Staff): StaffFact[] {
  const gone = after.disabledAt !== null;
  return [
    ...(gone === (before.disabledAt !== null) ? [] : ([gone ? 'disabled' : 'enabled'] as const)),
    ...(sameSet(before.teamIds, after.teamIds) ? [] : (['moved'] as const)),
    ...(sameSet(before.roles, after.roles) ? [] : (['roles_set'] as const)),
  ];
}

export const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  new Set(a).size === new Set(b).size && a.every((one) => b.includes(one));

const rules = (staff: Staff) => staff.disabledAt === null && carries(staff.roles, 'house:write');

/** Whether nobody could administer the house any more if `before` became `after`, or went (null); `adminIds` are those who can now. */
export function leavesNoAdmin(adminIds: readonly string[], before: Staff, after: Staff | null): boolean {
  return rules(before) && !(after && rules(after)) && adminIds.every((id) => id === before.id);
}
