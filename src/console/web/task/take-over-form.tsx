import { takeOver } from './actions.js';
import { Form } from '../form.js';
import { nameHolder } from '../labels.js';
import type { Task } from '../model.js';
import { texts } from '../texts.js';

export function TakeOverForm({ task, onDone }: { task: Task; onDone: () => void }) {
  return (
    <Form
      taskId={task.id}
      name="take-over"
      label={texts.action.takeOver}
      submit={texts.action.takeOver}
      onSubmit={(read) => takeOver(task, read('reason'))}
      onDone={onDone}
    >
      <p class="quiet">{texts.form.takeOverAsk(nameHolder(task, '') ?? texts.row.aColleague)}</p>
      <label>
        {texts.form.reason}
        <input name="reason" maxLength={500} />
      </label>
    </Form>
  );
}
