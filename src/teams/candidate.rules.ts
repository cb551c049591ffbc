import { distance } from '@turf/distance';
import { ancestors, below, type District, districtHolding, municipalityOf, type Point } from './district.rules.js';
import { type Duty, isOnDuty } from './roster.rules.js';
import { hasGone } from './shifts/own-shift.rules.js';
import type { RosteredTeam } from './team.rules.js';

/** Whom a ladder may ask. */
export const LADDER_RECIPIENTS = [
  'contact-person',
  'e-district',
  'nearest-team',
  'all-on-duty',
  'next-nearest-team',
  'response-centre',
  'shift-lead',
  'manager',
] as const;
/** Beside those whoever was named with the work itself. */
export const RECIPIENTS = ['named-colleague', ...LADDER_RECIPIENTS] as const;
export type Recipient = (typeof RECIPIENTS)[number];

export interface Need {
  to: Recipient;
  /** Teams already asked. */
  excludeTeamIds?: readonly string[] | undefined;
  /** The last rung: somebody is found whenever a team exists, those on duty first. */
  ignoreRosters?: boolean | undefined;
}

export interface RoutingInputs {
  home: Point;
  /** The one set on the citizen; null: the one whose polygon holds the home. */
  districtId: string | null;
  eDistrictTeamId: string | null;
  contactPersonId: string | null;
  contactPersonTeamIds: readonly string[];
  /** Who was named with the work, and may be asked about the citizen. */
  named?: { readonly id: string; readonly teamIds: readonly string[] } | null;
  districts: readonly District[];
  teams: readonly RosteredTeam[];
  now: Date;
}

/** Open tasks by team; a team that is not named has none. */
export type Workload = Readonly<Record<string, number>>;

/** In order of preference. */
export const TIERS = [
  'named-colleague',
  'contact-person',
  'citizens-e-district',
  'municipality-e-district',
  'nearest-in-district',
  'nearest-in-municipality',
  'nearest-neighbouring-municipality',
  'nearest-without-district',
  'response-centre',
  'any-team',
] as const;
export type Tier = (typeof TIERS)[number];

export interface Considered {
  team: RosteredTeam;
  tier: Tier;
  duty: Duty;
  /** How far up the tree from the citizen's district the team stands. */
  steps: number;
  foreign: boolean;
  asked: boolean;
  eligible: boolean;
  distanceMeters: number;
  inDistrict: boolean;
}

/** With its open tasks, or null where nobody asked. */
export interface Ranked extends Considered {
  workload: number | null;
}

/** Every team that comes into question. Other municipalities only where the citizen's own has nobody at work. */
export function consider(need: Need, inputs: RoutingInputs): Considered[] {
  const place = placeOf(inputs);
  const all = [
    ...namedTeams(need, inputs).map((team) => assess(team, 'named-colleague', place, need, inputs)),
    ...contactTeams(need, inputs).map((team) => assess(team, 'contact-person', place, need, inputs)),
    ...inputs.teams.flatMap((team) => {
      const tier = tierOf(team, need.to, place, inputs);
      return tier ? [assess(team, tier, place, need, inputs)] : [];
    }),
  ];
  const ours = all.filter((c) => !c.foreign);
  const settled = ours.some((c) => c.eligible && (c.tier !== 'response-centre' || need.to === 'response-centre'));
  return settled ? ours : all;
}

export const homeDistrictId = ({ districtId, districts, home }: RoutingInputs): string | null =>
  districtId ?? districtHolding(districts, home);

interface Place {
  districtId: string | null;
  municipalityId: string | null;
  /** The districts that count as the citizen's: the one itself and below it (0), and above it short of the municipality. */
  steps: Map<string, number>;
}

function placeOf(inputs: RoutingInputs): Place {
  const districtId = homeDistrictId(inputs);
  if (!districtId) return { districtId, municipalityId: null, steps: new Map() };
  const municipalityId = municipalityOf(inputs.districts, districtId);
  const steps = new Map(below(inputs.districts, districtId).map((id) => [id, 0]));
  ancestors(inputs.districts, districtId).forEach((id, i) => id === municipalityId || steps.set(id, i + 1));
  return { districtId, municipalityId, steps };
}

