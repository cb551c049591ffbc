import type { z } from 'zod';
import { breakGlassFacts } from '../access/break-glass.facts.js';
import { staffFacts } from '../access/staff/staff.facts.js';
import { caseFacts } from '../cases/case.facts.js';
import { citizenFacts } from '../citizens/citizen.facts.js';
import { deliveryFacts } from '../deliveries/delivery.facts.js';
import { conditionFacts } from '../devices/conditions/condition.facts.js';
import { deviceFacts } from '../devices/device.facts.js';
import { doseFacts } from '../doses/dose.facts.js';
import { incidentFacts } from '../incidents/incident.facts.js';
import { journalFacts } from '../journal/journal.facts.js';
import { ladderFacts } from '../ladders/ladder.facts.js';
import type { FactData, FactType } from '../platform/facts/fact.js';
import { teamFacts } from '../teams/team.facts.js';

/** Every fact that the house tells, by type. A room whose facts are left out does not compile. */
export const FACTS: { readonly [T in FactType]: z.ZodObject & { readonly _output: FactData[T] } } = {
  ...teamFacts,
  ...staffFacts,
  ...breakGlassFacts,
  ...citizenFacts,
  ...deviceFacts,
  ...conditionFacts,
  ...journalFacts,
  ...doseFacts,
  ...ladderFacts,
  ...caseFacts,
  ...incidentFacts,
  ...deliveryFacts,
};

/** What facts were called before, and are called now. */
export const RENAMED: Readonly<Record<string, FactType>> = {
  'alert.in-progress': 'alert.started',
  'alert.open': 'alert.released',
  'alert.auto-resolved': 'alert.auto_resolved',
  'citizen.number_twice': 'citizen.number_repeated',
  'delivery.fallen-through': 'delivery.fallen_through',
  'delivery.given-up': 'delivery.given_up',
  'device.to_recover': 'device.left_behind',
  'dose.partial': 'dose.dispensed_partly',
  'escalation.rung-fired': 'escalation.rung_fired',
  'escalation.rung-shadowed': 'escalation.rung_shadowed',
  'escalation.rung-skipped': 'escalation.rung_skipped',
  'task.auto-resolved': 'task.auto_resolved',
  'task.hand-over-asked': 'task.hand_over_asked',
  'task.holder-reminded': 'task.holder_reminded',
  'task.holder-told': 'task.holder_told',
  'task.taken-over': 'task.taken_over',
  'telemetry.reads_as_alarm': 'telemetry.read_as_alarm',
  'telemetry.unusable': 'telemetry.found_unusable',
};

/** Why nobody can ask for facts of that type; null when they can. */
export function flawOfType(type: string): string | null {
  if (Object.hasOwn(FACTS, type)) return null;
  const now = Object.hasOwn(RENAMED, type) ? RENAMED[type] : undefined;
  return now ? `is called ${now} now` : 'is no type of fact';
}
