import { useSignal } from '@preact/signals';
import type { Whom } from '../../by-hand/by-hand.js';
import { CitizenPicker } from '../../by-hand/citizen-picker.js';
import { officeTexts } from '../../office-texts.js';
import { may } from '../../session/session.js';
import { type Asked, isId, KINDS } from './asked.js';

interface Props {
  asked: Asked;
  /** Of everybody, and not of one citizen alone. */
  isWhole: boolean;
  go: (change: Partial<Asked>) => void;
}

/** By whom, of whom, of what kind and when; persons by their ids, so that the address names nobody. */
export function ReadFilters({ asked, isWhole, go }: Props) {
  const { reads } = officeTexts;
  const flaw = useSignal('');
  const look = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const read = (name: string) => ((fields.get(name) as string | null) ?? '').trim().toLowerCase();
    const [citizenId, principalId, from, to] = [read('citizen'), read('who'), read('from'), read('to')];
    flaw.value = [citizenId, principalId].some((id) => id !== '' && !isId(id)) ? reads.noId : '';
    if (from && to && to < from) flaw.value = reads.badPeriod;
    const kind = KINDS.find((each) => each === fields.get('kind')) ?? '';
    if (!flaw.value) go({ kind, citizenId, principalId, from, to });
  };
  const { kind, citizenId, principalId, from, to } = asked;
  return (
    <>
      {may('citizens:read') && <WhomToAsk go={go} />}
      <form key={JSON.stringify(asked)} class="narrow-by" aria-label={reads.narrow} onSubmit={look}>
        {isWhole && (
          <label>
            {reads.heads.kind}
            <select name="kind" defaultValue={kind}>
              <option value="">{reads.everyKind}</option>
              {KINDS.map((each) => (
                <option key={each} value={each} selected={each === kind}>
                  {reads.kind[each]}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {reads.citizenField}
          <input name="citizen" autocomplete="off" spellcheck={false} defaultValue={citizenId} />
        </label>
        <label>
          {reads.whoField}
          <input name="who" autocomplete="off" spellcheck={false} defaultValue={principalId} />
        </label>
        <label>
          {reads.from}
          <input name="from" type="date" defaultValue={from} />
        </label>
        <label>
          {reads.to}
          <input name="to" type="date" defaultValue={to} />
        </label>
        <button>{reads.look}</button>
        <p class="error" role="alert">
          {flaw.value}
        </p>
      </form>
    </>
  );
}

function WhomToAsk({ go }: Pick<Props, 'go'>) {
  const { reads } = officeTexts;
  const chosen = useSignal<Whom | null>(null);
  const look = (event: SubmitEvent) => {
    event.preventDefault();
    if (chosen.value) go({ citizenId: chosen.value.id });
  };
  return (
    <details>
      <summary>{reads.byName}</summary>
      <form class="form" aria-label={reads.byName} onSubmit={look}>
        <CitizenPicker chosen={chosen} />
        <div class="form-buttons">
          <button class="primary" disabled={chosen.value === null}>
            {reads.look}
          </button>
        </div>
      </form>
    </details>
  );
}
