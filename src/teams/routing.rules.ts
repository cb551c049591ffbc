import {
  consider,
  type Considered,
  homeDistrictId,
  type Need,
  rank,
  type Ranked,
  type Recipient,
  type RoutingInputs,
  TIERS,
  type Workload,
} from './candidate.rules.js';
import { ancestors } from './district.rules.js';
import type { DutyReason } from './roster.rules.js';
import type { TeamKind } from './team.rules.js';

export {
  LADDER_RECIPIENTS,
  type Need,
  type Recipient,
  RECIPIENTS,
  type RoutingInputs,
  type Workload,
} from './candidate.rules.js';

export interface Candidate {
  teamId: string;
  name: string;
  kind: TeamKind;
  districtId: string;
  /** Great-circle from the citizen's address to the team's base; null where that would tell a protected address. */
  distanceMeters: number | null;
  onDuty: boolean;
  /** Open tasks; null where there was no choice to make. */
  workload: number | null;
  inDistrict: boolean;
  /** Why this team or why not; absent of what was decided before it was a code. */
  rule: CandidateRule;
  /** Why it is on duty, or not. */
  duty: DutyReason;
  /** In place of both, of what was decided before. */
  why?: string;
}

export const CANDIDATE_RULES = [
  'chosen',
  'already_asked',
  'off_duty',
  'comes_later',
  'wider_district',
  'farther',
  'busier',
  'tie',
] as const;
export type CandidateRule = (typeof CANDIDATE_RULES)[number];

export const ROUTING_RULES = [...TIERS, 'rosters-ignored', 'nobody-on-duty'] as const;
export type RoutingRule = (typeof ROUTING_RULES)[number];

/** Who is asked, and why: stored whole, never recomputed for display. */
export interface Routing {
  chosenTeamId: string | null;
  /** Set where the work is for one person. */
  assigneeId: string | null;
  audience: 'team' | 'district' | 'person';
  /** Whose people see it: the chosen team's district, or the citizen's own where the team serves a wider one. */
  districtId: string | null;
  rule: RoutingRule;
  /** Of what was decided before there were codes; else empty, and there for the version before, which reads it. */
  sentence: string;
  /** Every team that was considered, best first. */
  candidates: Candidate[];
}

/** What is asked, and the teams that come into question for it. */
export interface Shortlist {
  readonly need: Need;
  readonly considered: readonly Considered[];
}

/** Who comes into question. Where rosters are ignored somebody does as long as one team exists. */
export function shortlist(need: Need, inputs: RoutingInputs): Shortlist {
  const considered = consider(need, inputs);
  const isSomebodyThere = considered.some((c) => c.eligible);
  if (!isSomebodyThere && need.ignoreRosters && inputs.teams.length > 0) {
    return shortlist({ to: 'manager', ignoreRosters: true }, inputs);
  }
  return { need, considered };
}

/** The teams whose open work must be known before one is chosen: where there is only one, nobody need count. */
export const teamsToWeigh = ({ considered }: Shortlist): string[] =>
  considered.length > 1 ? [...new Set(considered.map(({ team }) => team.id))] : [];

/** The team to ask now. The workload is that of the teams to weigh; null where there were none. */
export function choose(
  { need, considered: teams }: Shortlist,
  inputs: RoutingInputs,
  workload: Workload | null,
): Routing {
  const considered = rank(need, teams, workload);
  const chosen = considered.find((c) => c.eligible);
  const assigneeId = personOf(chosen, inputs);
  return {
    chosenTeamId: chosen?.team.id ?? null,
    assigneeId,
    audience: assigneeId === null ? audienceOf(need.to) : 'person',
    districtId: chosen ? seenIn(chosen, inputs) : null,
    rule: ruleOf(chosen),
    sentence: '',
    candidates: considered.map((c) => candidate(c, chosen)),
  };
}

/** Whom of the team it is for, where it is for one person. */
function personOf(chosen: Ranked | undefined, { named, contactPersonId }: RoutingInputs): string | null {
  if (chosen?.tier === 'named-colleague') return named?.id ?? null;
  return chosen?.tier === 'contact-person' && chosen.duty.onDuty ? contactPersonId : null;
}

const audienceOf = (to: Recipient) => (['all-on-duty', 'shift-lead', 'manager'].includes(to) ? 'district' : 'team');

function seenIn({ team }: Ranked, inputs: RoutingInputs): string {
  const home = homeDistrictId(inputs);
  return home && ancestors(inputs.districts, home).includes(team.districtId) ? home : team.districtId;
}

function ruleOf(chosen: Ranked | undefined): RoutingRule {
  if (!chosen) return 'nobody-on-duty';
  return chosen.duty.onDuty || chosen.tier === 'named-colleague' ? chosen.tier : 'rosters-ignored';
}

const candidate = (c: Ranked, chosen: Ranked | undefined): Candidate => ({
  teamId: c.team.id,
  name: c.team.name,
  kind: c.team.kind,
  districtId: c.team.districtId,
  distanceMeters: c.distanceMeters,
  onDuty: c.duty.onDuty,
  workload: c.workload,
  inDistrict: c.inDistrict,
  rule: ruleFor(c, chosen),
  duty: c.duty.why,
});

/** As it was written before it was a code. */
const NEARNESS_BEFORE = [
  'on duty, but farther away',
  'on duty and as near, but with more open work',
  'on duty and as near; the tie goes by id',
];
const LATER_BEFORE = 'on duty, but comes later in the order';
const OF_NEARNESS: readonly CandidateRule[] = ['farther', 'busier', 'tie'];

/**
 * What was decided about somebody whose address is protected, without what the distances to several teams would tell of it: how far
 * each team is, which is nearer, and the order they stand in.
 */
export const withoutDistances = (routing: Routing): Routing => ({
  ...routing,
  sentence: withoutKilometres(routing.sentence),
  candidates: routing.candidates
    .map((c) => ({ ...c, distanceMeters: null, ...withoutNearness(c) }))
    .sort(
      (a, b) =>
        Number(b.teamId === routing.chosenTeamId) - Number(a.teamId === routing.chosenTeamId) ||
        (a.name < b.name ? -1 : 1),
    ),
});

const withoutNearness = ({ rule, why }: Candidate): Pick<Candidate, 'rule' | 'why'> => ({
  rule: OF_NEARNESS.includes(rule) ? 'comes_later' : rule,
  ...(why !== undefined && { why: NEARNESS_BEFORE.includes(why) ? LATER_BEFORE : why }),
});

/** Sentences once ended with how far it is, and are stored with it. */
export const withoutKilometres = (sentence: string): string => sentence.replace(/ \(\d+\.\d km\)$/, '');

function ruleFor(c: Ranked, chosen: Ranked | undefined): CandidateRule {
  if (c === chosen) return 'chosen';
  if (c.asked) return 'already_asked';
  if (!c.duty.onDuty) return 'off_duty';
  if (!chosen || c.tier !== chosen.tier || c.foreign !== chosen.foreign) return 'comes_later';
  if (c.steps !== chosen.steps) return 'wider_district';
  if (c.distanceMeters !== chosen.distanceMeters) return 'farther';
  return (c.workload ?? 0) > (chosen.workload ?? 0) ? 'busier' : 'tie';
}
