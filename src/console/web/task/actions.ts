import { api, ApiError, type At } from '../api.js';
import { gatewayNow } from '../clock.js';
import { fateOf } from './commands.js';
import { formatAgo } from '../queue/list/countdown.js';
import { nameSubject } from '../districts.js';
import { noteUnwritable } from '../notices/health.js';
import { wordFor } from '../labels.js';
import type { Mode, Problem, Resolution, Row, Task } from '../model.js';
import { keepDraft } from './drafts.js';
import { openForm } from './forms.js';
import { isLeaving, sendLater, WAITS_MILLIS } from './leaving.js';
import { expectLeaving, wasExpected } from '../notices/news.js';
import { notify } from '../notices/notices.js';
import { isDeviceOf } from '../offline/device.js';
import { drop, hurry, press, type Sender } from '../offline/outbox.js';
import { isLettingGo, type PressedDeed, type Refusal } from '../offline/pressed.js';
import { goOn } from '../queue/moving-on.js';
import { findRow } from '../queue/queue.js';
import { readTask } from '../queue/reading.js';
import { nameRow } from '../queue/rows.js';
import { open, select } from '../queue/selection.js';
import { endSession, loadSession, session } from '../session/session.js';
import { texts } from '../texts.js';

/** Longer than it can be undone: whoever shows that sends it. */
const HELD_MILLIS = WAITS_MILLIS + 500;

export async function claim(task: Pick<Task, 'id'>): Promise<boolean> {
  select(task.id);
  if (fateOf(task.id)) return false;
  return act(task, { do: 'claim' });
}

export const release = (task: Task) => letGoLater(task, { do: 'release' }, texts.notice.released(nameSubject(task)));

export const keep = (task: Task) => act(task, { do: 'keep' });

export const takeOver = (task: Task, reason: string) => act(task, { do: 'take-over', reason });

export const start = (task: Task, mode: Mode) => act(task, { do: 'start', mode });

export const logCall = (task: Task, answered: boolean) =>
  act(task, { do: 'log', said: { entry: 'call-attempt', answered } });

export const logNote = (task: Task, text: string) => act(task, { do: 'log', said: { entry: 'note', text } });

/** What was said of it stands in its form again where it is undone or refused. */
export const resolve = (task: Task, resolution: Resolution): Promise<boolean> =>
  letGoLater(task, { do: 'resolve', as: resolution }, texts.notice.resolved(nameSubject(task)));

/** It waits, and can be undone; the next one is gone on to at once. */
function letGoLater(task: Task, deed: PressedDeed, done: string): Promise<boolean> {
  if (isLeaving(task.id)) return Promise.resolve(false);
  const { key, ending } = press({ taskId: task.id, about: nameSubject(task), deed }, HELD_MILLIS);
  const send = async () => {
    hurry([key]);
    await ending;
  };
  const undone = () => {
    // Signed out it waits for her.
    if (!session.peek()) return;
    drop(key);
    restore(task.id, deed);
    openForm.value = deed.do === 'resolve' ? { taskId: task.id, name: 'resolve' } : null;
    open(task);
  };
  sendLater([task.id], done, send, undone);
  goOn();
  return Promise.resolve(true);
}

/** Says whether it was done, or will be sent when the gateway can be asked again. */
async function act(task: Pick<Task, 'id'>, deed: PressedDeed): Promise<boolean> {
  const row = findRow(task.id);
  const ending = await press({ taskId: task.id, about: row ? nameRow(row) : '', deed }).ending;
  if (ending !== 'kept') await readTask(task.id);
  return ending !== 'refused';
}

/** The same about each by itself, for when the gateway cannot be asked for many at once. */
export function pressEach(rows: readonly Row[], deed: PressedDeed): void {
  for (const row of rows) press({ taskId: row.id, about: nameRow(row), deed });
}

/** What she wrote for it stands in its form again. */
function restore(taskId: string, deed: PressedDeed): void {
  if (deed.do === 'resolve') keepDraft(taskId, 'resolve', { note: '', ...deed.as });
  if (deed.do === 'log' && deed.said.entry === 'note') keepDraft(taskId, 'note', { text: deed.said.text ?? '' });
}

/** How what was pressed is sent, and what is done about its end; the task is read again, however that is. */
export const sender: Sender = {
  async send({ taskId: id, key, deed }) {
    // Somebody else has signed in here meanwhile: it is not hers.
    if (!isDeviceOf(session.peek()?.sessionId)) {
      void loadSession();
      return { status: 0, body: {} };
    }
    if (isLettingGo(deed)) expectLeaving(id);
    return carry({ id, key }, deed).then(
      () => undefined,
      (error: unknown) => {
        const { status, body } = error instanceof ApiError ? error : new ApiError(0);
        return { status, body };
      },
    );
  },
  ended({ taskId, about, deed, isLate }, refusal) {
    if (refusal) {
      if (isLettingGo(deed)) wasExpected(taskId);
      restore(taskId, deed);
      if (!isLate) explain(refusal);
    } else {
      const said = sayDone(deed, about) ?? (isLate ? texts.unsent.done(nameDeed(deed), about) : null);
      if (said) notify(said);
    }
    // Whoever waits for it reads it.
    if (isLate || isLettingGo(deed)) void readTask(taskId);
  },
  signedOut: endSession,
};

function carry(at: At, deed: PressedDeed): Promise<unknown> {
  switch (deed.do) {
    case 'claim':
      return api.claim(at);
    case 'release':
      return api.release(at);
    case 'keep':
      return api.keep(at);
    case 'take-over':
      return api.takeOver(at, deed.reason);
    case 'start':
      return api.start(at, deed.mode);
    case 'log':
      return api.log(at, deed.said);
    case 'resolve':
      return api.resolve(at, deed.as);
  }
}

/** What was pressed, as its button says it. */
export function nameDeed(deed: PressedDeed): string {
  switch (deed.do) {
    case 'keep':
      return texts.handOver.keep;
    case 'take-over':
      return texts.action.takeOver;
    case 'start':
      return texts.action.startWork;
    case 'log':
      if (deed.said.entry === 'note') return texts.action.note;
      return deed.said.answered ? texts.action.answered : texts.action.unanswered;
    default:
      return texts.action[deed.do];
  }
}

function sayDone(deed: PressedDeed, about: string): string | null {
  if (deed.do === 'release') return texts.notice.released(about);
  if (deed.do === 'resolve') return texts.notice.resolved(about);
  if (deed.do === 'keep') return texts.notice.kept(about);
  return deed.do === 'log' ? texts.notice.logged : null;
}

function explain({ status, body }: Refusal): void {
  if (status === 0) return notify(texts.command.neverKnown, 'warning');
  if (body.reason === 'unwritable') noteUnwritable();
  notify(sayWhy(status, body), 'warning');
}

export function sayWhy(status: number, body: Problem): string {
  if (status === 409 && body.holder) {
    const ago = formatAgo(gatewayNow() - Date.parse(body.holder.since));
    return texts.notice.heldBy(body.holder.name, ago);
  }
  if (status === 409 && body.state) return texts.notice.alreadyState(wordFor(texts.state, body.state));
  if (body.reason === 'unwritable') return texts.notice.unwritable;
  if (status === 404) return texts.notice.gone;
  return body.detail ?? texts.notice.failed;
}
