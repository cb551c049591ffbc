import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso/router';
import type { Staff } from '../../model.js';
import { notify } from '../../notices/notices.js';
import { officeTexts } from '../../office-texts.js';
import { session } from '../../session/session.js';
import { AskFirst } from '../edit/ask-first.js';
import { makePassword } from '../edit/password.js';
import { Refused } from '../edit/refused.js';
import { useSaving } from '../edit/saving.js';
import { ShownOnce } from '../edit/shown-once.js';
import { accounts } from './asks.js';

interface Props {
  person: Staff;
  again: () => Promise<void>;
}

type Asked = 'newPassword' | 'signOut' | 'disable' | 'remove';

/** What is done to an account beside what stands in it. */
export function StaffActions({ person, again }: Props) {
  const { route } = useLocation();
  const asked = useSignal<Asked | null>(null);
  const secret = useSignal<string | null>(null);
  const saving = useSaving();
  const words = officeTexts.accounts;
  const { id, version, displayName, disabledAt } = person;
  const isSelf = session.value?.id === id;
  const does: Record<Asked, () => Promise<unknown>> = {
    newPassword: async () => {
      const password = makePassword();
      await accounts.change(id, version, { password });
      secret.value = password;
    },
    signOut: () => accounts.endSessions(id),
    disable: () => accounts.change(id, version, { disabled: true }),
    remove: () => accounts.remove(id, version),
  };
  const run = async (what: Asked) => {
    asked.value = null;
    if (!(await saving.save(does[what]))) return;
    notify(words.done[what](displayName));
    if (what === 'remove') route('/operations/staff');
    else await again();
  };
  const enable = async () => {
    if (await saving.save(() => accounts.change(id, version, { disabled: false }))) await again();
  };
  return (
    <section aria-label={words.more}>
      <h3>{words.more}</h3>
      {secret.value && (
        <ShownOnce
          label={words.passwordOf(displayName)}
          secret={secret.value}
          onPutAway={() => (secret.value = null)}
        />
      )}
      <Refused
        refusal={saving.refusal}
        conflict={words.lastAdministrator}
        onReread={() => void again().then(saving.forget)}
      />
      {disabledAt && <p>{words.disabledHint}</p>}
      <div class="actions">
        <button disabled={saving.isBusy} onClick={() => (asked.value = 'newPassword')}>
          {words.newPassword}
        </button>
        <button disabled={saving.isBusy} onClick={() => (asked.value = 'signOut')}>
          {words.signOut}
        </button>
        {disabledAt ? (
          <button disabled={saving.isBusy} onClick={() => void enable()}>
            {words.enable}
          </button>
        ) : (
          <button disabled={saving.isBusy || isSelf} onClick={() => (asked.value = 'disable')}>
            {words.disable}
          </button>
        )}
        <button disabled={saving.isBusy || isSelf} onClick={() => (asked.value = 'remove')}>
          {words.remove}
        </button>
      </div>
      {asked.value && (
        <AskFirst
          title={words.ask[asked.value](displayName)}
          yes={words[asked.value]}
          onYes={() => void run(asked.value!)}
          onNo={() => (asked.value = null)}
        >
          <p>{words.follows[asked.value]}</p>
        </AskFirst>
      )}
    </section>
  );
}
