import { z } from 'zod';
import type { DataOf } from '../../platform/facts/fact.js';
import { code, count, id, instant } from '../../platform/facts/fact-fields.js';

const account = z.strictObject({
  staffId: id,
  roles: z.array(code).readonly(),
  teamIds: z.array(id).readonly(),
  disabled: z.boolean(),
});
/** Whether somebody is on duty now, and was before it changed. */
const duty = z.strictObject({ teamId: id, wasOnDuty: z.boolean(), onDuty: z.boolean() });
/** Of one person; `until`: when the shift she began ends, or she is there again by the roster. */
const ownShift = duty.extend({ staffId: id, until: instant });

export const staffFacts = {
  'staff.disabled': account,
  'staff.enabled': account,
  'staff.moved': account,
  'staff.roles_set': account,
  'staff.deleted': account,
  'partner.revoked': z.strictObject({}),
  'roster.set': duty,
  /** The same, by who works in the team and not by its roster. */
  'duty.changed': duty,
  /** Somebody says of herself that she is at work. */
  'shift.started': ownShift,
  /** That she goes home, also in spite of the roster. */
  'shift.stopped': ownShift,
  /** A shift that somebody began is over by itself. */
  'shift.ended': ownShift,
  /** A municipality's own days. */
  'holidays.set': z.strictObject({ days: count }),
};

declare module '../../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof staffFacts> {}
}
