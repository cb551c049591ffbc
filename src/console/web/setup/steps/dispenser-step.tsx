import { useSignal } from '@preact/signals';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { asks, lookAgain } from '../ground.js';
import { house } from '../house.js';
import { ShownOnce } from '../shown-once.js';
import type { StepProps } from './step.js';
import { StepForm } from '../step-form.js';

/** Which dispenser she gets. One that is new gets a secret, which is shown this once. */
export function DispenserStep({ isShown, onDone }: StepProps) {
  const made = useSignal<{ deviceId: string; secret: string } | null>(null);
  const { setup } = officeTexts;
  const found = house.value;
  const isOpen = isShown && found?.isOpen && found.ticks.citizen;
  const renew = async () => {
    const deviceId = house.peek()?.deviceId;
    if (deviceId) made.value = await asks.newSecret(deviceId).catch(() => null);
  };
  return (
    <>
      {isOpen && (
        <StepForm
          label={texts.house.steps.dispenser}
          onDone={onDone}
          submit={setup.save}
          fields={{ deviceId: setup.deviceId }}
          onSubmit={async (read) => {
            const { deviceId, secret } = await asks.putDispenser(read('deviceId'));
            if (secret) made.value = { deviceId, secret };
            await lookAgain();
            return undefined;
          }}
        >
          <label>
            {setup.deviceId}
            <input name="deviceId" required maxLength={64} pattern="[A-Za-z0-9._\-]+" autocomplete="off" />
            <span class="quiet">{setup.deviceIdHint}</span>
          </label>
        </StepForm>
      )}
      {made.value && (
        <ShownOnce title={setup.secretOf(made.value.deviceId)} onNoted={() => void (made.value = null)}>
          <p>
            <code>{made.value.secret}</code>
          </p>
        </ShownOnce>
      )}
      {!made.value && found?.deviceId && !found.isLive && (
        <button class="plain" onClick={() => void renew()}>
          {setup.newSecret}
        </button>
      )}
    </>
  );
}
