import { officeTexts } from '../../office-texts.js';
import { type Draft, type DraftRung, moved, oneMore, replaced, without } from './draft.js';
import { Flaw, type Flaws } from './flaw.js';
import { Field, RungFields } from './rung-fields.js';

interface Props {
  draft: Draft;
  flaws: Flaws;
  /** It can be read and not changed. */
  isFixed: boolean;
  onChange: (draft: Draft) => void;
}

const MOST_RUNGS = 20;

/** A ladder by its fields; what is wrong is said at the field. */
export function Editor({ draft, flaws, isFixed, onChange }: Props) {
  const { ladders } = officeTexts;
  const { rungs } = draft;
  const set = (next: readonly DraftRung[]) => onChange({ ...draft, rungs: next });
  return (
    <fieldset class="editor" disabled={isFixed}>
      <legend class="unseen">{ladders.steps}</legend>
      <ol class="rungs">
        {rungs.map((rung, n) => (
          <li key={n}>
            <RungFields rung={rung} n={n} flaws={flaws} onChange={(next) => set(replaced(rungs, n, next))} />
            {!isFixed && (
              <div class="form-buttons">
                <button disabled={n === 0} onClick={() => set(moved(rungs, n, n - 1))} aria-label={ladders.up(n + 1)}>
                  ↑
                </button>
                <button
                  disabled={n === rungs.length - 1}
                  onClick={() => set(moved(rungs, n, n + 1))}
                  aria-label={ladders.down(n + 1)}
                >
                  ↓
                </button>
                <button onClick={() => set(without(rungs, n))}>
                  {ladders.remove}
                  <span class="unseen"> {ladders.step(n + 1)}</span>
                </button>
              </div>
            )}
          </li>
        ))}
      </ol>
      <Flaw path="rungs" flaws={flaws} />
      {!isFixed && rungs.length < MOST_RUNGS && (
        <button onClick={() => set([...rungs, oneMore(rungs)])}>{ladders.add}</button>
      )}
      <div class="narrow-by">
        <Field
          path="claimTimeout"
          flaws={flaws}
          words={ladders.claimTimeoutField}
          value={draft.claimTimeout}
          onChange={(claimTimeout) => onChange({ ...draft, claimTimeout })}
        />
        <Field
          path="claimReminder"
          flaws={flaws}
          words={ladders.claimReminderField}
          value={draft.claimReminder}
          onChange={(claimReminder) => onChange({ ...draft, claimReminder })}
        />
      </div>
    </fieldset>
  );
}
