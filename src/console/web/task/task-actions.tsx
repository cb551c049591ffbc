import { claim, logCall, release, start } from './actions.js';
import { fateOf } from './commands.js';
import { findDraft, type FormName } from './drafts.js';
import { closeForm, openForm } from './forms.js';
import { LeavingLine } from './leaving-list.js';
import { isLeaving, leavingWith } from './leaving.js';
import { isAsked } from '../session/hand-over.js';
import { chooseMode, wordFor } from '../labels.js';
import type { Task } from '../model.js';
import { NoteForm } from './note-form.js';
import { ResolveForm } from './resolve-form.js';
import { session } from '../session/session.js';
import { TakeOverForm } from './take-over-form.js';
import { texts } from '../texts.js';
import { UnsentKept } from './unsent.js';

/** Buttons that do something, none of them twice at once, and those that open a form. */
function useButtons(task: Task) {
  const form = openForm.value?.taskId === task.id ? openForm.value : null;
  const isBusy = fateOf(task.id) === 'waiting';
  const button = (words: string, command: () => Promise<boolean>, look = '') => (
    <button class={look} disabled={isBusy} onClick={() => void command()}>
      {words}
    </button>
  );
  const opener = (which: FormName, words: string, look = '') => (
    <button
      class={look}
      aria-expanded={form?.name === which}
      onClick={() => (openForm.value = { taskId: task.id, name: which })}
    >
      {words}
      {form?.name !== which && findDraft(task.id, which) && ` (${texts.form.unsent})`}
    </button>
  );
  return { form, button, opener };
}

/** What the reader may do with the task now: claim it, take it over, or work on it. */
export function TaskActions({ task }: { task: Task }) {
  const { form, button, opener } = useButtons(task);
  const leaves = leavingWith(task.id);
  if (leaves)
    return (
      <div class="actions">
        <LeavingLine leaves={leaves} />
      </div>
    );
  // It has no end yet, and is over for her.
  if (isLeaving(task.id)) return null;
  if (task.state === 'open')
    return (
      <div class="actions">
        {button(texts.action.claim, () => claim(task), 'primary')}
        <UnsentKept task={task} />
      </div>
    );
  if (task.claimedBy !== session.value?.id)
    return (
      <div class="actions">
        {form?.name === 'take-over' ? (
          <TakeOverForm task={task} onDone={closeForm} />
        ) : (
          opener('take-over', texts.action.takeOver)
        )}
        <UnsentKept task={task} />
      </div>
    );
  const mode = chooseMode(task.kind);
  const startWords = task.kind === mode ? wordFor(texts.action.start, mode) : texts.action.startWork;
  return (
    <div class="actions">
      {task.state === 'claimed' && button(startWords, () => start(task, mode), 'primary')}
      {opener('resolve', texts.action.resolve, task.state === 'in-progress' ? 'primary' : '')}
      {task.citizenId && button(texts.action.answered, () => logCall(task, true))}
      {task.citizenId && button(texts.action.unanswered, () => logCall(task, false))}
      {opener('note', texts.action.note)}
      {!isAsked(task) && button(texts.action.release, () => release(task))}
      {form?.name === 'resolve' && <ResolveForm task={task} outcome={form.outcome} onDone={closeForm} />}
      {form?.name === 'note' && <NoteForm task={task} onDone={closeForm} />}
    </div>
  );
}
