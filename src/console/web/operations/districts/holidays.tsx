import { useSignal } from '@preact/signals';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { Field } from '../edit/field.js';
import { Refused } from '../edit/refused.js';
import { isWrong, useSaving } from '../edit/saving.js';
import { asks, type OwnDay } from './asks.js';

type Known = Awaited<ReturnType<typeof asks.holidays>>;

/** The municipality's own days beside the calendar: one more holiday, or one fewer. They count in every roster of it. */
export function Holidays({ districtId }: { districtId: string }) {
  const days = useFresh(() => asks.holidays(districtId), [districtId], null);
  const words = officeTexts.borders;
  return (
    <section aria-labelledby="of-holidays">
      <h3 id="of-holidays">{words.holidays}</h3>
      <p class="quiet">{words.holidaysHint}</p>
      {days.found ? (
        <Days key={days.found.etag} districtId={districtId} known={days.found} again={days.again} />
      ) : (
        <Freshness of={days} />
      )}
    </section>
  );
}

interface Props {
  districtId: string;
  known: Known;
  again: () => Promise<void>;
}

function Days({ districtId, known, again }: Props) {
  const days = useSignal<readonly OwnDay[]>(known.days);
  const saving = useSaving();
  const words = officeTexts.borders;
  const change = (at: number, what: Partial<OwnDay>) =>
    (days.value = days.value.map((day, i) => (i === at ? { ...day, ...what } : day)));
  const isChanged = JSON.stringify(days.value) !== JSON.stringify(known.days);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!(await saving.save(() => asks.setHolidays(districtId, known.etag, [...days.value])))) return;
    notify(officeTexts.edit.saved);
    await again();
  };
  return (
    <form class="edit" aria-labelledby="of-holidays" onSubmit={save}>
      {days.value.map((day, i) => (
        <fieldset key={i} class="own-day">
          <legend class="unseen">{words.ownDay(i + 1)}</legend>
          <Field
            label={words.date}
            type="date"
            required
            value={day.date}
            wrong={isWrong(saving.refusal, `days.${i}`) && words.notADate}
            onInput={({ currentTarget: { value } }) => change(i, { date: value })}
          />
          <Field
            label={words.dayName}
            value={day.name ?? ''}
            maxLength={200}
            autocomplete="off"
            onInput={({ currentTarget: { value } }) => change(i, { name: value === '' ? null : value })}
          />
          <label class="check-line">
            <input
              type="checkbox"
              checked={day.holiday}
              onChange={({ currentTarget: { checked } }) => change(i, { holiday: checked })}
            />
            {words.isHoliday}
          </label>
          <button type="button" onClick={() => (days.value = days.value.filter((_, n) => n !== i))}>
            {words.removeDay}
            <span class="unseen"> {day.date}</span>
          </button>
        </fieldset>
      ))}
      <div class="form-buttons">
        <button type="button" onClick={() => (days.value = [...days.value, { date: '', name: null, holiday: true }])}>
          {words.addDay}
        </button>
      </div>
      <Refused refusal={saving.refusal} onReread={() => void again().then(saving.forget)} />
      <div class="form-buttons">
        <button class="primary" disabled={saving.isBusy || !isChanged}>
          {words.saveDays}
        </button>
      </div>
    </form>
  );
}
