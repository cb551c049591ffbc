import type { Alert, District, MapTeam, PlacedRow } from '../model.js';

/** A district with what is in it; `district` is null for what is in none that the reader may see. */
export interface Region {
  readonly district: District | null;
  /** How many districts it lies in. */
  readonly depth: number;
  readonly teams: readonly MapTeam[];
  readonly tasks: readonly PlacedRow[];
  /** Its own, else that of the district which it is a part of. */
  readonly incident: Alert | null;
}

interface Town {
  readonly districts: readonly District[];
  readonly teams: readonly MapTeam[];
  readonly tasks: readonly PlacedRow[];
  readonly incidents: readonly Alert[];
}

/** The tree of the districts from above, each with its parts below it, by name; last what belongs to none of them. */
export function regionsOf({ districts, teams, tasks, incidents }: Town): Region[] {
  const known = new Set(districts.map(({ id }) => id));
  const home = (id: string | null) => (id !== null && known.has(id) ? id : null);
  const teamsIn = Map.groupBy(teams, ({ districtId }) => home(districtId));
  const tasksIn = Map.groupBy(tasks, ({ districtId }) => home(districtId));
  const partsOf = Map.groupBy(districts, ({ parentId }) => home(parentId));
  const incidentOf = (id: string) =>
    incidents.find(({ districtId }) => districtId === id) ??
    incidents.find((incident) => struckBy(incident).includes(id)) ??
    null;
  const walk = (parentId: string | null, depth: number): Region[] =>
    (partsOf.get(parentId) ?? []).toSorted(byName).flatMap((district) => [
      {
        district,
        depth,
        teams: (teamsIn.get(district.id) ?? []).toSorted(byName),
        tasks: tasksIn.get(district.id) ?? [],
        incident: incidentOf(district.id),
      },
      ...walk(district.id, depth + 1),
    ]);
  const elsewhere = { teams: teamsIn.get(null) ?? [], tasks: tasksIn.get(null) ?? [] };
  const isEmpty = !elsewhere.teams.length && !elsewhere.tasks.length;
  return [...walk(null, 0), ...(isEmpty ? [] : [{ district: null, depth: 0, ...elsewhere, incident: null }])];
}

/** Those with a border, each before what lies in it: what is drawn later lies above. */
export const bordersOf = (districts: readonly District[]): District[] =>
  regionsOf({ districts, teams: [], tasks: [], incidents: [] }).flatMap(({ district }) =>
    district?.polygon ? [district] : [],
  );

/** Where an incident is, as borders are drawn: a district without one is known by those below it. */
export function struckBorders(districts: readonly District[], incidents: readonly Alert[]): Set<string> {
  const struck = new Set(incidents.flatMap(struckBy));
  const borders = new Set<string>();
  const visit = (id: string) => {
    const district = districts.find((each) => each.id === id);
    if (!district || borders.has(id)) return;
    if (district.polygon) borders.add(id);
    else for (const part of districts) if (part.parentId === id) visit(part.id);
  };
  for (const id of struck) visit(id);
  return borders;
}

/** The parts that it names, else its own district. */
const struckBy = ({ districtId, detail }: Alert): readonly string[] => {
  const parts = detail?.partIds ?? [];
  return parts.length ? parts : districtId === null ? [] : [districtId];
};

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => a.name.localeCompare(b.name);
