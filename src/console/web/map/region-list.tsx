import { useSignal } from '@preact/signals';
import { nameDistrict } from '../districts.js';
import { formatTime } from '../labels.js';
import type { Alert } from '../model.js';
import { zone } from '../session/session.js';
import { officeTexts } from '../office-texts.js';
import { texts } from '../texts.js';
import { sayHowMuch, ShowButton, TaskLine, TeamLine } from './lines.js';
import { isMapLoaded, placed, regions } from './map.js';
import type { Region } from './regions.js';

/** So many are looked through at once; of more, those districts are open where it is urgent. */
const FEW = 40;
const AT_ONCE = 100;

/** All that is on the map, district by district, with what has no place on it. */
export function RegionList() {
  if (!isMapLoaded.value && !placed.value.length) return <p class="quiet">{texts.list.loading}</p>;
  return (
    <ol class="regions">
      {regions.value.map((region) => (
        <RegionPart key={region.district?.id ?? ''} region={region} />
      ))}
    </ol>
  );
}

function RegionPart({ region }: { region: Region }) {
  const { district, teams, tasks, incident, depth } = region;
  const said = useSignal<boolean | null>(null);
  const most = useSignal(AT_ONCE);
  const isUrgent = tasks.some(({ priority }) => priority === 'P1') || incident !== null;
  const isOpen = said.value ?? (isUrgent || (tasks.length > 0 && placed.value.length <= FEW));
  const name = district?.name ?? officeTexts.map.elsewhere;
  return (
    <li class={`region depth-${Math.min(depth, 3)}`}>
      <details open={isOpen} onToggle={(event) => (said.value = event.currentTarget.open)}>
        <summary>
          <b>{name}</b>
          <span class="quiet">{sayHowMuch(region)}</span>
        </summary>
        {isOpen && (
          <>
            {incident && <p class="region-outage">{sayOutage(incident)}</p>}
            {district?.polygon && <ShowButton id={district.id} name={name} />}
            <ul class="places" aria-label={name}>
              {teams.map((team) => (
                <TeamLine key={team.id} team={team} />
              ))}
              {tasks.slice(0, most.value).map((task) => (
                <TaskLine key={task.id} task={task} />
              ))}
            </ul>
            {tasks.length > most.value && (
              <button onClick={() => (most.value += AT_ONCE)}>{officeTexts.map.more(tasks.length - most.value)}</button>
            )}
          </>
        )}
      </details>
    </li>
  );
}

function sayOutage({ districtId, detail, openedAt }: Alert): string {
  const where = nameDistrict(districtId) ?? texts.beyondDistricts;
  const dispensers = texts.ofDispensers(detail?.deviceCount ?? 0, detail?.inUse);
  return texts.incident.banner(where, formatTime(detail?.since ?? openedAt, zone.value), dispensers);
}
