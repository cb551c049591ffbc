import { useSignal } from '@preact/signals';
import { api } from '../api.js';
import type { Figures } from '../model.js';
import { notify } from '../notices/notices.js';
import { officeTexts } from '../office-texts.js';
import { language } from '../texts.js';
import { saveFile } from '../operations/save-file.js';
import type { Period } from './period.js';

/** The same figures for a spreadsheet, as one in the reader's language opens them. */
export function CsvButton({ query, name, of }: { query: Figures; name: string; of: Period }) {
  const isBusy = useSignal(false);
  const fetchIt = async () => {
    isBusy.value = true;
    const file = await api.responseTimesCsv({ ...query, locale: language.value }).catch(() => null);
    isBusy.value = false;
    if (file) saveFile(file, `${name} ${of.from} ${of.to}.csv`);
    else notify(officeTexts.status.failed, 'warning');
  };
  return (
    <button class="csv" disabled={isBusy.value} onClick={() => void fetchIt()}>
      {officeTexts.status.csv}
      <span class="unseen"> {name}</span>
    </button>
  );
}
