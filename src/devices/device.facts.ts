import { z } from 'zod';
import type { DataOf } from '../platform/facts/fact.js';
import { id, instant } from '../platform/facts/fact-fields.js';
import { commandTypes } from './device.rules.js';

const assignment = z.strictObject({ from: instant });
const command = z.strictObject({
  type: z.enum(commandTypes),
  state: z.enum(['queued', 'sent', 'done', 'refused', 'expired']),
  alertId: id.nullable(),
});

export const deviceFacts = {
  'device.assigned': assignment,
  'device.released': assignment.extend({ until: instant }),
  'device.assignment_planned': assignment,
  'device.assignment_withdrawn': assignment,
  'command.queued': command,
  'command.answered': command,
  'command.expired': command,
};

declare module '../platform/facts/fact.js' {
  interface FactData extends DataOf<typeof deviceFacts> {}
}
