import { signal } from '@preact/signals';
import { api, type ApiError } from '../api.js';
import { sayWhy } from './actions.js';
import { type Cause, causesOf, inCommon, likelyCause, type Outcome, outcomesOf } from './endings.js';
import { endingOf } from '../labels.js';
import { sendLater } from './leaving.js';
import { changeMany } from './many.js';
import type { Deed, Task } from '../model.js';
import { expectLeaving, wasExpected } from '../notices/news.js';
import { unmarkAll } from '../queue/marks.js';
import { goOn } from '../queue/moving-on.js';
import { readQueue } from '../queue/queue.js';
import { endSession, session } from '../session/session.js';
import { texts } from '../texts.js';

/** What became of many at once: the task, and why it was not done where it was not. */
export interface Outcomes {
  readonly words: string;
  readonly tasks: readonly { readonly task: Task; readonly why: string | null }[];
}

/** The last answers for many, until they are put away. */
export const became = signal<Outcomes | null>(null);

/** How all of them may end. */
export const outcomesInCommon = (tasks: readonly Task[]): readonly Outcome[] =>
  inCommon(tasks.map((task) => outcomesOf(endingOf(task))));
export const causesInCommon = (tasks: readonly Task[]): readonly Cause[] =>
  inCommon(tasks.map((task) => causesOf(endingOf(task))));

/** What is likely of every one of them, or not known. */
export function likelyInCommon(tasks: readonly Task[], outcome: Outcome): Cause {
  const likely = new Set(tasks.map((task) => likelyCause(endingOf(task), outcome)));
  return likely.size === 1 ? [...likely][0]! : 'unknown';
}

export const claimMany = (tasks: readonly Task[]): void => {
  unmarkAll();
  void change(tasks, { action: 'claim' }, texts.many.claimed(tasks.length));
};

export const releaseMany = (tasks: readonly Task[]): void =>
  changeLater(tasks, { action: 'release' }, texts.many.released(tasks.length));

export const closeMany = (tasks: readonly Task[], outcome: Outcome, cause: Cause): void =>
  changeLater(tasks, { action: 'resolve', outcome, cause }, texts.many.closed(tasks.length));

/** They wait, and can be undone altogether. */
function changeLater(tasks: readonly Task[], deed: Deed, words: string): void {
  const readerId = session.value?.id;
  const ids = tasks.map(({ id }) => id);
  const send = async () => {
    if (session.value?.id === readerId) await change(tasks, deed, words);
  };
  sendLater(ids, words, send, goOn);
  unmarkAll();
  goOn();
}

async function change(tasks: readonly Task[], deed: Deed, words: string): Promise<void> {
  const readerId = session.value?.id;
  const isSenderHere = () => session.value?.id === readerId;
  const ids = tasks.map(({ id }) => id);
  if (deed.action !== 'claim') ids.forEach(expectLeaving);
  const answers = await changeMany(ids, (some, key) => api.changeTasks([...some], deed, key), isSenderHere);
  for (const { id, refusal } of answers) if (refusal) wasExpected(id);
  if (!isSenderHere()) return;
  if (answers.some(({ refusal }) => refusal?.status === 401)) {
    endSession();
    return;
  }
  const byId = new Map(tasks.map((task) => [task.id, task]));
  became.value = {
    words,
    tasks: answers.map(({ id, refusal }) => ({ task: byId.get(id)!, why: refusal && explain(refusal) })),
  };
  await readQueue();
}

const explain = ({ status, body }: ApiError): string =>
  status === 0 ? texts.command.neverKnown : sayWhy(status, body);
