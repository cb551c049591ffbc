import { useSignal } from '@preact/signals';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { asks, ground, lookAgain, type WholeTeam } from '../ground.js';
import { house } from '../house.js';
import type { StepProps } from './step.js';
import { StepForm } from '../step-form.js';

type Shift = WholeTeam['roster']['shifts'][number];
const DAYS = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
  'holiday',
] as const satisfies readonly Shift['days'][number][];

/** When the team works. What it works already stays; a whole week round the clock takes its place. */
export function DutyStep({ isShown, onDone }: StepProps) {
  const isWhole = useSignal(true);
  const { setup } = officeTexts;
  const teams = ground.value?.teams ?? [];
  if (!isShown) return null;
  return (
    <StepForm
      label={texts.house.steps.duty}
      onDone={onDone}
      submit={setup.save}
      fields={{ shifts: setup.hours }}
      onSubmit={async (read, form) => {
        const team = teams.find(({ id }) => id === read('teamId'));
        const days = DAYS.filter((day) => form.getAll('days').includes(day));
        if (!team || days.length === 0) return setup.unfit(setup.days);
        const shift: Shift = isWhole.value
          ? { days, from: '00:00', to: '24:00' }
          : { days, from: read('from'), to: read('to') };
        const isAll = isWhole.value && days.length === DAYS.length;
        const { shifts, overrides } = team.roster;
        await asks.setRoster(team.id, { shifts: isAll ? [shift] : [...shifts, shift], overrides });
        await lookAgain();
        return house.peek()?.ticks.duty ? undefined : setup.stillBare;
      }}
    >
      <label>
        {setup.team}
        <select name="teamId">
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <fieldset class="chips">
        <legend>{setup.days}</legend>
        {DAYS.map((day) => (
          <label key={day}>
            <input type="checkbox" name="days" value={day} defaultChecked />
            <span>{setup.day[day]}</span>
          </label>
        ))}
      </fieldset>
      <label class="check">
        <input type="checkbox" checked={isWhole.value} onChange={() => void (isWhole.value = !isWhole.peek())} />
        <span>{setup.roundTheClock}</span>
      </label>
      {!isWhole.value && (
        <>
          <label>
            {setup.from}
            <input type="time" name="from" required defaultValue="07:00" />
          </label>
          <label>
            {setup.to}
            <input type="time" name="to" required defaultValue="15:00" />
          </label>
        </>
      )}
    </StepForm>
  );
}
