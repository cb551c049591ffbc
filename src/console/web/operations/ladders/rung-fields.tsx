import { wordFor } from '../../labels.js';
import { officeTexts } from '../../office-texts.js';
import { texts } from '../../texts.js';
import { ACTIONS, type DraftRung, RECIPIENTS } from './draft.js';
import { describedBy, Flaw, type Flaws } from './flaw.js';

interface Props {
  rung: DraftRung;
  n: number;
  flaws: Flaws;
  onChange: (rung: DraftRung) => void;
}

/** One step: when, to whom, and what is done. */
export function RungFields({ rung, n, flaws, onChange }: Props) {
  const { ladders, whatIf } = officeTexts;
  const path = `rungs.${n}`;
  const { actions } = rung;
  const toggle = (action: string) =>
    onChange({ ...rung, actions: ACTIONS.filter((each) => actions.includes(each) !== (each === action)) });
  return (
    <fieldset>
      <legend>{ladders.step(n + 1)}</legend>
      <div class="narrow-by">
        <Field
          path={`${path}.after`}
          flaws={flaws}
          words={ladders.afterField}
          value={rung.after}
          onChange={(after) => onChange({ ...rung, after })}
        />
        <Field
          path={`${path}.share`}
          flaws={flaws}
          words={ladders.shareField}
          value={rung.share}
          onChange={(share) => onChange({ ...rung, share })}
        />
        <label>
          {ladders.toField}
          <select
            value={rung.to}
            {...describedBy(`${path}.to`, flaws)}
            onChange={({ currentTarget: { value } }) => onChange({ ...rung, to: value })}
          >
            {RECIPIENTS.map((each) => (
              <option key={each} value={each}>
                {wordFor(texts.recipient, each)}
              </option>
            ))}
          </select>
          <Flaw path={`${path}.to`} flaws={flaws} />
        </label>
      </div>
      <fieldset class="chips" {...describedBy(`${path}.actions`, flaws)}>
        <legend>{ladders.actionsField}</legend>
        {ACTIONS.map((action) => (
          <label key={action}>
            <input type="checkbox" checked={actions.includes(action)} onChange={() => toggle(action)} />
            <span>{whatIf.does[action]}</span>
          </label>
        ))}
      </fieldset>
      <Flaw path={`${path}.actions`} flaws={flaws} />
    </fieldset>
  );
}

interface FieldProps {
  path: string;
  flaws: Flaws;
  words: string;
  value: string;
  onChange: (value: string) => void;
}

/** A number as it is typed. */
export function Field({ path, flaws, words, value, onChange }: FieldProps) {
  return (
    <label>
      {words}
      <input
        inputMode="decimal"
        autocomplete="off"
        value={value}
        {...describedBy(path, flaws)}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <Flaw path={path} flaws={flaws} />
    </label>
  );
}
