import { logNote } from './actions.js';
import { Form } from '../form.js';
import type { Task } from '../model.js';
import { texts } from '../texts.js';

export function NoteForm({ task, onDone }: { task: Task; onDone: () => void }) {
  return (
    <Form
      taskId={task.id}
      name="note"
      label={texts.action.note}
      submit={texts.action.save}
      onSubmit={(read) => logNote(task, read('text'))}
      onDone={onDone}
    >
      <label>
        {texts.form.noteText}
        <textarea name="text" rows={3} maxLength={2000} required />
      </label>
    </Form>
  );
}
