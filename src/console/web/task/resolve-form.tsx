import { resolve } from './actions.js';
import { Form } from '../form.js';
import { orderOutcomes } from '../labels.js';
import type { Resolution, Task } from '../model.js';
import { isOpened } from '../queue/selection.js';
import { texts } from '../texts.js';

type Outcome = Resolution['outcome'];
type Cause = Resolution['cause'];

/** Closing needs a coded outcome and a coded cause; words are optional. */
export function ResolveForm({ task, onDone }: { task: Task; onDone: () => void }) {
  return (
    <Form
      taskId={task.id}
      name="resolve"
      label={texts.action.resolve}
      submit={texts.action.resolve}
      onSubmit={async (read) => {
        const [outcome, cause, note] = [read('outcome'), read('cause'), read('note')] as [Outcome, Cause, string];
        const isDone = await resolve(task, { outcome, cause, ...(note && { note }) });
        if (isDone) isOpened.value = false;
        return isDone;
      }}
      onDone={onDone}
    >
      <Choice name="outcome" label={texts.form.outcome} words={texts.outcome} codes={orderOutcomes(task)} />
      <Choice name="cause" label={texts.form.cause} words={texts.cause} codes={Object.keys(texts.cause)} />
      <label>
        {texts.form.note}
        <textarea name="note" rows={2} maxLength={2000} />
      </label>
    </Form>
  );
}

interface Choices {
  name: string;
  label: string;
  words: Record<string, string>;
  /** In the order they are shown. */
  codes: string[];
}

function Choice({ name, label, words, codes }: Choices) {
  return (
    <label>
      {label}
      <select name={name} required>
        <option value="">{texts.form.choose}</option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {words[code]}
          </option>
        ))}
      </select>
    </label>
  );
}
