import { nameDistrict } from '../../districts.js';
import { useDistricts } from '../edit/use-districts.js';
import { wordFor } from '../../labels.js';
import type { RosteredTeam } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { may } from '../../session/session.js';
import { texts } from '../../texts.js';
import { Gate } from '../edit/gate.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { asks } from './asks.js';
import { forgetsHolidays } from './draft.js';
import '../../styles/edit.css';

const EVERY_MILLIS = 60_000;

/** The teams, each with what its roster says. */
export const TeamsPage = () => <Gate part="teams" page={Teams} />;

function Teams() {
  const teams = useFresh(asks.teams, [], EVERY_MILLIS);
  const districts = useDistricts();
  const words = officeTexts.roster;
  return (
    <Frame part="teams">
      {may('districts:write') && (
        <div class="find-among">
          <a class="button primary" href="/operations/teams/new">
            {words.newTeam}
          </a>
        </div>
      )}
      <Freshness of={teams} />
      {districts && teams.found?.items.length === 0 && (
        <p class="empty">{districts.length === 0 ? words.noDistricts : words.noTeams}</p>
      )}
      <ul class="entries">
        {teams.found?.items
          .toSorted((a, b) => a.name.localeCompare(b.name))
          .map((team) => (
            <Line key={team.id} team={team} />
          ))}
      </ul>
    </Frame>
  );
}

function Line({ team: { id, name, kind, districtId, zone, roster } }: { team: RosteredTeam }) {
  const words = officeTexts.roster;
  return (
    <li>
      <a href={`/operations/teams/${id}`}>
        <strong>{name}</strong>
        {roster.shifts.length === 0 && <span class="mark">{words.noShifts}</span>}
        {forgetsHolidays(roster) && <span class="mark">{words.noHolidays}</span>}
        <small>
          {[wordFor(officeTexts.map.teamKind, kind), nameDistrict(districtId) ?? texts.detail.unknown, zone].join(
            ' · ',
          )}
        </small>
        <small>{words.shifts(roster.shifts.length, roster.overrides.length)}</small>
      </a>
    </li>
  );
}
