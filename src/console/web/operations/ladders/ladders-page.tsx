import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import { useEffect, useMemo } from 'preact/hooks';
import type { Whom } from '../../by-hand/by-hand.js';
import { CitizenPicker } from '../../by-hand/citizen-picker.js';
import { districts, readDistricts } from '../../districts.js';
import { wordFor } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { may } from '../../session/session.js';
import { texts } from '../../texts.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { asks, type Ladder, type Place } from './asks.js';
import { draftOf } from './draft.js';
import { isSetHere, placeOf, readPlace, writePlace } from './place.js';
import { sayMinutes, sayRung, sayScope } from './say.js';

/** Who is asked, in which order, after how long: as it holds for everybody, in a district or for a citizen. */
export function LaddersPage() {
  return (
    <Frame part="ladders">
      <Ladders />
    </Frame>
  );
}

function Ladders() {
  const { url, route } = useLocation();
  const search = new URL(url, location.origin).search;
  const place = useMemo(() => readPlace(search), [search]);
  useEffect(() => void readDistricts(), []);
  const known = useFresh(
    async () => {
      const [held, set] = await Promise.all([asks.list(place), asks.set()]);
      return { held, set };
    },
    [search],
    null,
  );
  return (
    <div class={known.trouble ? 'stale' : undefined}>
      <Freshness of={known} />
      <p class="quiet">{officeTexts.ladders.hint}</p>
      <Places place={place} go={(to) => route(writePlace('/operations/ladders', to))} />
      {known.found && (
        <>
          <ul class="ladders">
            {known.found.held.map((ladder) => (
              <Held key={ladder.name} ladder={ladder} place={place} />
            ))}
          </ul>
          <SetList set={known.found.set} />
        </>
      )}
    </div>
  );
}

function Places({ place, go }: { place: Place; go: (to: Place) => void }) {
  const { ladders } = officeTexts;
  const chosen = useSignal<Whom | null>(null);
  const look = (event: SubmitEvent) => {
    event.preventDefault();
    if (chosen.value) go({ districtId: '', citizenId: chosen.value.id });
  };
  return (
    <div class="narrow-by">
      <label>
        {ladders.whose}
        <select
          value={place.citizenId ? 'citizen' : place.districtId}
          onChange={({ currentTarget: { value } }) => go({ districtId: value, citizenId: '' })}
        >
          <option value="">{ladders.everybody}</option>
          {districts.value.map(({ id, name }) => (
            <option key={id} value={id}>
              {texts.aDistrict(name)}
            </option>
          ))}
          {place.citizenId && (
            <option value="citizen" disabled>
              {ladders.ofCitizen}
            </option>
          )}
        </select>
      </label>
      {may('citizens:read') && (
        <details>
          <summary>{ladders.forCitizen}</summary>
          <form class="form" aria-label={ladders.forCitizen} onSubmit={look}>
            <CitizenPicker chosen={chosen} />
            <div class="form-buttons">
              <button class="primary" disabled={chosen.value === null}>
                {ladders.show}
              </button>
            </div>
          </form>
        </details>
      )}
    </div>
  );
}

function Held({ ladder, place }: { ladder: Ladder; place: Place }) {
  const { ladders } = officeTexts;
  const { rungs, claimTimeout, claimReminder } = draftOf(ladder);
  return (
    <li class={isSetHere(ladder, place) ? 'set-here' : undefined}>
      <h3>
        <a href={writePlace(`/operations/ladders/${ladder.name}`, place)}>{wordFor(texts.ladder, ladder.name)}</a>
      </h3>
      <p class="quiet">{ladders.holds(sayScope(ladder))}</p>
      <ol>
        {rungs.map((rung, n) => (
          <li key={n}>{sayRung(rung)}</li>
        ))}
      </ol>
      <p class="quiet">{ladders.claim(sayMinutes(claimTimeout), claimReminder && sayMinutes(claimReminder))}</p>
    </li>
  );
}

/** Where any was set: else it is found only by who happens to look there. */
function SetList({ set }: { set: readonly Ladder[] }) {
  const { ladders } = officeTexts;
  return (
    <section>
      <h3>{ladders.set}</h3>
      {set.length === 0 && <p class="quiet">{ladders.noneSet}</p>}
      <ul class="lines">
        {set.map((ladder) => (
          <li key={`${ladder.name} ${ladder.districtId} ${ladder.citizenId}`}>
            <a href={writePlace(`/operations/ladders/${ladder.name}`, placeOf(ladder))}>
              {`${wordFor(texts.ladder, ladder.name)}: ${sayScope(ladder)}`}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
