import { ancestors, below, type District, municipalityOf } from './district.rules.js';
import { dutyPeriods, type Roster } from './roster.rules.js';
import type { RosteredTeam } from './team.rules.js';

/** Who would be asked in a gap, by the order of routing. */
export const REACHED = ['other-district', 'other-municipality', 'response-centre', 'nobody'] as const;
export type Reached = (typeof REACHED)[number];

/** A stretch in which no home-care or night team that serves the district is on duty. */
export interface CoverageGap {
  readonly districtId: string;
  readonly municipalityId: string;
  readonly from: Date;
  readonly to: Date;
  readonly reached: Reached;
}

type Node = Pick<District, 'id' | 'parentId'>;
type Rostered = Pick<RosteredTeam, 'id' | 'kind' | 'districtId' | 'zone' | keyof Roster>;
interface Work {
  readonly team: Rostered;
  readonly periods: readonly { from: Date; to: Date }[];
}

/**
 * The gaps of every district that has a team for visits of its own, and of every municipality that has none at all. A district is
 * served by the teams in it, below it and above it; by district and then by time.
 */
export function coverageGaps(
  districts: readonly Node[],
  teams: readonly Rostered[],
  from: Date,
  to: Date,
): CoverageGap[] {
  const work = teams.map((team) => workOf(team, from, to));
  return coveredDistricts(districts, teams).flatMap((district) => gapsOf(district.id, districts, work, from, to));
}

/** When no home-care or night team that serves the one district is on duty, whoever else would be asked then. */
export function bareHours(
  districts: readonly Node[],
  teams: readonly Rostered[],
  districtId: string,
  from: Date,
  to: Date,
): { from: Date; to: Date }[] {
  const around = serving(districts, districtId);
  const work = teams
    .filter((team) => isForVisits(team) && around.has(team.districtId))
    .map((team) => workOf(team, from, to));
  return gapsOf(districtId, districts, work, from, to).map((gap) => ({ from: gap.from, to: gap.to }));
}

const workOf = (team: Rostered, from: Date, to: Date): Work => ({
  team,
  periods: dutyPeriods(team, team.zone, from, to).filter(({ onDuty }) => onDuty),
});

const serving = (districts: readonly Node[], districtId: string): ReadonlySet<string> =>
  new Set([...below(districts, districtId), ...ancestors(districts, districtId)]);

const isForVisits = ({ kind }: Rostered): boolean => kind === 'home-care' || kind === 'night';

function coveredDistricts(districts: readonly Node[], teams: readonly Rostered[]): Node[] {
  const visiting = teams.filter(isForVisits);
  return districts.filter(({ id, parentId }) =>
    parentId === null && !visiting.some((team) => municipalityOf(districts, team.districtId) === id)
      ? true
      : visiting.some((team) => team.districtId === id),
  );
}

function gapsOf(
  districtId: string,
  districts: readonly Node[],
  work: readonly Work[],
  from: Date,
  to: Date,
): CoverageGap[] {
  const municipalityId = municipalityOf(districts, districtId);
  const around = serving(districts, districtId);
  const reachedBy = ({ team }: Work): Reached | 'covered' => {
    if (!isForVisits(team)) return 'response-centre';
    if (around.has(team.districtId)) return 'covered';
    return municipalityOf(districts, team.districtId) === municipalityId ? 'other-district' : 'other-municipality';
  };
  const helpers = work
    .filter(({ team }) => isForVisits(team) || team.kind === 'response-centre')
    .map((one) => ({ ...one, reached: reachedBy(one) }));
  const gaps: CoverageGap[] = [];
  for (const [start, end] of stretches(helpers, from, to)) {
    const working = helpers.filter(({ periods }) => periods.some((p) => p.from <= start && p.to > start));
    if (working.some(({ reached }) => reached === 'covered')) continue;
    const reached = REACHED.find((one) => working.some((helper) => helper.reached === one)) ?? 'nobody';
    const last = gaps.at(-1);
    if (last && last.reached === reached && last.to.getTime() === start.getTime())
      gaps[gaps.length - 1] = { ...last, to: end };
    else gaps.push({ districtId, municipalityId, from: start, to: end, reached });
  }
  return gaps;
}

/** The time between two instants, cut wherever somebody comes or goes. */
function stretches(work: readonly Work[], from: Date, to: Date): [Date, Date][] {
  const cuts = work.flatMap(({ periods }) => periods.flatMap((p) => [p.from.getTime(), p.to.getTime()]));
  const sorted = [...new Set([from.getTime(), ...cuts, to.getTime()])].sort((a, b) => a - b);
  return sorted.slice(1).map((end, i) => [new Date(sorted[i]!), new Date(end)]);
}
