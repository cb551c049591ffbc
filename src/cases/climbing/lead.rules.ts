import type { Recipient } from '../../teams/routing.rules.js';

/** An alarm of a citizen was heard and cannot have its effect yet: somebody looks meanwhile. */
export const ALARM_WAITING = 'service.alarm_waiting';

/** Somebody was asked by hand to look into something that a dispenser said. */
export const TELEMETRY_REVIEW = 'service.telemetry_review';

/** Somebody opened a citizen whom she does not reach. */
const ACCESS_REVIEW = 'citizen.access_review';

/** What is about duty itself, what stands in for news that the house cannot act on, and who looked, is for whoever leads the shift. */
export const isForLead = (alertType: string): boolean =>
  alertType.startsWith('coverage.') || [ALARM_WAITING, ACCESS_REVIEW].includes(alertType);

/** Whom a rung asks about an alert. */
export const recipientOf = (to: Recipient, alertType: string): Recipient =>
  isForLead(alertType) && to !== 'manager' ? 'shift-lead' : to;

/** Whose row it takes to act on an alert. What stands in for news about a citizen whose row may be held takes none but its own. */
export const heldBy = (alertType: string, citizenId: string | null): string | null =>
  alertType === ALARM_WAITING ? null : citizenId;
