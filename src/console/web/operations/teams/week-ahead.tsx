import { useLocation } from 'preact-iso/router';
import type { Duty, RosterTrial } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { sayDate } from '../../citizens/calendar.js';
import { texts } from '../../texts.js';
import { type Stretch, StretchList } from './stretch-list.js';
import { WeekGrid } from './week-grid.js';

interface Props {
  trial: RosterTrial | null;
  people: Duty['people'];
  /** The Monday of the week that is shown, as the address has it. */
  monday: string;
  isCurrent: boolean;
  /** Whether it is of what is not saved yet. */
  isTried: boolean;
  newlyBare: readonly Stretch[];
}

const WEEK = 7;

/** One week of those that were worked out, and the way to the others. */
export function WeekAhead({ trial, people, monday, isCurrent, isTried, newlyBare }: Props) {
  const { path, route } = useLocation();
  const words = officeTexts.roster;
  if (!trial) return <p class="quiet">{isCurrent ? words.notWorkedOut : texts.list.loading}</p>;
  const weeks = Array.from({ length: Math.floor(trial.days.length / WEEK) }, (_, i) => trial.days[i * WEEK]!.date);
  const shown = Math.max(0, weeks.indexOf(monday));
  const days = trial.days.slice(shown * WEEK, (shown + 1) * WEEK);
  const go = (to: number) => route(`${path}?week=${weeks[to]}`, true);
  return (
    <div class={isCurrent ? undefined : 'working'}>
      <div class="week-of">
        <button disabled={shown === 0} onClick={() => go(shown - 1)}>
          ← <span class="unseen">{words.weekBefore}</span>
        </button>
        <h4>{words.week(sayDate(days[0]!.date), sayDate(days.at(-1)!.date))}</h4>
        <button disabled={shown === weeks.length - 1} onClick={() => go(shown + 1)}>
          → <span class="unseen">{words.weekAfter}</span>
        </button>
      </div>
      <p class="quiet">{isTried ? words.tried : words.asItStands}</p>
      <WeekGrid trial={trial} days={days} people={people} />
      <p class="week-legend quiet">
        <span class="key on" /> {words.onDuty} <span class="key off" /> {words.off} <span class="key gap" />{' '}
        {words.gapLegend}
      </p>
      <div role="status">
        {newlyBare.length > 0 && (
          <>
            <p class="error">{words.becomesBare}</p>
            <StretchList stretches={newlyBare} zone={trial.zone} isBare />
          </>
        )}
      </div>
    </div>
  );
}
