import { useLayoutEffect, useRef } from 'preact/hooks';
import { resolve } from './actions.js';
import { findDraft } from './drafts.js';
import { type Cause, causesOf, CHIPS, likelyCause, type Outcome, outcomesOf } from './endings.js';
import { Form } from '../form.js';
import { endingOf } from '../labels.js';
import type { Task } from '../model.js';
import { texts } from '../texts.js';

interface Props {
  task: Task;
  /** Chosen with the key that opened it. */
  outcome?: Outcome | undefined;
  onDone: () => void;
}

/** Closing needs a coded outcome and a coded cause, of those that fit the work; words are optional. */
export function ResolveForm({ task, outcome, onDone }: Props) {
  const work = endingOf(task);
  const cause = useRef<HTMLSelectElement>(null);
  const isCauseChosen = useRef(Boolean(findDraft(task.id, 'resolve')?.cause));
  const presume = (chosen: Outcome) => {
    if (!isCauseChosen.current) cause.current!.value = likelyCause(work, chosen);
  };
  // Over what stood there as a draft.
  useLayoutEffect(() => {
    if (!outcome) return;
    cause.current!.form!.querySelector<HTMLInputElement>(`[value="${outcome}"]`)!.checked = true;
    presume(outcome);
  }, [outcome]);
  return (
    <Form
      taskId={task.id}
      name="resolve"
      label={texts.action.resolve}
      submit={texts.action.resolve}
      isReady={outcome !== undefined}
      onSubmit={(read) => {
        const [ended, by, note] = [read('outcome'), read('cause'), read('note')] as [Outcome, Cause, string];
        return resolve(task, { outcome: ended, cause: by, ...(note && { note }) });
      }}
      onDone={onDone}
    >
      <Outcomes codes={outcomesOf(work)} onChoose={presume} />
      <label>
        {texts.form.cause}
        <select ref={cause} name="cause" required onInput={() => (isCauseChosen.current = true)}>
          <option value="">{texts.form.choose}</option>
          {causesOf(work).map((code) => (
            <option key={code} value={code}>
              {texts.cause[code]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.form.note}
        <textarea name="note" rows={2} maxLength={2000} />
      </label>
    </Form>
  );
}

interface Choices {
  codes: readonly Outcome[];
  onChoose: (outcome: Outcome) => void;
}

/** The first of them also by their number. */
function Outcomes({ codes, onChoose }: Choices) {
  const box = useRef<HTMLFieldSetElement>(null);
  const chooseByNumber = (event: KeyboardEvent) => {
    const code = codes.slice(0, CHIPS)[Number(event.key) - 1];
    const radio = code && box.current!.querySelector<HTMLInputElement>(`[value="${code}"]`);
    if (!radio) return;
    event.preventDefault();
    radio.click();
    radio.focus();
  };
  return (
    <fieldset ref={box} class="chips" onKeyDown={chooseByNumber}>
      <legend>{texts.form.outcome}</legend>
      {codes.slice(0, CHIPS).map((code, at) => (
        <Chip key={code} code={code} number={at + 1} onChoose={onChoose} />
      ))}
      {codes.length > CHIPS && (
        <details>
          <summary>{texts.form.more}</summary>
          {codes.slice(CHIPS).map((code) => (
            <Chip key={code} code={code} onChoose={onChoose} />
          ))}
        </details>
      )}
    </fieldset>
  );
}

interface ChipProps {
  code: Outcome;
  number?: number;
  onChoose: (outcome: Outcome) => void;
}

function Chip({ code, number, onChoose }: ChipProps) {
  return (
    <label>
      <input type="radio" name="outcome" required value={code} onInput={() => onChoose(code)} />
      {number !== undefined && (
        <kbd class="wide" aria-hidden="true">
          {number}
        </kbd>
      )}
      <span>{texts.outcome[code]}</span>
    </label>
  );
}
