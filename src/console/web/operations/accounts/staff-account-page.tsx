import { useSignal } from '@preact/signals';
import { useLocation, useRoute } from 'preact-iso/router';
import { useRef } from 'preact/hooks';
import type { Staff } from '../../model.js';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { Frame } from '../frame.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { Gate } from '../edit/gate.js';
import { Choices, Field, readForm } from '../edit/field.js';
import { makePassword } from '../edit/password.js';
import { Refused } from '../edit/refused.js';
import { isWrong, useSaving } from '../edit/saving.js';
import { ShownOnce } from '../edit/shown-once.js';
import { accounts, type Role } from './asks.js';
import { roleChoices } from './roles.js';
import { StaffActions } from './staff-actions.js';
import '../../styles/edit.css';

const NEW = 'new';

/** One account, or one that is to be. */
export const StaffAccountPage = () => <Gate part="staff" page={Opened} />;

function Opened() {
  const id = useRoute().params.id ?? NEW;
  const words = officeTexts.accounts;
  const person = useFresh(async () => (id === NEW ? null : await accounts.person(id)), [id], null);
  const known = person.found;
  const isGone = person.trouble?.status === 404;
  return (
    <Frame part="staff" title={id === NEW ? words.hire : (known?.displayName ?? officeTexts.operations.parts.staff)}>
      <a class="back-to" href="/operations/staff">
        ← {officeTexts.operations.parts.staff}
      </a>
      {isGone && <p class="empty">{officeTexts.edit.gone}</p>}
      {id !== NEW && !known && !isGone && <Freshness of={person} />}
      {(known || id === NEW) && <Account key={`${id} ${known?.version}`} person={known} again={person.again} />}
      {known && <StaffActions key={known.id} person={known} again={person.again} />}
    </Frame>
  );
}

interface Props {
  person: Staff | null;
  again: () => Promise<void>;
}

function Account({ person, again }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { route } = useLocation();
  const saving = useSaving();
  const made = useSignal<{ id: string; password: string } | null>(null);
  const known = useFresh(accounts.roles, [], null);
  const teams = useFresh(accounts.teams, [], null);
  const words = officeTexts.accounts;
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const { text, all } = readForm(form.current!);
    const said = { displayName: text('displayName'), roles: all('roles') as Role[], teamIds: all('teamIds') };
    const password = makePassword();
    const isSaved = await saving.save(async () => {
      if (person) await accounts.change(person.id, person.version, said);
      else made.value = { id: (await accounts.hire({ ...said, username: text('username'), password })).id, password };
    });
    if (!isSaved || !person) return;
    notify(officeTexts.edit.saved);
    await again();
  };
  const { refusal } = saving;
  if (made.value) {
    const { id, password } = made.value;
    return (
      <ShownOnce label={words.firstPassword} secret={password} onPutAway={() => route(`/operations/staff/${id}`)} />
    );
  }
  if (!known.found || !teams.found) return <Freshness of={known.found ? teams : known} />;
  return (
    <form ref={form} class="edit" aria-label={officeTexts.operations.parts.staff} onSubmit={save}>
      {!person && (
        <Field
          label={words.username}
          hint={words.usernameHint}
          name="username"
          required
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={64}
          wrong={isWrong(refusal, 'username') ? words.usernameHint : refusal?.status === 409 && words.taken}
        />
      )}
      <Field
        label={words.displayName}
        name="displayName"
        required
        maxLength={200}
        autocomplete="off"
        defaultValue={person?.displayName ?? ''}
        wrong={isWrong(refusal, 'displayName') && officeTexts.edit.notAName}
      />
      <Choices
        label={words.roles}
        hint={words.rolesHint}
        name="roles"
        some={roleChoices(known.found)}
        chosen={person?.roles ?? []}
        wrong={isWrong(refusal, 'roles') && words.noRole}
      />
      <Choices
        label={words.teams}
        hint={words.teamsHint}
        name="teamIds"
        some={teams.found.items.toSorted(byName).map(({ id, name }) => ({ value: id, words: name }))}
        chosen={person?.teamIds ?? []}
        wrong={isWrong(refusal, 'teamIds') && words.noSuchTeam}
      />
      <Refused
        refusal={refusal}
        conflict={person ? words.lastAdministrator : words.taken}
        onReread={() => void again().then(saving.forget)}
      />
      <div class="form-buttons">
        <button class="primary" disabled={saving.isBusy}>
          {person ? officeTexts.edit.save : words.hire}
        </button>
      </div>
    </form>
  );
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
