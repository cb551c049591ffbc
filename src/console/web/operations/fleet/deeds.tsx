import { useSignal } from '@preact/signals';
import { Section } from '../../citizens/section.js';
import type { Dispenser } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { makeKey } from '../../task/key.js';
import { AskFirst } from '../edit/ask-first.js';
import { Refused } from '../edit/refused.js';
import { useSaving } from '../edit/saving.js';
import { ShownOnce } from '../edit/shown-once.js';
import { asks } from './asks.js';
import '../../styles/edit.css';

interface Props {
  dispenser: Dispenser;
  etag: string | null;
  onDone: () => Promise<void>;
}

type Deed = 'rotate' | 'retire' | 'restore';

/** What can be done about it: a new secret, out of use and back. */
export function Deeds({ dispenser: { deviceId, retiredAt }, etag, onDone }: Props) {
  const { fleet } = officeTexts;
  const asked = useSignal<Deed | null>(null);
  const secret = useSignal<string | null>(null);
  const saving = useSaving();
  const run = async (deed: Deed) => {
    asked.value = null;
    await saving.save(async () => {
      if (deed === 'rotate') secret.value = (await asks.rotate(deviceId, makeKey())).secret;
      else await asks.retire(deviceId, deed === 'retire', etag);
    });
    await onDone();
  };
  const deeds: Deed[] = retiredAt ? ['restore'] : ['rotate', 'retire'];
  return (
    <Section title={fleet.deeds} name="deeds">
      {secret.value && (
        <ShownOnce label={fleet.secretOf(deviceId)} secret={secret.value} onPutAway={() => (secret.value = null)} />
      )}
      <Refused refusal={saving.refusal} conflict={fleet.changedMeanwhile} onReread={() => void onDone()} />
      <div class="actions">
        {deeds.map((deed) => (
          <button key={deed} disabled={saving.isBusy} onClick={() => (asked.value = deed)}>
            {fleet.deed[deed]}
          </button>
        ))}
      </div>
      {asked.value && (
        <AskFirst
          title={fleet.ask[asked.value](deviceId)}
          yes={fleet.deed[asked.value]}
          onYes={() => void run(asked.value!)}
          onNo={() => (asked.value = null)}
        >
          <p>{fleet.follows[asked.value]}</p>
        </AskFirst>
      )}
    </Section>
  );
}
