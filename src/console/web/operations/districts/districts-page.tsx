import { regionsOf } from '../../map/regions.js';
import type { District, RosteredTeam } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { voice } from '../../texts.js';
import { Gate } from '../edit/gate.js';
import { useDistricts } from '../edit/use-districts.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { asks } from './asks.js';
import { minutesOf } from './minutes.js';
import '../../styles/edit.css';
import '../../styles/borders.css';

const EVERY_MILLIS = 60_000;
/** Nobody has more, and each is asked for by itself. */
const MOST_LIMITS = 100;

type Holding = Awaited<ReturnType<typeof asks.limits>>['holding'];

/** The tree of districts, each with its teams and within what its alarms are to be taken. */
export const DistrictsPage = () => <Gate part="districts" page={Districts} />;

function Districts() {
  const districts = useDistricts();
  const ids = (districts ?? []).map(({ id }) => id);
  const teams = useFresh(asks.teams, [], EVERY_MILLIS);
  const limits = useFresh(() => readLimits(ids), [ids.join()], EVERY_MILLIS);
  const words = officeTexts.borders;
  const regions = regionsOf({ districts: districts ?? [], teams: [], tasks: [], incidents: [] });
  return (
    <Frame part="districts">
      <div class="find-among">
        <a class="button primary" href="/operations/districts/new">
          {words.newDistrict}
        </a>
        <a class="button" href="/operations/districts/import">
          {words.importBorders}
        </a>
      </div>
      <Freshness of={teams} />
      {districts?.length === 0 && <p class="empty">{words.none}</p>}
      <ul class="entries">
        {regions.map(
          ({ district, depth }) =>
            district && (
              <Line
                key={district.id}
                district={district}
                depth={depth}
                teams={teams.found?.items.filter(({ districtId }) => districtId === district.id) ?? []}
                holding={limits.found?.get(district.id) ?? {}}
              />
            ),
        )}
      </ul>
    </Frame>
  );
}

async function readLimits(ids: readonly string[]): Promise<ReadonlyMap<string, Holding>> {
  const asked = ids.slice(0, MOST_LIMITS).map(async (id) => [id, (await asks.limits(id)).holding] as const);
  return new Map(await Promise.all(asked));
}

interface LineProps {
  district: District;
  depth: number;
  teams: readonly RosteredTeam[];
  holding: Holding;
}

function Line({ district: { id, name, polygon, shadow }, depth, teams, holding }: LineProps) {
  const words = officeTexts.borders;
  const zones = [...new Set(teams.map(({ zone }) => zone))];
  const limits = Object.entries(holding).flatMap(([priority, of]) => {
    const minutes = minutesOf(of?.toClaim);
    return minutes === null ? [] : [words.within(priority, minutes)];
  });
  return (
    <li class={`depth-${Math.min(depth, 3)}`}>
      <a href={`/operations/districts/${id}`}>
        <strong>{name}</strong>
        {!polygon && <span class="mark">{words.noBorder}</span>}
        {shadow && <span class="mark">{officeTexts.map.shadow}</span>}
        <small>
          {teams.length > 0 ? voice().list(teams.map((team) => team.name)) : words.noTeams}
          {zones.length > 0 && ` · ${zones.join(', ')}`}
        </small>
        {limits.length > 0 && <small>{words.toBeTaken(limits.join(', '))}</small>}
      </a>
    </li>
  );
}
