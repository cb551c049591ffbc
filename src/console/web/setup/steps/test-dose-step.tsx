import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { gatewayNow } from '../../clock.js';
import { formatMoment, wordFor } from '../../labels.js';
import type { Dispenser } from '../../model.js';
import { officeTexts } from '../../office-texts.js';
import { asks } from '../ground.js';
import { house } from '../house.js';
import type { StepProps } from './step.js';

const LOOK_MILLIS = 2_000;

type Verdict = Awaited<ReturnType<typeof asks.verdicts>>['items'][number];
interface Heard {
  readonly dispenser: Dispenser;
  readonly verdicts: readonly Verdict[];
}

export function TestDoseStep({ isShown }: StepProps) {
  const found = house.value;
  if (!isShown) return null;
  if (!found?.deviceId) return <p>{officeTexts.setup.dispenserFirst}</p>;
  return <WaitingFor deviceId={found.deviceId} mqttPort={found.mqttPort} />;
}

/** Waits for the dispenser's word, and says what is to be done there and why it is not heard yet. */
export function WaitingFor({ deviceId, mqttPort }: { deviceId: string; mqttPort: number | null }) {
  const { setup } = officeTexts;
  const heard = useHeard(deviceId);
  return (
    <div class="waiting-for">
      <ol>
        <li>
          {setup.connect} <code>{addressOf(mqttPort)}</code>
        </li>
        <li>
          {setup.signsIn} <code>{deviceId}</code>
        </li>
        <li>{setup.letOneOut}</li>
      </ol>
      <p role="status">{heard ? sayContact(heard.dispenser) : setup.waiting}</p>
      {heard && <WhyNot verdicts={heard.verdicts} />}
    </div>
  );
}

/** As the page is reached, so is the broker. */
const addressOf = (port: number | null): string => `mqtt://${location.hostname}${port === null ? '' : `:${port}`}`;

function sayContact({ online, lastSeenAt }: Dispenser): string {
  const { setup } = officeTexts;
  if (online) return setup.inContact;
  return lastSeenAt ? setup.wasHeard(formatMoment(lastSeenAt, gatewayNow())) : setup.notHeard;
}

/** The newest judgement of each kind. */
function WhyNot({ verdicts }: { verdicts: readonly Verdict[] }) {
  const { setup } = officeTexts;
  const kinds = new Map(verdicts.toReversed().map((verdict) => [verdict.reason ?? verdict.verdict, verdict]));
  const newest = [...kinds.values()].filter(({ verdict }) => verdict !== 'accepted').slice(-3);
  if (newest.length === 0) return null;
  return (
    <>
      <p>{setup.whyNot}</p>
      <ul>
        {newest.map(({ reason, at, occurrences }) => (
          <li key={reason}>
            {wordFor(setup.reasons, reason)}{' '}
            <small class="quiet">{setup.lastAt(formatMoment(at, gatewayNow()), occurrences)}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

function useHeard(deviceId: string): Heard | null {
  const heard = useSignal<Heard | null>(null);
  useEffect(() => {
    const look = async () => {
      const answers = Promise.all([asks.dispenser(deviceId), asks.verdicts(deviceId)]);
      const [dispenser, verdicts] = await answers.catch(() => [null, null]);
      if (dispenser && verdicts) heard.value = { dispenser, verdicts: verdicts.items };
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_MILLIS);
    return () => clearInterval(timer);
  }, [deviceId]);
  return heard.value;
}
