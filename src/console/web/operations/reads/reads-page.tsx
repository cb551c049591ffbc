import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import { useMemo } from 'preact/hooks';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { saveFile } from '../save-file.js';
import { may } from '../../session/session.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { sayRefusal } from '../refusals.js';
import { ApiError } from '../../api.js';
import { type Asked, readAsked, writeAsked } from './asked.js';
import { type Line, type Page, readFile, readLog } from './asks.js';
import { ReadFilters } from './read-filters.js';
import { ReadsTable } from './reads-table.js';

/** Who was shown whom, when and why. */
export function ReadsPage() {
  return (
    <Frame part="reads">
      <Reads />
    </Frame>
  );
}

const NOBODY: Page = { items: [], nextCursor: null };

function Reads() {
  const { url, route } = useLocation();
  const search = new URL(url, location.origin).search;
  const asked = useMemo(() => readAsked(search), [search]);
  const isWhole = may('audit:read');
  const isAsked = isWhole || asked.citizenId !== '';
  const more = useSignal<readonly Line[]>([]);
  const next = useSignal<string | null>(null);
  const isSaving = useSignal(false);
  const known = useFresh(
    async () => {
      const page = isAsked ? await readLog(asked) : NOBODY;
      more.value = [];
      next.value = page.nextCursor;
      return page;
    },
    [search],
    null,
  );
  const { reads } = officeTexts;
  const go = (change: Partial<Asked>) => route(writeAsked({ ...asked, ...change }));
  const readMore = async () => {
    const page = await readLog(asked, next.value!).catch(explain);
    if (!page) return;
    more.value = [...more.value, ...page.items];
    next.value = page.nextCursor;
  };
  const save = async () => {
    isSaving.value = true;
    const file = await readFile(asked).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 422) notify(reads.tooMany, 'warning');
      else explain(error);
      return null;
    });
    isSaving.value = false;
    if (file) saveFile(file, `${reads.file}${asked.from && ` ${asked.from}`}${asked.to && ` ${asked.to}`}.csv`);
  };
  const items = [...(known.found?.items ?? []), ...more.value];
  return (
    <div class={known.trouble && isAsked ? 'stale' : undefined}>
      <p class="quiet">{isWhole ? reads.hint : reads.hintOfOne}</p>
      <p>
        <b>{reads.logged}</b>
      </p>
      <ReadFilters asked={asked} isWhole={isWhole} go={go} />
      {isAsked ? (
        <>
          <Freshness of={known} />
          <p>
            <button disabled={isSaving.value || items.length === 0} onClick={() => void save()}>
              {reads.csv}
            </button>
          </p>
          {known.found && <ReadsTable items={items} go={go} isWhole={isWhole} />}
          {next.value && <button onClick={() => void readMore()}>{officeTexts.operations.more}</button>}
        </>
      ) : (
        <p class="empty">{reads.chooseFirst}</p>
      )}
    </div>
  );
}

function explain(error: unknown): null {
  notify(sayRefusal(error), 'warning');
  return null;
}
