import { type Signal, useSignal } from '@preact/signals';
import type { Whom } from '../../by-hand/by-hand.js';
import { CitizenPicker } from '../../by-hand/citizen-picker.js';
import { gatewayNow } from '../../clock.js';
import { formatMoment, nameType } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { may, zone } from '../../session/session.js';
import { texts } from '../../texts.js';
import type { Quarantined } from './asks.js';
import { type Deed, marked, progress, refused, toggleMark } from './deeds.js';

interface Props {
  entry: Quarantined;
  act: (some: readonly Quarantined[], deed: Deed) => Promise<void>;
}

/** One of them: what it is in a line, and opened what it said and what can be done about it. */
export function Entry({ entry, act }: Props) {
  const { quarantine } = officeTexts;
  const { id, kind, deviceId, reason, receivedAt, occurrences, state, telemetry } = entry;
  const moment = (at: string) => formatMoment(at, gatewayNow(), zone.value);
  const isOpen = useSignal(false);
  const name = `${quarantine.kind[kind]}, ${texts.aDispenser(deviceId)}, ${moment(receivedAt)}`;
  const isMarkable = state === 'open' && may('operations:write');
  const refusal = refused.value.get(id);
  return (
    <li class="aside-entry">
      {isMarkable && (
        <label class="mark">
          <input type="checkbox" checked={marked.value.has(id)} onChange={() => toggleMark(id)} />
          <span class="unseen">{quarantine.mark(name)}</span>
        </label>
      )}
      <details onToggle={({ currentTarget: { open } }) => (isOpen.value = open)}>
        <summary>
          <b>{quarantine.kind[kind]}</b> <span>{texts.aDispenser(deviceId)}</span>{' '}
          <span class="quiet">{moment(receivedAt)}</span>
          {occurrences > 1 && <span class="quiet"> {texts.again(occurrences)}</span>}
          {telemetry && telemetry.type !== 'event.rejected' && <span class="quiet"> {nameType(telemetry.type)}</span>}
          <code lang="en" class="reason">
            {reason}
          </code>
        </summary>
        {isOpen.value && <Opened entry={entry} act={act} />}
      </details>
      {state !== 'open' && <p class="quiet">{quarantine.state[state]}</p>}
      {refusal && (
        <p class="error" role="status">
          {refusal}
        </p>
      )}
    </li>
  );
}

function Opened({ entry, act }: Props) {
  const { quarantine } = officeTexts;
  const { kind, cause, telemetry, state } = entry;
  return (
    <div class="opened">
      <p>{quarantine.means[kind]}</p>
      {kind === 'waiting' || cause === 'infrastructure' ? <p class="quiet">{quarantine.goesByItself}</p> : null}
      {telemetry ? <Said telemetry={telemetry} /> : <p class="quiet">{quarantine.unshown}</p>}
      {state === 'open' && may('operations:write') && <Deeds entry={entry} act={act} />}
    </div>
  );
}

function Said({ telemetry }: { telemetry: NonNullable<Quarantined['telemetry']> }) {
  const { quarantine } = officeTexts;
  const { payload, payloadEncoding, payloadLength, notes } = telemetry;
  return (
    <>
      <h4>{quarantine.said(payloadLength)}</h4>
      <pre tabIndex={0} aria-label={quarantine.said(payloadLength)}>
        {payloadEncoding === 'utf-8' ? indented(payload) : payload}
      </pre>
      {notes.length > 0 && (
        <p class="quiet">
          {quarantine.notes} <code lang="en">{notes.join(', ')}</code>
        </p>
      )}
    </>
  );
}

/** JSON so that it can be read; what is none as it came. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What can be done, and what each would do before it is pressed. */
function Deeds({ entry, act }: Props) {
  const { quarantine } = officeTexts;
  const { kind } = entry;
  const isBusy = progress.value !== null;
  return (
    <dl class="deeds">
      <dt>
        <button disabled={isBusy} onClick={() => void act([entry], { name: 'retry' })}>
          {quarantine.retry}
        </button>
      </dt>
      <dd>{quarantine.retryDoes[kind]}</dd>
      <dt>
        <button disabled={isBusy} onClick={() => void act([entry], { name: 'dismiss', alike: false })}>
          {quarantine.dismiss}
        </button>
      </dt>
      <dd>{quarantine.dismissDoes}</dd>
      <dt>
        <button disabled={isBusy} onClick={() => void act([entry], { name: 'dismiss', alike: true })}>
          {quarantine.dismissAlike}
        </button>
      </dt>
      <dd>{quarantine.dismissAlikeDoes}</dd>
      {may('citizens:read') && <Assign entry={entry} act={act} />}
    </dl>
  );
}

function Assign({ entry, act }: Props) {
  const { quarantine } = officeTexts;
  const chosen: Signal<Whom | null> = useSignal<Whom | null>(null);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (chosen.value) void act([entry], { name: 'assign', citizenId: chosen.value.id });
  };
  return (
    <>
      <dt>
        <details>
          <summary class="button">{quarantine.assign}</summary>
          <form class="form" aria-label={quarantine.assign} onSubmit={send}>
            <CitizenPicker chosen={chosen} />
            <div class="form-buttons">
              <button class="primary" disabled={chosen.value === null || progress.value !== null}>
                {quarantine.assignIt}
              </button>
            </div>
          </form>
        </details>
      </dt>
      <dd>{quarantine.assignDoes[entry.kind]}</dd>
    </>
  );
}
