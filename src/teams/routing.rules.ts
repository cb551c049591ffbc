import {
  consider,
  type Considered,
  homeDistrictId,
  type Need,
  rank,
  type Ranked,
  type Recipient,
  type RoutingInputs,
  type Tier,
  TIERS,
  type Workload,
} from './candidate.rules.js';
import { ancestors } from './district.rules.js';
import type { TeamKind } from './team.rules.js';

export { type Need, type Recipient, RECIPIENTS, type RoutingInputs, type Workload } from './candidate.rules.js';

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
  why: string;
}

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
  const inPerson = chosen?.tier === 'contact-person' && chosen.duty.onDuty;
  return {
    chosenTeamId: chosen?.team.id ?? null,
    assigneeId: inPerson ? inputs.contactPersonId : null,
    audience: inPerson ? 'person' : audienceOf(need.to),
    districtId: chosen ? seenIn(chosen, inputs) : null,
    rule: ruleOf(chosen),
    sentence: sentenceFor(chosen, considered.length),
    candidates: considered.map((c) => candidate(c, chosen)),
  };
}

const audienceOf = (to: Recipient) => (['all-on-duty', 'shift-lead', 'manager'].includes(to) ? 'district' : 'team');

function seenIn({ team }: Ranked, inputs: RoutingInputs): string {
  const home = homeDistrictId(inputs);
  return home && ancestors(inputs.districts, home).includes(team.districtId) ? home : team.districtId;
}

function ruleOf(chosen: Ranked | undefined): RoutingRule {
  if (!chosen) return 'nobody-on-duty';
  return chosen.duty.onDuty ? chosen.tier : 'rosters-ignored';
}

const REASONS: Record<Tier, string> = {
  'contact-person': "the citizen's contact person is on duty",
  'citizens-e-district': "the citizen's e-district team is on duty",
  'municipality-e-district': 'nearest e-district team on duty',
  'nearest-in-district': "nearest team on duty in the citizen's district",
  'nearest-in-municipality': 'nearest team on duty in the municipality',
  'nearest-neighbouring-municipality': 'nearest team on duty in another municipality',
  'nearest-without-district': 'nearest team on duty; the address lies in no district',
  'response-centre': 'response centre on duty',
  'any-team': 'team on duty of another kind',
};

const reasonFor = ({ duty, tier }: Ranked) =>
  duty.onDuty ? REASONS[tier] : 'nearest team, rosters ignored because somebody must be asked';

function sentenceFor(chosen: Ranked | undefined, considered: number): string {
  if (chosen) return `${chosen.team.name}: ${reasonFor(chosen)}`;
  return considered === 0 ? 'There is no team of this kind.' : 'Nobody is on duty in the teams that could be asked.';
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
  why: whyOf(c, chosen),
});

const LATER = 'on duty, but comes later in the order';
const FARTHER = 'on duty, but farther away';
const BUSIER = 'on duty and as near, but with more open work';
const NO_BETTER = 'on duty and as near; the tie goes by id';

/**
 * What was decided about somebody whose address is protected, without what the distances to several teams would tell of it: how far
 * each team is, which is nearer, and the order they stand in.
 */
export const withoutDistances = (routing: Routing): Routing => ({
  ...routing,
  sentence: withoutKilometres(routing.sentence),
  candidates: routing.candidates
    .map((c) => ({ ...c, distanceMeters: null, why: [FARTHER, BUSIER, NO_BETTER].includes(c.why) ? LATER : c.why }))
    .sort(
      (a, b) =>
        Number(b.teamId === routing.chosenTeamId) - Number(a.teamId === routing.chosenTeamId) ||
        (a.name < b.name ? -1 : 1),
    ),
});

/** Sentences once ended with how far it is, and are stored with it. */
export const withoutKilometres = (sentence: string): string => sentence.replace(/ \(\d+\.\d km\)$/, '');

function whyOf(c: Ranked, chosen: Ranked | undefined): string {
  if (c === chosen) return `chosen: ${reasonFor(c)}`;
  if (c.asked) return 'already asked';
  if (!c.duty.onDuty) return `not on duty: ${c.duty.why}`;
  if (!chosen || c.tier !== chosen.tier || c.foreign !== chosen.foreign) return LATER;
  if (c.steps !== chosen.steps) return 'on duty, but serves a wider district';
  if (c.distanceMeters !== chosen.distanceMeters) return FARTHER;
  return (c.workload ?? 0) > (chosen.workload ?? 0) ? BUSIER : NO_BETTER;
}
