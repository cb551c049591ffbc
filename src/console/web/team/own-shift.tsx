import { useSignal } from '@preact/signals';
import { gatewayNow } from '../clock.js';
import { formatMoment } from '../labels.js';
import { texts } from '../texts.js';
import { duty, ownShift, startShift, stopShift } from './duty.js';

/** Whether the reader is on shift in this team of hers, and how she says otherwise. */
export function OwnShift() {
  const own = ownShift.value;
  const busy = useSignal(false);
  if (!own) return null;
  const press = async (say: () => Promise<void>) => {
    busy.value = true;
    await say();
    busy.value = false;
  };
  const until = own.until && formatMoment(own.until, gatewayNow(), duty.value?.zone);
  return (
    <section aria-live="polite">
      <h3>{texts.team.mine}</h3>
      <p>{own.by && until ? texts.team.on[own.by](until) : texts.team.notOn}</p>
      <p class="quiet">{own.onShift ? texts.team.stopHint : texts.team.startHint}</p>
      <div class="actions">
        {own.onShift ? (
          <button class="primary" disabled={busy.value} onClick={() => void press(stopShift)}>
            {texts.team.stop}
          </button>
        ) : (
          <>
            <button class="primary" disabled={busy.value} onClick={() => void press(startShift)}>
              {texts.team.start}
            </button>
            {duty.value?.onDuty && duty.value.members === null && (
              <button disabled={busy.value} onClick={() => void press(stopShift)}>
                {texts.team.stop}
              </button>
            )}
          </>
        )}
      </div>
    </section>
  );
}
