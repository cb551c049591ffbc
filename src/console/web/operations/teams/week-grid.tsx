import { sayDate } from '../../citizens/calendar.js';
import type { Duty, RosterTrial } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { texts, voice } from '../../texts.js';
import { type Part, partsOf } from './draft.js';
import { instantOf } from './wall.js';

interface Props {
  trial: RosterTrial;
  /** The dates that are shown. */
  days: RosterTrial['days'];
  people: Duty['people'];
}

const TICKS = ['06:00', '12:00', '18:00'];

/** A week by days and hours: who is on, and red where nobody visits. What is drawn stands beside it in words. */
export function WeekGrid({ trial, days, people }: Props) {
  return (
    <table class="week-grid">
      <thead>
        <tr>
          <th scope="col">{officeTexts.roster.day}</th>
          <th scope="col">{officeTexts.roster.hours}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <Day key={day.date} day={day} trial={trial} people={people} />
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, trial, people }: Omit<Props, 'days'> & { day: RosterTrial['days'][number] }) {
  const parts = partsOf(day, trial);
  const [begin, end] = [Date.parse(day.from), Date.parse(day.to)];
  return (
    <tr>
      <th scope="row">
        {sayDate(day.date)}
        {day.day === 'holiday' && <small>{officeTexts.roster.holiday}</small>}
      </th>
      <td>
        <svg viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
          <rect class="whole" width="1000" height="24" />
          {parts.map((part) => (
            <rect
              key={part.from}
              class={part.onDuty ? 'on' : part.isBare ? 'gap' : 'off'}
              x={part.begin}
              width={part.width}
              height="24"
            />
          ))}
          {parts
            .filter(({ onDuty, isBare }) => onDuty && isBare)
            .map((part) => (
              <rect key={part.from} class="gap" x={part.begin} y="18" width={part.width} height="6" />
            ))}
          {TICKS.map((tick) => {
            const at = (1000 * (Date.parse(instantOf(trial.zone, `${day.date}T${tick}`)) - begin)) / (end - begin);
            return <line key={tick} x1={at} x2={at} y1="0" y2="24" />;
          })}
        </svg>
        <p>
          {gathered(parts, ({ onDuty }) => onDuty).map((part) => (
            <span key={part.from}>
              <b>{hoursOf(part, trial.zone)}</b>{' '}
              {part.members && voice().list(part.members.map((id) => nameOf(id, people)))}
            </span>
          ))}
          {gathered(parts, ({ isBare }) => isBare).map((part) => (
            <span key={part.from} class="gap">
              {officeTexts.roster.gap(hoursOf(part, trial.zone))}
            </span>
          ))}
          {parts.every(({ onDuty, isBare }) => !onDuty && !isBare) && <span>{officeTexts.roster.off}</span>}
        </p>
      </td>
    </tr>
  );
}

/** Those that are so, together where they meet and the same people are there. */
function gathered(parts: readonly Part[], isSo: (part: Part) => boolean): Part[] {
  return parts.filter(isSo).reduce<Part[]>((all, part) => {
    const last = all.at(-1);
    const goesOn = last?.to === part.from && JSON.stringify(last.members) === JSON.stringify(part.members);
    return goesOn ? [...all.slice(0, -1), { ...last, to: part.to }] : [...all, part];
  }, []);
}

function hoursOf({ from, to }: Pick<Part, 'from' | 'to'>, zone: string): string {
  const { time } = voice(zone);
  return `${time(from)}–${time(to)}`;
}

const nameOf = (id: string, people: Duty['people']): string =>
  people.find(({ staffId }) => staffId === id)?.name ?? texts.row.aColleague;
