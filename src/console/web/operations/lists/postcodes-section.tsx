import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiError } from '../../api.js';
import { officeTexts } from '../../office-texts.js';
import { StepForm } from '../../setup/step-form.js';
import { type Mistake, MistakeTable } from '../sheet/mistake-table.js';
import { readPostcodes, sendPostcodes } from './sending.js';

type Known = Awaited<ReturnType<typeof readPostcodes>>['countries'];

/** Where postal codes lie: a file of the operator’s own, by country. */
export function PostcodesSection() {
  const { lists } = officeTexts;
  const known = useSignal<Known | null>(null);
  const mistakes = useSignal<readonly Partial<Mistake>[]>([]);
  useEffect(() => {
    void readPostcodes()
      .then(({ countries }) => void (known.value = countries))
      .catch(() => undefined);
  }, []);
  return (
    <section aria-labelledby="list-postcodes">
      <h3 id="list-postcodes">{lists.postcodes}</h3>
      <p class="quiet">{lists.postcodeColumns}</p>
      <p role="status">
        {known.value?.map(({ country, postcodes }) => lists.knows(lists.countries[country], postcodes)).join(' ')}
      </p>
      <StepForm
        label={lists.postcodes}
        submit={lists.load}
        onDone={() => void (mistakes.value = [])}
        onSubmit={async (read, form) => {
          const file = form.get('file');
          if (!(file instanceof File)) return lists.failed;
          try {
            known.value = (await sendPostcodes(await file.text(), read('country') === 'NO' ? 'NO' : 'DK')).countries;
            return undefined;
          } catch (error) {
            if (!(error instanceof ApiError) || error.status !== 422) throw error;
            mistakes.value = error.body.errors ?? [];
            return lists.mistakes(mistakes.value.length);
          }
        }}
      >
        <label>
          {lists.country}
          <select name="country">
            {(['DK', 'NO'] as const).map((country) => (
              <option key={country} value={country}>
                {lists.countries[country]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {lists.file}
          <input name="file" type="file" required accept=".csv,text/csv" />
        </label>
      </StepForm>
      {mistakes.value.length > 0 && (
        <MistakeTable label={lists.mistakesOf(lists.postcodes)} mistakes={mistakes.value} />
      )}
    </section>
  );
}
