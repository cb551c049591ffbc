import { useLocation } from 'preact-iso/router';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { useDistricts } from '../edit/use-districts.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { type Asked, readAsked, WHICH, writeAsked } from './address.js';
import type { FleetCounts } from './asks.js';
import { useFleet } from './fleet.js';
import { FleetRows } from './fleet-rows.js';
import '../../styles/fleet.css';

const TYPED_MILLIS = 250;

/** Every dispenser: how it stands, and the way to each. */
export function FleetPage() {
  return (
    <Frame part="fleet">
      <Fleet />
    </Frame>
  );
}

function Fleet() {
  const { url, route } = useLocation();
  const { search } = new URL(url, location.origin);
  const asked = useMemo(() => readAsked(search), [search]);
  const fleet = useFleet(asked);
  const counts = useRef<FleetCounts | null>(null);
  if (fleet.found?.counts) counts.current = fleet.found.counts;
  const go = (change: Partial<Asked>, replaces = false) => route(writeAsked({ ...asked, ...change }), replaces);
  return (
    <>
      <div class="actions">
        <a class="button" href="/operations/register">
          {officeTexts.fleet.register}
        </a>
        <a class="button" href="/operations/provision">
          {officeTexts.fleet.provision}
        </a>
      </div>
      <Which asked={asked} counts={counts.current} go={go} />
      <Narrower asked={asked} counts={counts.current} go={go} />
      <Freshness of={fleet} />
      {fleet.found && <Found fleet={fleet.found} more={fleet.more} asked={asked} />}
    </>
  );
}

interface Props {
  asked: Asked;
  counts: FleetCounts | null;
  go: (change: Partial<Asked>, replaces?: boolean) => void;
}

/** By how they stand, with how many there are of each. */
function Which({ asked, counts, go }: Props) {
  const { fleet } = officeTexts;
  const countOf = (which: Asked['which']): number | null => {
    if (!counts) return null;
    if (which === '') return counts.all;
    return which === 'troubled' || which === 'unassigned' ? counts[which] : counts.byState[which];
  };
  return (
    <div class="filters fleet-which" role="group" aria-label={fleet.which}>
      {WHICH.map((which) => (
        <button key={which} aria-pressed={asked.which === which} onClick={() => go({ which })}>
          {which === ''
            ? fleet.all
            : which === 'troubled' || which === 'unassigned'
              ? fleet[which]
              : fleet.state[which]}
          <span class="count">{countOf(which)}</span>
        </button>
      ))}
    </div>
  );
}

/** By name, by where whom they serve lives, by what they speak. */
function Narrower({ asked, counts, go }: Props) {
  const { fleet } = officeTexts;
  const typed = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const districts = useDistricts() ?? [];
  useEffect(() => () => clearTimeout(typed.current), []);
  const type = (q: string) => {
    clearTimeout(typed.current);
    typed.current = setTimeout(() => go({ q: q.trim() }, true), TYPED_MILLIS);
  };
  return (
    <div class="fleet-narrower" role="search">
      <label>
        {fleet.name}
        <input
          type="search"
          autocomplete="off"
          spellcheck={false}
          maxLength={64}
          defaultValue={asked.q}
          onInput={({ currentTarget }) => type(currentTarget.value)}
        />
      </label>
      {districts.length > 1 && (
        <label>
          {fleet.district}
          <select value={asked.district} onChange={({ currentTarget }) => go({ district: currentTarget.value })}>
            <option value="">{fleet.everywhere}</option>
            {districts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {fleet.dialect}
        <select value={asked.dialect} onChange={({ currentTarget }) => go({ dialect: currentTarget.value })}>
          <option value="">{fleet.everyDialect}</option>
          {Object.keys(counts?.byDialect ?? {}).map((dialect) => (
            <option key={dialect}>{dialect}</option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Found({
  fleet,
  more,
  asked,
}: {
  fleet: NonNullable<ReturnType<typeof useFleet>['found']>;
  more: () => void;
  asked: Asked;
}) {
  if (fleet.rows.length > 0)
    return (
      <>
        <FleetRows rows={fleet.rows} onEnd={more} />
        {fleet.hasMore && <p class="quiet">{texts.list.loading}</p>}
      </>
    );
  return (
    <p class="empty">{writeAsked(asked) === '/operations/fleet' ? officeTexts.fleet.empty : officeTexts.fleet.none}</p>
  );
}
