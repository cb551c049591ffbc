import { newlyCritical } from './critical.js';
import { gatewayNow } from '../clock.js';
import { nameSubject } from '../districts.js';
import { describeAlert, wordFor } from '../labels.js';
import type { Task } from '../model.js';
import { settleNews, tell, wasExpected } from '../notices/news.js';
import { announcement } from '../notices/notices.js';
import { whatWasLost } from '../notices/personal.js';
import { session, zone } from '../session/session.js';
import { isOpenTask } from '../states.js';
import { playTone } from '../notices/sound.js';
import { texts } from '../texts.js';

let known: ReadonlyMap<string, Task> | null = null;

/** Compares with the last reading: says aloud which P1 waits since then, and tells the reader what she has lost, if no fact did. */
export function watchChanges(tasks: readonly Task[], readGone: (id: string) => Promise<Task>): void {
  const before = known;
  const after = new Map(tasks.map((task) => [task.id, task]));
  known = after;
  if (!before) return;
  const readerId = session.value?.id ?? '';
  sayCritical(newlyCritical(before, tasks, readerId));
  settleNews(before, after);
  for (const task of before.values()) {
    const now = after.get(task.id);
    if (task.claimedBy !== readerId || now?.claimedBy === readerId || wasExpected(task.id)) continue;
    void (now ? Promise.resolve(now) : readGone(task.id)).then(
      (latest) => tellLoss(task, latest),
      () => undefined,
    );
  }
}

export function forgetChanges(): void {
  known = null;
}

function tellLoss(before: Task, after: Task): void {
  // It has left this list and not her hands.
  if (isOpenTask(after) && after.claimedBy === before.claimedBy) return;
  tell({ task: after, what: whatWasLost(before, after, new Date(gatewayNow()).toISOString()), code: null });
}

function sayCritical(tasks: readonly Task[]): void {
  const [first] = tasks;
  if (!first) return;
  announcement.value = tasks.length > 1 ? texts.list.newP1s(tasks.length) : texts.list.newP1(describe(first));
  playTone();
}

function describe(task: Task): string {
  return `${wordFor(texts.kind, task.kind)}, ${nameSubject(task)}, ${describeAlert(task.alert, zone.value)}`;
}
