import { useComputed, useSignal } from '@preact/signals';
import { wordFor } from '../../labels.js';
import type { Staff } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { voice } from '../../texts.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { Gate } from '../edit/gate.js';
import { Field } from '../edit/field.js';
import { accounts } from './asks.js';
import '../../styles/edit.css';

const EVERY_MILLIS = 60_000;
/** Nobody reads further: there is a search. */
const MOST_SHOWN = 200;

/** Who may come in, and as what. Whom one looks for is no part of the address. */
export const StaffPage = () => <Gate part="staff" page={Accounts} />;

function Accounts() {
  const people = useFresh(accounts.staff, [], EVERY_MILLIS);
  const teams = useFresh(accounts.teams, [], null);
  const sought = useSignal('');
  const withDisabled = useSignal(false);
  const words = officeTexts.accounts;
  const all = useComputed(() => sought.value.trim().toLocaleLowerCase());
  const found = (people.found?.items ?? []).filter(
    ({ displayName, username, disabledAt }) =>
      (withDisabled.value || disabledAt === null) &&
      [displayName, username].some((name) => name.toLocaleLowerCase().includes(all.value)),
  );
  const nameTeam = (id: string) => teams.found?.items.find((team) => team.id === id)?.name;
  return (
    <Frame part="staff">
      <div class="find-among">
        <Field
          label={words.seek}
          type="search"
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => (sought.value = currentTarget.value)}
        />
        <label class="check-line">
          <input
            type="checkbox"
            checked={withDisabled.value}
            onChange={({ currentTarget }) => (withDisabled.value = currentTarget.checked)}
          />
          {words.withDisabled}
        </label>
        <a class="button primary" href="/operations/staff/new">
          {words.hire}
        </a>
      </div>
      <Freshness of={people} />
      <p role="status">{people.found && words.found(found.length)}</p>
      <ul class="entries">
        {found
          .toSorted((a, b) => a.displayName.localeCompare(b.displayName))
          .slice(0, MOST_SHOWN)
          .map((person) => (
            <Line
              key={person.id}
              person={person}
              teams={person.teamIds.map(nameTeam).filter((name) => name !== undefined)}
            />
          ))}
      </ul>
      {found.length > MOST_SHOWN && <p class="quiet">{words.seekFurther(MOST_SHOWN)}</p>}
    </Frame>
  );
}

function Line({ person, teams }: { person: Staff; teams: readonly string[] }) {
  const words = officeTexts.accounts;
  const roles = person.roles.map((role) => wordFor(words.role, role));
  return (
    <li>
      <a href={`/operations/staff/${person.id}`}>
        <strong>{person.displayName}</strong>
        {person.disabledAt && <span class="mark">{words.disabled}</span>}
        <small>{[person.username, voice().list(roles), voice().list(teams)].filter(Boolean).join(' · ')}</small>
      </a>
    </li>
  );
}
