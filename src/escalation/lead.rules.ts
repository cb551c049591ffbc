import type { Recipient } from '../teams/routing.rules.js';

/** What is about duty itself is for whoever leads the shift, and nobody's visit. */
export const isForLead = (alertType: string): boolean => alertType.startsWith('coverage.');

/** Whom a rung asks about an alert. */
export const recipientOf = (to: Recipient, alertType: string): Recipient =>
  isForLead(alertType) && to !== 'manager' ? 'shift-lead' : to;
