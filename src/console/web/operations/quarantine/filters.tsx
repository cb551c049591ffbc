import { officeTexts } from '../../office-texts.js';
import { KINDS, type Shown, STATES } from './shown.js';

interface Props {
  shown: Shown;
  go: (change: Partial<Shown>) => void;
}

export function Filters({ shown: { kind, deviceId, state, reason }, go }: Props) {
  const { quarantine } = officeTexts;
  const look = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get('device') as string;
    go({ deviceId: typed.trim() });
  };
  return (
    <form class="narrow-by" onSubmit={look} aria-label={quarantine.narrow}>
      <label>
        {quarantine.heads.kind}
        <select
          value={kind}
          onChange={({ currentTarget: { value } }) =>
            go({ kind: KINDS.find((each) => each === value) ?? '', reason: '' })
          }
        >
          <option value="">{quarantine.everyKind}</option>
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {quarantine.kind[each]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {quarantine.heads.state}
        <select
          value={state}
          onChange={({ currentTarget: { value } }) => go({ state: STATES.find((each) => each === value)!, reason: '' })}
        >
          {STATES.map((each) => (
            <option key={each} value={each}>
              {quarantine.state[each]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {quarantine.heads.dispenser}
        <input key={deviceId} name="device" type="search" autocomplete="off" maxLength={64} defaultValue={deviceId} />
      </label>
      <button>{quarantine.look}</button>
      {(kind || deviceId || reason || state !== 'open') && (
        <button type="button" onClick={() => go({ kind: '', deviceId: '', state: 'open', reason: '' })}>
          {quarantine.everything}
        </button>
      )}
    </form>
  );
}
