import type { ComponentChildren } from 'preact';
import { KindIcon } from '../queue/list/icons.js';
import { wordFor } from '../labels.js';
import type { MapTeam, PlacedRow } from '../model.js';
import { PriorityMark } from '../queue/list/priority-mark.js';
import { describeRow, nameRow } from '../queue/rows.js';
import { officeTexts } from '../office-texts.js';
import { texts } from '../texts.js';
import { chosen, show } from './map.js';
import type { Region } from './regions.js';

/** A task as a line: its name leads to it, its button to where it is. */
export function TaskLine({ task }: { task: PlacedRow }) {
  const name = nameRow(task);
  const holder = task.mine ? texts.row.you : task.holder;
  const more = [wordFor(texts.kind, task.kind), task.street, holder ?? '', !task.at && officeTexts.map.noPlace];
  return (
    <Line id={task.id} name={name} isPlaced={task.at !== null}>
      <PriorityMark priority={task.priority} />
      <span class="place-words">
        <a href={`/tasks/${task.id}`}>{name}</a>
        <span>{describeRow(task)}</span>
        <span class="quiet">
          <KindIcon kind={task.kind} /> {more.filter(Boolean).join(' · ')}
        </span>
      </span>
    </Line>
  );
}

export function TeamLine({ team }: { team: MapTeam }) {
  return (
    <Line id={team.id} name={team.name} isPlaced>
      <span class="place-words">
        <b>{team.name}</b>
        <span class="quiet">
          {wordFor(officeTexts.map.teamKind, team.kind)} ·{' '}
          {team.onDuty ? officeTexts.map.onDuty : officeTexts.map.offDuty}
        </span>
      </span>
    </Line>
  );
}

export function RegionLine({ region }: { region: Region }) {
  return (
    <li class="place">
      <span class="place-words">
        <b>{region.district?.name}</b>
        <span class="quiet">{sayHowMuch(region)}</span>
      </span>
    </li>
  );
}

interface Props {
  id: string;
  name: string;
  isPlaced: boolean;
  children: ComponentChildren;
}

function Line({ id, name, isPlaced, children }: Props) {
  return (
    <li class={chosen.value.includes(id) ? 'place selected' : 'place'}>
      {children}
      {isPlaced && <ShowButton id={id} name={name} />}
    </li>
  );
}

export function ShowButton({ id, name }: { id: string; name: string }) {
  return (
    <button class="place-show" aria-pressed={chosen.value.includes(id)} onClick={() => show([id])}>
      {officeTexts.map.show}
      <span class="unseen"> {name}</span>
    </button>
  );
}

/** How much is in a district, in a few words. */
export function sayHowMuch({ district, tasks, teams, incident }: Region): string {
  const { map: words } = officeTexts;
  const critical = tasks.filter(({ priority }) => priority === 'P1').length;
  const parts = [
    words.tasks(tasks.length),
    critical > 0 && words.critical(critical),
    teams.length > 0 && words.teams(teams.length),
    incident && words.outage,
    district?.shadow && words.shadow,
  ];
  return parts.filter(Boolean).join(' · ');
}
