import { type Signal, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { findCitizens, type Whom } from './by-hand.js';
import { texts } from '../texts.js';

const LEAST = 2;

/** Whom it is about: found by a part of the name, and chosen among those found. */
export function CitizenPicker({ chosen }: { chosen: Signal<Whom | null> }) {
  const name = useSignal('');
  const found = useSignal<readonly Whom[] | null>(chosen.peek() && [chosen.peek()!]);
  const isAsking = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  const isMissing = chosen.value === null;
  useLayoutEffect(() => field.current!.setCustomValidity(isMissing ? texts.byHand.findFirst : ''), [isMissing]);
  const find = async () => {
    if (name.value.trim().length < LEAST || isAsking.value) return;
    isAsking.value = true;
    found.value = await findCitizens(name.value.trim());
    isAsking.value = false;
    chosen.value = found.value?.length === 1 ? found.value[0]! : null;
  };
  const findByEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void find();
  };
  return (
    <div class="picker">
      <label>
        {texts.byHand.citizen}
        <span class="picker-field">
          <input
            ref={field}
            type="search"
            autocomplete="off"
            minLength={LEAST}
            value={name.value}
            onInput={({ currentTarget }) => (name.value = currentTarget.value)}
            onKeyDown={findByEnter}
          />
          <button type="button" disabled={isAsking.value} onClick={() => void find()}>
            {texts.byHand.find}
          </button>
        </span>
      </label>
      <div role="status" class="quiet">
        {found.value && texts.byHand.found(found.value.length)}
      </div>
      {(found.value ?? []).length > 0 && (
        <fieldset class="found">
          <legend class="unseen">{texts.byHand.citizen}</legend>
          {found.value!.map((citizen) => (
            <label key={citizen.id}>
              <input
                type="radio"
                name="citizenId"
                required
                value={citizen.id}
                checked={chosen.value?.id === citizen.id}
                onInput={() => (chosen.value = citizen)}
              />
              <span>
                <b>{citizen.displayName}</b> <span class="quiet">{placeOf(citizen)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}

const placeOf = ({ address }: Whom): string => [address?.street, address?.city].filter(Boolean).join(', ');
