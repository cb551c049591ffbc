import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import { useRef } from 'preact/hooks';
import { useDistricts } from '../edit/use-districts.js';
import { officeTexts } from '../../office-texts.js';
import { Freshness } from '../freshness.js';
import { useFresh } from '../fresh.js';
import { Choices, Field, readForm } from '../edit/field.js';
import { Refused } from '../edit/refused.js';
import { isWrong, useSaving } from '../edit/saving.js';
import { ShownOnce } from '../edit/shown-once.js';
import { accounts, type NewPartner as Wanted } from './asks.js';
import { scopeChoices } from './roles.js';

/** Lets a system in: what it may, and where. Its secret is shown this once. */
export function NewPartner() {
  const form = useRef<HTMLFormElement>(null);
  const { route } = useLocation();
  const saving = useSaving();
  const known = useFresh(accounts.roles, [], null);
  const districts = useDistricts();
  const made = useSignal<{ id: string; name: string; clientSecret: string } | null>(null);
  const isMissing = useSignal(false);
  const words = officeTexts.partners;
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const { text, all } = readForm(form.current!);
    const scopes = all('scopes') as Wanted['scopes'];
    const districtIds = all('districtIds');
    isMissing.value = scopes.length === 0;
    if (isMissing.value) return;
    const body = { name: text('name'), scopes, ...(districtIds.length > 0 && { districtIds }) };
    await saving.save(async () => (made.value = await accounts.letIn(body)));
  };
  if (made.value) {
    const { id, name, clientSecret } = made.value;
    const goOn = () => route(`/operations/partners/${id}`);
    return <ShownOnce label={words.secretOf(name)} secret={clientSecret} onPutAway={goOn} />;
  }
  if (!known.found) return <Freshness of={known} />;
  const { refusal } = saving;
  return (
    <form ref={form} class="edit" aria-label={words.letIn} onSubmit={save}>
      <Field
        label={words.name}
        name="name"
        required
        maxLength={200}
        autocomplete="off"
        wrong={isWrong(refusal, 'name') && officeTexts.edit.notAName}
      />
      <Choices
        label={words.mayDo}
        hint={words.scopesHint}
        name="scopes"
        some={scopeChoices(known.found)}
        chosen={[]}
        wrong={(isMissing.value || isWrong(refusal, 'scopes')) && words.noScope}
      />
      <Choices
        label={words.where}
        hint={words.whereHint}
        name="districtIds"
        some={(districts ?? []).map(({ id, name }) => ({ value: id, words: name }))}
        chosen={[]}
        wrong={isWrong(refusal, 'districtIds') && words.noSuchDistrict}
      />
      <Refused refusal={refusal} />
      <div class="form-buttons">
        <button class="primary" disabled={saving.isBusy}>
          {words.letIn}
        </button>
      </div>
    </form>
  );
}
