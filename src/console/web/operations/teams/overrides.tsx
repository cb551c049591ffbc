import type { ApiError } from '../../api.js';
import { gatewayNow } from '../../clock.js';
import { officeTexts } from '../../office-texts.js';
import { Field } from '../edit/field.js';
import { isWrong } from '../edit/saving.js';
import { changeOverride, type Override, type Roster, withoutOverride } from './draft.js';
import { instantOf, wallOf } from './wall.js';

interface Props {
  roster: Roster;
  zone: string;
  refusal: ApiError | null;
  onChange: (roster: Roster) => void;
}

const DAY_MILLIS = 86_400_000;
const REASON_CHARS = 500;

/** What holds in spite of the shifts, from one instant to another; of two that overlap the later in the list holds. */
export function Overrides({ roster, zone, refusal, onChange }: Props) {
  const words = officeTexts.roster;
  const add = () => {
    const tomorrow = wallOf(zone, gatewayNow() + DAY_MILLIS).slice(0, 10);
    const [from, to] = ['07:00', '15:00'].map((time) => instantOf(zone, `${tomorrow}T${time}`));
    onChange({ ...roster, overrides: [...roster.overrides, { from: from!, to: to!, onDuty: false }] });
  };
  return (
    <section aria-labelledby="of-overrides">
      <h4 id="of-overrides">{words.overrides}</h4>
      <p class="quiet">{words.overridesHint}</p>
      {roster.overrides.map((override, i) => (
        <OneOverride
          key={i}
          at={i}
          override={override}
          zone={zone}
          isWrong={isWrong(refusal, `overrides.${i}`)}
          onChange={(change) => onChange(changeOverride(roster, i, change))}
          onRemove={() => onChange(withoutOverride(roster, i))}
        />
      ))}
      <button type="button" onClick={add}>
        {words.addOverride}
      </button>
    </section>
  );
}

interface OverrideProps {
  at: number;
  override: Override;
  zone: string;
  isWrong: boolean;
  onChange: (change: Partial<Override>) => void;
  onRemove: () => void;
}

function OneOverride({ at, override, zone, isWrong: isRefused, onChange, onRemove }: OverrideProps) {
  const words = officeTexts.roster;
  const { from, to, onDuty, reason } = override;
  const name = words.override(at + 1);
  const isBackward = Date.parse(from) >= Date.parse(to);
  return (
    <fieldset class="shift override">
      <legend>{name}</legend>
      <Field
        label={words.from}
        type="datetime-local"
        value={wallOf(zone, from)}
        required
        onInput={({ currentTarget: { value } }) => value && onChange({ from: instantOf(zone, value) })}
      />
      <Field
        label={words.to}
        type="datetime-local"
        value={wallOf(zone, to)}
        required
        wrong={(isBackward || isRefused) && words.endsBefore}
        onInput={({ currentTarget: { value } }) => value && onChange({ to: instantOf(zone, value) })}
      />
      <div class="days" role="group" aria-label={words.what}>
        {[true, false].map((isOn) => (
          <label key={String(isOn)} class="chip">
            <input
              type="radio"
              name={`override-${at}`}
              checked={onDuty === isOn}
              onChange={() => onChange({ onDuty: isOn })}
            />
            <span>{isOn ? words.calledIn : words.calledOff}</span>
          </label>
        ))}
      </div>
      <Field
        label={words.reason}
        value={reason ?? ''}
        maxLength={REASON_CHARS}
        autocomplete="off"
        onInput={({ currentTarget: { value } }) => onChange({ reason: value.trim() === '' ? undefined : value })}
      />
      <button type="button" onClick={onRemove}>
        {words.removeOverride}
        <span class="unseen"> {name}</span>
      </button>
    </fieldset>
  );
}
