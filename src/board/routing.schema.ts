import { z } from 'zod';
import { named } from '../platform/http/fields.js';
import { OVERRIDE_REASONS, PLAIN_REASONS, SHIFT_REASONS } from '../teams/roster.rules.js';
import { CANDIDATE_RULES, ROUTING_RULES } from '../teams/routing.rules.js';
import { TEAM_KINDS } from '../teams/team.rules.js';

const hours = { from: z.string(), to: z.string() };
const dutyReason = named(
  'DutyReason',
  z.union([
    z.object({ rule: z.enum(PLAIN_REASONS) }),
    z.object({ rule: z.enum(SHIFT_REASONS), ...hours }).meta({ description: 'by the hours of a shift' }),
    z.object({
      rule: z.enum(OVERRIDE_REASONS),
      reason: z.string().nullable().meta({ description: 'what somebody wrote who called it in or off' }),
    }),
  ]),
);

const candidate = named(
  'Candidate',
  z.object({
    teamId: z.uuid(),
    name: z.string(),
    kind: z.enum(TEAM_KINDS),
    districtId: z.uuid(),
    distanceMeters: z.number().nullable().meta({ description: 'null where it would tell a protected address' }),
    onDuty: z.boolean(),
    workload: z.number().nullable().meta({ description: 'open tasks; null where there was no choice to make' }),
    inDistrict: z.boolean(),
    rule: z
      .enum(CANDIDATE_RULES)
      .nullable()
      .meta({ description: 'why, or why not; null of what was decided before it was a code' }),
    duty: dutyReason.nullable().meta({ description: 'why it is on duty, or not' }),
    why: z.string().meta({ description: 'both in words, in the language of Accept-Language; English by default' }),
  }),
);

/** Who was asked, and why. */
export const routingSchema = named(
  'Routing',
  z.object({
    chosenTeamId: z.uuid().nullable(),
    assigneeId: z.uuid().nullable(),
    audience: z.enum(['team', 'district', 'person']),
    districtId: z.uuid().nullable(),
    rule: z.enum(ROUTING_RULES),
    sentence: z.string().meta({ description: 'the choice in words, in the language of Accept-Language' }),
    candidates: z.array(candidate),
  }),
);
