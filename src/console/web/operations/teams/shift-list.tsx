import { sayWeekdays } from '../../citizens/calendar.js';
import type { ApiError } from '../../api.js';
import type { Duty } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { Field } from '../edit/field.js';
import { isWrong } from '../edit/saving.js';
import {
  changeShift,
  DAYS,
  type Roster,
  type RosterDay,
  type Shift,
  toggleDay,
  unnamed,
  withoutShift,
} from './draft.js';
import { Members } from './members.js';

interface Props {
  roster: Roster;
  people: Duty['people'];
  refusal: ApiError | null;
  onChange: (roster: Roster) => void;
}

/** The shifts, each with its hours, its days and who works then. Arrow keys go along the days and from shift to shift. */
export function ShiftList({ roster, people, refusal, onChange }: Props) {
  return (
    <div class="shifts" onKeyDown={goAlong}>
      {roster.shifts.map((shift, i) => (
        <OneShift
          key={i}
          at={i}
          shift={shift}
          people={people}
          wrongIn={(field) => isWrong(refusal, `shifts.${i}.${field}`)}
          onChange={(change) => onChange(changeShift(roster, i, change))}
          onUnnamed={() => onChange(unnamed(roster, i))}
          onRemove={() => onChange(withoutShift(roster, i))}
        />
      ))}
    </div>
  );
}

interface ShiftProps {
  at: number;
  shift: Shift;
  people: Duty['people'];
  wrongIn: (field: string) => boolean;
  onChange: (change: Partial<Shift>) => void;
  onUnnamed: () => void;
  onRemove: () => void;
}

function OneShift({ at, shift, people, wrongIn, onChange, onUnnamed, onRemove }: ShiftProps) {
  const words = officeTexts.roster;
  const name = words.shift(at + 1, `${shift.from}–${shift.to}`);
  return (
    <fieldset class="shift">
      <legend>{name}</legend>
      <Field
        label={words.from}
        type="time"
        value={shift.from}
        required
        wrong={wrongIn('from') && words.notATime}
        onInput={({ currentTarget: { value } }) => value && onChange({ from: value })}
      />
      <Field
        label={words.to}
        type="time"
        value={asShown(shift.to)}
        required
        hint={isNextDay(shift) ? words.nextDay : undefined}
        wrong={wrongIn('to') && words.endsAsItBegins}
        onInput={({ currentTarget: { value } }) => value && onChange({ to: asSent(value) })}
      />
      <div class="days" role="group" aria-label={words.days}>
        {DAYS.map((day) => (
          <label key={day} class={day === 'holiday' ? 'chip holiday' : 'chip'}>
            <input
              type="checkbox"
              data-shift={at}
              data-day={day}
              checked={shift.days.includes(day)}
              onChange={() => onChange({ days: toggleDay(shift, day) })}
            />
            <span>{sayRosterDay(day)}</span>
          </label>
        ))}
        {shift.days.length === 0 && <strong class="error">{words.noDay}</strong>}
      </div>
      <Members
        name={`shift-${at}`}
        members={shift.members}
        people={people}
        isWrong={wrongIn('members')}
        onNamed={(members) => onChange({ members })}
        onUnnamed={onUnnamed}
      />
      <button type="button" onClick={onRemove}>
        {words.removeShift}
        <span class="unseen"> {name}</span>
      </button>
    </fieldset>
  );
}

export const sayRosterDay = (day: RosterDay): string =>
  day === 'holiday' ? officeTexts.roster.holiday : sayWeekdays([day]);

/** A field of a time knows no 24:00: the midnight at which a shift ends is the next. */
const asShown = (to: string): string => (to === '24:00' ? '00:00' : to);
const asSent = (to: string): string => (to === '00:00' ? '24:00' : to);

const isNextDay = ({ from, to }: Shift): boolean => to <= from;

const STEPS: Readonly<Record<string, readonly [shifts: number, days: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function goAlong(event: KeyboardEvent): void {
  const { shift, day } = (event.target as HTMLElement).dataset;
  const step = STEPS[event.key];
  if (!step || shift === undefined || day === undefined) return;
  const next = DAYS[DAYS.indexOf(day as RosterDay) + step[1]];
  const cell = (event.currentTarget as HTMLElement).querySelector<HTMLElement>(
    `[data-shift="${Number(shift) + step[0]}"][data-day="${next}"]`,
  );
  event.preventDefault();
  cell?.focus();
}
