import '../styles/citizens.css';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { nameDistrict } from '../districts.js';
import type { Citizen } from '../model.js';
import { texts } from '../texts.js';
import { placeOf } from './place.js';
import { asked, found, search } from './search.js';

/** As many as the gateway finds at once. */
const MOST_FOUND = 50;

/** Who is this? By name or number, among those the reader reaches; every search is logged. */
export function SearchPage() {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void search(field.current!.value);
  };
  return (
    <main class="page">
      <h2>{texts.citizens.title}</h2>
      <form class="find-citizen" role="search" onSubmit={send}>
        <label>
          {texts.citizens.field}
          <input
            ref={field}
            type="search"
            name="who"
            minLength={2}
            maxLength={200}
            required
            autocomplete="off"
            spellcheck={false}
            defaultValue={asked.value}
            aria-describedby="search-hint"
          />
        </label>
        <button class="primary">{texts.citizens.find}</button>
      </form>
      <p id="search-hint" class="quiet">
        {texts.citizens.hint}
      </p>
      <Found />
    </main>
  );
}

function Found() {
  const people = found.value;
  return (
    <>
      <p role="status">{sayFound(people)}</p>
      {Array.isArray(people) && (
        <ul class="people">
          {people.map((citizen: Citizen) => (
            <li key={citizen.id}>
              <a href={`/citizens/${citizen.id}`}>
                <strong>{citizen.displayName}</strong>
                <small>{[placeOf(citizen), nameDistrict(citizen.districtId)].filter(Boolean).join(' · ')}</small>
                {citizen.deceasedAt && <small>{texts.event['citizen.deceased']}</small>}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function sayFound(people: typeof found.value): string {
  if (people === null) return '';
  if (people === 'failed') return texts.citizens.failed;
  if (people.length === 0) return texts.citizens.nobody;
  return people.length >= MOST_FOUND ? texts.citizens.foundFirst(people.length) : texts.citizens.found(people.length);
}
