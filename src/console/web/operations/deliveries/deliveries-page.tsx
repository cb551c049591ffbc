import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import { ApiError } from '../../api.js';
import { wordFor } from '../../labels.js';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { sayRefusal } from '../refusals.js';
import { asks, type Delivery, STATES } from './asks.js';
import { FailingTable } from './failing-table.js';
import { DeliveriesTable } from './deliveries-table.js';

const EVERY_MILLIS = 15_000;

/** What was to leave the house and could not, and what else fails again and again. */
export function DeliveriesPage() {
  return (
    <Frame part="deliveries">
      <Deliveries />
    </Frame>
  );
}

function Deliveries() {
  const { query, route } = useLocation();
  const state = STATES.find((each) => each === query.state) ?? 'parked';
  const more = useSignal<readonly Delivery[]>([]);
  const next = useSignal<string | null>(null);
  const known = useFresh(
    async () => {
      const [page, failing] = await Promise.all([asks.list(state), asks.failing()]);
      // What was read beyond the first page stands until somebody asks for another list.
      if (more.peek().length === 0) next.value = page.nextCursor;
      return { items: page.items, failing };
    },
    [state],
    EVERY_MILLIS,
  );
  const { deliveries } = officeTexts;
  const explain = (error: unknown): null => {
    const { status, body } = error instanceof ApiError ? error : new ApiError(0);
    const is = status === 409 && typeof body.state === 'string' ? wordFor(deliveries.state, body.state) : null;
    notify(is ? deliveries.already(is) : sayRefusal(error), 'warning');
    return null;
  };
  const retry = async ({ id }: Delivery) => {
    const again = await asks.retry(id).catch(explain);
    if (again) notify(deliveries.again);
    more.value = [];
    await known.again();
  };
  const readMore = async () => {
    const page = await asks.list(state, next.value!).catch(explain);
    if (!page) return;
    more.value = [...more.value, ...page.items];
    next.value = page.nextCursor;
  };
  const choose = (value: string) => {
    more.value = [];
    route(value === 'parked' ? '/operations/deliveries' : `/operations/deliveries?state=${value}`);
  };
  const fresh = known.found?.items ?? [];
  const items = [...fresh, ...more.value.filter(({ id }) => fresh.every((one) => one.id !== id))];
  return (
    <div class={known.trouble ? 'stale' : undefined}>
      <Freshness of={known} />
      <section>
        <h3>{deliveries.title}</h3>
        <p class="quiet">{deliveries.hint}</p>
        <div class="narrow-by">
          <label>
            {deliveries.heads.state}
            <select value={state} onChange={({ currentTarget: { value } }) => choose(value)}>
              {STATES.map((each) => (
                <option key={each} value={each}>
                  {deliveries.state[each]}
                </option>
              ))}
            </select>
          </label>
        </div>
        {known.found && <DeliveriesTable items={items} retry={retry} />}
        {next.value && <button onClick={() => void readMore()}>{officeTexts.operations.more}</button>}
      </section>
      <section>
        <h3>{deliveries.failing}</h3>
        <p class="quiet">{deliveries.failingHint}</p>
        {known.found && <FailingTable items={known.found.failing} />}
      </section>
    </div>
  );
}
