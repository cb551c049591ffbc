import { useEffect } from 'preact/hooks';
import { endingOf } from '../labels.js';
import type { Task } from '../model.js';
import { isAsked } from '../session/hand-over.js';
import { session } from '../session/session.js';
import { isOpenTask } from '../states.js';
import { markAll, marked, toggleMark, unmarkAll } from '../queue/marks.js';
import { claimMany, releaseMany } from '../task/many/actions-on-many.js';
import { closingMany } from '../task/many/close-many.js';
import { claim, release } from '../task/actions.js';
import type { FormName } from '../task/drafts.js';
import { CHIPS, type Outcome, outcomesOf } from '../task/endings.js';
import { openForm } from '../task/forms.js';
import { isLeaving, undo } from '../task/leaving.js';
import { findRow } from '../queue/queue.js';
import { shownRows } from '../queue/shown.js';
import { isOpened, passBy, selectedId, selectedTask, stay } from '../queue/selection.js';
import { focusSearch } from '../queue/search-field.js';
import { stepSelection } from '../queue/sort.js';
import { closeTask, focusRow } from '../queue/moving-on.js';
import { keysShown } from './keys-shown.js';

/** While the queue is shown its keys are heard, wherever on the page. */
export function Keys() {
  useEffect(() => {
    document.addEventListener('keydown', hearKey);
    return () => document.removeEventListener('keydown', hearKey);
  }, []);
  return null;
}

/** Typing in a field, and keys with a modifier, are left alone. */
function hearKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const act = actions[event.key];
  if (!act || (keysShown.value && event.key !== '?')) return;
  if (event.key.startsWith('Arrow') && isReadingDetail(event.target)) return;
  if (act(event) !== false) event.preventDefault();
}

const actions: Record<string, (event: KeyboardEvent) => unknown> = {
  ArrowDown: () => step(1),
  j: () => step(1),
  ArrowUp: () => step(-1),
  k: () => step(-1),
  c: () => {
    const row = findRow(selectedId.value);
    if (marked.value.length) claimMany(marked.value);
    else if (row?.state === 'open') void claim(row);
  },
  x: () => {
    if (!selectedId.value) return false;
    toggleMark(selectedId.value);
    step(1);
  },
  X: () => markAll(),
  r: () => (marked.value.length ? (closingMany.value = true) : openOwn('resolve')),
  n: () => openOwn('note'),
  u: () => {
    const task = mySelected();
    if (marked.value.length) releaseMany(marked.value);
    else if (task && !isAsked(task)) void release(task);
    else return false;
  },
  z: () => undo(),
  '/': () => focusSearch(),
  ...Object.fromEntries(Array.from({ length: CHIPS }, (_, at) => [String(at + 1), () => chooseOutcome(at)])),
  Enter: (event) => {
    if ((event.target as Element).closest('button, a, summary') || !selectedId.value) return false;
    stay();
    isOpened.value = true;
  },
  Escape: () => {
    if (isOpened.value) closeTask();
    else if (marked.value.length) unmarkAll();
    else return false;
  },
  '?': () => void (keysShown.value = !keysShown.value),
};

/** What the reader has and does not let go of. */
function mySelected(): Task | null {
  const task = selectedTask.value;
  const isMine = task?.claimedBy === session.value?.id && task !== null && isOpenTask(task);
  return isMine && !isLeaving(task.id) ? task : null;
}

function openOwn(name: FormName, outcome?: Outcome): boolean {
  const task = mySelected();
  if (!task) return false;
  stay();
  isOpened.value = true;
  openForm.value = { taskId: task.id, name, ...(outcome && { outcome }) };
  return true;
}

function chooseOutcome(at: number): boolean {
  const task = mySelected();
  const outcome = task && outcomesOf(endingOf(task))[at];
  return outcome ? openOwn('resolve', outcome) : false;
}

function step(by: 1 | -1): void {
  const id = stepSelection(
    shownRows.value.map((row) => row.id),
    selectedId.value,
    by,
  );
  passBy(id);
  focusRow(id);
}

/** There the arrows scroll. */
const isReadingDetail = (target: EventTarget | null) => target instanceof Element && target.closest('.detail') !== null;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not(.tick), select, textarea, dialog *');
}
