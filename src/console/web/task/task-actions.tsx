import { useSignal } from '@preact/signals';
import { claim, logCall, release, start } from './actions.js';
import { fateOf } from './commands.js';
import { findDraft, type FormName } from './drafts.js';
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
  const form = useSignal<FormName | null>(null);
  const isBusy = fateOf(task.id) !== null;
  const button = (words: string, command: () => Promise<boolean>, look = '') => (
    <button class={look} disabled={isBusy} onClick={() => void command()}>
      {words}
    </button>
  );
  const opener = (which: FormName, words: string, look = '') => (
    <button class={look} aria-expanded={form.value === which} onClick={() => (form.value = which)}>
      {words}
      {form.value !== which && findDraft(task.id, which) && ` (${texts.form.unsent})`}
    </button>
  );
  return { form, button, opener, close: () => (form.value = null) };
}

/** What the reader may do with the task now: claim it, take it over, or work on it. */
export function TaskActions({ task }: { task: Task }) {
  const { form, button, opener, close } = useButtons(task);
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
        {form.value === 'take-over' ? (
          <TakeOverForm task={task} onDone={close} />
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
      {form.value === 'resolve' && <ResolveForm task={task} onDone={close} />}
      {form.value === 'note' && <NoteForm task={task} onDone={close} />}
    </div>
  );
}
