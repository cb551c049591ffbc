import { officeTexts } from '../office-texts.js';
import { RegionLine, TaskLine, TeamLine } from './lines.js';
import { chosen, ground, placed, regions } from './map.js';

const MOST = 8;

/** What was pointed at, in words: beneath the map, where it was pointed at. */
export function Chosen() {
  const isChosen = ({ id }: { id: string }) => chosen.value.includes(id);
  const teams = (ground.value?.teams ?? []).filter(isChosen);
  const tasks = placed.value.filter(isChosen);
  const districts = regions.value.filter(({ district }) => district && isChosen(district));
  const count = districts.length + teams.length + tasks.length;
  return (
    <section class="map-chosen" aria-label={officeTexts.map.chosen}>
      {count > 0 && (
        <ul class="places">
          {districts.map((region) => (
            <RegionLine key={region.district!.id} region={region} />
          ))}
          {teams.slice(0, MOST).map((team) => (
            <TeamLine key={team.id} team={team} />
          ))}
          {tasks.slice(0, MOST).map((task) => (
            <TaskLine key={task.id} task={task} />
          ))}
        </ul>
      )}
      {count > MOST && <p class="quiet">{officeTexts.map.inList(count - MOST)}</p>}
    </section>
  );
}