const namedTeams = ({ to }: Need, { named, teams }: RoutingInputs): RosteredTeam[] =>
  to === 'named-colleague' ? teams.filter((team) => named?.teamIds.includes(team.id)) : [];

function contactTeams({ to }: Need, { contactPersonId, contactPersonTeamIds, teams }: RoutingInputs): RosteredTeam[] {
  if (!contactPersonId || (to !== 'contact-person' && to !== 'e-district')) return [];
  return teams.filter((team) => contactPersonTeamIds.includes(team.id));
}

/** null: a team of this kind is not asked for this. */
function tierOf(
  team: RosteredTeam,
  to: Recipient,
  place: Place,
  { eDistrictTeamId, districts }: RoutingInputs,
): Tier | null {
  const foreign = isForeign(team, place, districts);
  if (to === 'contact-person' || to === 'named-colleague') return null;
  if (to === 'e-district') {
    if (team.kind !== 'e-district') return null;
    if (team.id === eDistrictTeamId) return 'citizens-e-district';
    return foreign && place.municipalityId ? null : 'municipality-e-district';
  }
  if (team.kind === 'e-district') return to === 'shift-lead' || to === 'manager' ? 'any-team' : null;
  if (team.kind === 'response-centre') return 'response-centre';
  if (to === 'response-centre') return null;
  if (!place.districtId) return 'nearest-without-district';
  if (place.steps.has(team.districtId)) return 'nearest-in-district';
  return foreign ? 'nearest-neighbouring-municipality' : 'nearest-in-municipality';
}

const isForeign = (team: RosteredTeam, place: Place, districts: readonly District[]) =>
  municipalityOf(districts, team.districtId) !== place.municipalityId;

function assess(team: RosteredTeam, tier: Tier, place: Place, need: Need, inputs: RoutingInputs): Considered {
  const duty = dutyFor(team, tier, inputs);
  const asked = need.excludeTeamIds?.includes(team.id) ?? false;
  const isNamed = tier === 'named-colleague';
  const chosenForTheCitizen = isNamed || tier === 'contact-person' || tier === 'citizens-e-district';
  return {
    team,
    tier,
    duty,
    asked,
    // Whoever was named by a person is asked whatever the roster says.
    eligible: !asked && (duty.onDuty || isNamed || need.ignoreRosters === true),
    steps: place.steps.get(team.districtId) ?? 0,
    foreign: !chosenForTheCitizen && isForeign(team, place, inputs.districts),
    inDistrict: place.steps.has(team.districtId),
    distanceMeters: Math.round(distance([inputs.home.lon, inputs.home.lat], [team.lon, team.lat], { units: 'meters' })),
  };
}

/** For the contact person's own team: whether that person is at work. */
function dutyFor(team: RosteredTeam, tier: Tier, { contactPersonId, now }: RoutingInputs): Duty {
  const duty = isOnDuty(team, team.zone, now);
  if (tier !== 'contact-person' || !duty.onDuty || contactPersonId === null) return duty;
  const isThere = duty.members?.includes(contactPersonId) ?? !hasGone(team, contactPersonId, now);
  if (isThere) return duty;
  return { ...duty, onDuty: false, why: { rule: 'contact_person_absent' } };
}

/** Best first. */
export const rank = (need: Need, considered: readonly Considered[], workload: Workload | null): Ranked[] =>
  considered.map((one) => ({ ...one, workload: workload && (workload[one.team.id] ?? 0) })).sort(byPreference(need));

/** Ties, to the metre, go to the smaller open workload, then the team id. */
const byPreference = (need: Need) => (a: Ranked, b: Ranked) =>
  (need.ignoreRosters ? nearnessFirst(a, b) || Number(b.duty.onDuty) - Number(a.duty.onDuty) : 0) ||
  TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) ||
  (a.tier === 'named-colleague' ? Number(b.duty.onDuty) - Number(a.duty.onDuty) : 0) ||
  nearnessFirst(a, b) ||
  a.steps - b.steps ||
  a.distanceMeters - b.distanceMeters ||
  (a.workload ?? 0) - (b.workload ?? 0) ||
  (a.team.id < b.team.id ? -1 : 1);

const nearnessFirst = (a: Considered, b: Considered) => Number(a.foreign) - Number(b.foreign);
