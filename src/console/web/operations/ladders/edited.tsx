import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiError } from '../../api.js';
import { readDistricts } from '../../districts.js';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { may, mayTry, reachesAll } from '../../session/session.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { sayRefusal } from '../refusals.js';
import { asks, type Name, type Place } from './asks.js';
import { Changes } from './changes.js';
import { isSame } from './diff.js';
import { asSent, type Draft, draftOf } from './draft.js';
import { Editor } from './editor.js';
import { isSetHere } from './place.js';
import { sayScope } from './say.js';

/** A ladder as it holds in a place, and what the reader makes of it. */
export function Edited({ name, place }: { name: Name; place: Place }) {
  const { ladders } = officeTexts;
  const draft = useSignal<Draft | null>(null);
  const flaws = useSignal<ReadonlyMap<string, string>>(new Map());
  const isBusy = useSignal(false);
  useEffect(() => void readDistricts(), []);
  const read = async () => {
    const [held, above] = await Promise.all([asks.one(name, place), asks.above(name, place)]);
    // What is being edited stays: what it changes is said against what holds by now.
    draft.value ??= draftOf(held.ladder);
    return { ...held, above };
  };
  const known = useFresh(read, [], null);
  const begin = (from: Draft | null) => {
    draft.value = from;
    flaws.value = new Map();
  };
  const carryOut = async (act: () => Promise<unknown>, said: string) => {
    isBusy.value = true;
    try {
      await act();
      begin(null);
      await known.again();
      notify(said);
    } catch (error) {
      const { status, body } = error instanceof ApiError ? error : new ApiError(0);
      flaws.value = new Map((body.errors ?? []).map(({ path, message }) => [path, message]));
      if (status === 412) await known.again();
      notify(status === 412 ? ladders.meanwhile : status === 422 ? ladders.flawed : sayRefusal(error), 'warning');
    } finally {
      isBusy.value = false;
    }
  };
  const isSomebodys = place.districtId !== '' || place.citizenId !== '';
  const mayChange = may('ladders:write') && (isSomebodys || reachesAll('places'));
  const held = known.found;
  const [before, after] = [held && draftOf(held.ladder), draft.value];
  return (
    <div class={known.trouble ? 'stale' : undefined}>
      <Freshness of={known} />
      {held && before && after && (
        <>
          <p>{ladders.holds(sayScope(held.ladder))}</p>
          <p class="quiet">{mayChange ? ladders.running : ladders.notYours}</p>
          {mayTry.value && (
            <p>
              <a href={place.citizenId ? `/what-if?citizen=${place.citizenId}` : '/what-if'}>{ladders.tryOut}</a>
            </p>
          )}
          <Editor draft={after} flaws={flaws.value} isFixed={!mayChange} onChange={(next) => (draft.value = next)} />
          {mayChange && (
            <section aria-labelledby="changes">
              <h3 id="changes">{ladders.changes}</h3>
              <Changes before={before} after={after} />
              <div class="form-buttons">
                <button
                  class="primary"
                  disabled={isBusy.value || isSame(before, after)}
                  onClick={() => void carryOut(() => asks.save(name, place, held.etag, asSent(after)), ladders.saved)}
                >
                  {ladders.save}
                </button>
                <button disabled={isBusy.value || isSame(before, after)} onClick={() => begin(before)}>
                  {ladders.undo}
                </button>
              </div>
            </section>
          )}
          {mayChange && isSetHere(held.ladder, place) && (
            <section aria-labelledby="forget">
              <h3 id="forget">{ladders.forget}</h3>
              <p>{ladders.fallsBack(sayScope(held.above))}</p>
              <Changes before={before} after={draftOf(held.above)} />
              <div class="form-buttons">
                <button
                  disabled={isBusy.value}
                  onClick={() => void carryOut(() => asks.forget(name, place, held.etag), ladders.forgotten)}
                >
                  {ladders.forgetIt}
                </button>
              </div>
            </section>
          )}
        </>
      )}
    </div>
  );
}
