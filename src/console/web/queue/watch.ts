import { nameSubject } from '../districts.js';
import { describeAlert, wordFor } from '../labels.js';
import type { Task } from '../model.js';
import { announcement, notify } from '../notices/notices.js';
import { session, zone } from '../session/session.js';
import { playTone } from '../notices/sound.js';
import { texts } from '../texts.js';

let known: Map<string, Task> | null = null;
const closing = new Set<string>();

/** The nurse is letting go of this task herself, so that its leaving is no news. */
export function expectLeaving(taskId: string): void {
  closing.add(taskId);
}

/** Compares with the last reading: says aloud which P1 is new, and tells the holder what was closed under her hands. */
export function watchChanges(tasks: readonly Task[], readClosed: (id: string) => Promise<Task>): void {
  const before = known;
  known = new Map(tasks.map((task) => [task.id, task]));
  if (!before) return;

  const newP1 = tasks.filter((task) => task.priority === 'P1' && task.state === 'open' && !before.has(task.id));
  if (newP1[0]) {
    announcement.value = newP1.length > 1 ? texts.list.newP1s(newP1.length) : texts.list.newP1(describe(newP1[0]));
    playTone();
  }
  for (const task of before.values()) {
    if (known.has(task.id) || task.claimedBy !== session.value?.id || closing.delete(task.id)) continue;
    readClosed(task.id).then(
      (closed) => notify(texts.notice.mineClosed(nameSubject(task), wordFor(texts.state, closed.state)), 'warning'),
      () => undefined,
    );
  }
}

export function forgetChanges(): void {
  known = null;
  closing.clear();
}

function describe(task: Task): string {
  return `${wordFor(texts.kind, task.kind)}, ${nameSubject(task)}, ${describeAlert(task.alert, zone.value)}`;
}
