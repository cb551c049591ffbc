import { carries, type Role } from './roles.rules.js';

/** Somebody who signs in with a name and a password. */
export interface Staff {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly passwordHash: string;
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
  const told = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...staff, ...told, disabledAt, version: staff.version + 1 };
}

const rules = (staff: Staff) => staff.disabledAt === null && carries(staff.roles, 'house:write');

/** Whether nobody could administer the house any more if `before` became `after`; `adminIds` are those who can now. */
export function leavesNoAdmin(adminIds: readonly string[], before: Staff, after: Staff): boolean {
  return rules(before) && !rules(after) && adminIds.every((id) => id === before.id);
}
