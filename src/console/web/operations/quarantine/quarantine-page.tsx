import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import { useMemo } from 'preact/hooks';
import { officeTexts } from '../../office-texts.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { sayRefusal } from '../refusals.js';
import { notify } from '../../notices/notices.js';
import { asks, type Count, type Page, type Quarantined } from './asks.js';
import { Counts } from './counts.js';
import { carryOut, type Deed, marked } from './deeds.js';
import { Filters } from './filters.js';
import { Entry } from './entry.js';
import { MarkedBar } from './marked-bar.js';
import { readShown, reasonMarked, type Shown, writeShown } from './shown.js';

/** What dispensers said and nobody could use: why, and what is done about it. */
export function QuarantinePage() {
  return (
    <Frame part="quarantine">
      <Quarantine />
    </Frame>
  );
}

interface Known {
  readonly counts: readonly Count[];
  readonly page: Page;
}

function Quarantine() {
  const { url, route } = useLocation();
  const search = new URL(url, location.origin).search;
  const shown = useMemo(() => readShown(search), [search]);
  const more = useSignal<readonly Quarantined[]>([]);
  const next = useSignal<string | null>(null);
  const reason = useSignal<string | null>(null);
  const read = async (): Promise<Known> => {
    const counts = await asks.counts();
    reason.value = shown.reason ? (reasonMarked(shown.reason, counts) ?? null) : null;
    const isGone = shown.reason !== '' && reason.value === null && shown.state === 'open';
    const page = isGone ? { items: [], nextCursor: null } : await asks.list(shown, reason.value);
    more.value = [];
    next.value = page.nextCursor;
    return { counts, page };
  };
  const known = useFresh(read, [search], null);
  const go = (change: Partial<Shown>) => route(writeShown({ ...shown, ...change }));
  const readMore = async () => {
    const page = await asks.list(shown, reason.value, next.value!).catch((error: unknown) => {
      notify(sayRefusal(error), 'warning');
      return null;
    });
    if (!page) return;
    more.value = [...more.value, ...page.items];
    next.value = page.nextCursor;
  };
  const items = [...(known.found?.page.items ?? []), ...more.value];
  const act = async (some: readonly Quarantined[], deed: Deed) => {
    await carryOut(some, deed);
    await known.again();
  };
  const chosen = items.filter(({ id, state }) => state === 'open' && marked.value.has(id));
  const { quarantine } = officeTexts;
  return (
    <div class={known.trouble ? 'stale' : undefined}>
      <Freshness of={known} />
      {known.found && <Counts counts={known.found.counts} shown={shown} />}
      <Filters shown={shown} go={go} />
      {known.found && items.length === 0 && <p class="empty">{quarantine.none[shown.state]}</p>}
      <MarkedBar items={items} chosen={chosen} act={act} />
      <ul class="put-aside">
        {items.map((entry) => (
          <Entry key={entry.id} entry={entry} act={act} />
        ))}
      </ul>
      {next.value && <button onClick={() => void readMore()}>{officeTexts.operations.more}</button>}
    </div>
  );
}
