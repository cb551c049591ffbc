import { api, type ApiError, type At } from '../api.js';
import { gatewayNow } from '../clock.js';
import { carryOut, fateOf } from './commands.js';
import { formatAgo } from '../queue/list/countdown.js';
import { nameSubject } from '../districts.js';
import { noteUnwritable } from '../notices/health.js';
import { wordFor } from '../labels.js';
import type { Mode, Resolution, Task } from '../model.js';
import { keepDraft } from './drafts.js';
import { openForm } from './forms.js';
import { isLeaving, sendLater } from './leaving.js';
import { expectLeaving, wasExpected } from '../notices/news.js';
import { notify } from '../notices/notices.js';
import { goOn } from '../queue/moving-on.js';
import { readTask } from '../queue/reading.js';
import { open, select } from '../queue/selection.js';
import { endSession, session } from '../session/session.js';
import { texts } from '../texts.js';

type Send = (at: At) => Promise<unknown>;

export async function claim(task: Pick<Task, 'id'>): Promise<boolean> {
  select(task.id);
  if (fateOf(task.id)) return false;
  return act(task, api.claim);
}

export const release = (task: Task) => letGoLater(task, api.release, texts.notice.released(nameSubject(task)));

export const keep = (task: Task) => act(task, api.keep, texts.notice.kept(nameSubject(task)));

export const takeOver = (task: Task, reason: string) => act(task, (at) => api.takeOver(at, reason));

export const start = (task: Task, mode: Mode) => act(task, (at) => api.start(at, mode));

export const logCall = (task: Task, answered: boolean) =>
  act(task, (at) => api.log(at, { entry: 'call-attempt', answered }), texts.notice.logged);

export const logNote = (task: Task, text: string) =>
  act(task, (at) => api.log(at, { entry: 'note', text }), texts.notice.logged);

/** What was said of it stands in its form again where it is undone or refused. */
export function resolve(task: Task, resolution: Resolution): Promise<boolean> {
  const send: Send = (at) => api.resolve(at, resolution);
  return letGoLater(task, send, texts.notice.resolved(nameSubject(task)), () =>
    keepDraft(task.id, 'resolve', { note: '', ...resolution }),
  );
}

/** It waits, and can be undone; the next one is gone on to at once. */
function letGoLater(task: Task, send: Send, done: string, restore?: () => void): Promise<boolean> {
  if (isLeaving(task.id)) return Promise.resolve(false);
  const readerId = session.value?.id;
  const isSenderHere = () => session.value?.id === readerId;
  const doSend = async () => {
    if (isSenderHere() && !(await letGo(task, send, done)) && isSenderHere()) restore?.();
  };
  const undone = () => {
    if (!isSenderHere()) return;
    restore?.();
    openForm.value = restore ? { taskId: task.id, name: 'resolve' } : null;
    open(task);
  };
  sendLater([task.id], done, doSend, undone);
  goOn();
  return Promise.resolve(true);
}

/** That it leaves her hands is no news to whoever lets it go. */
async function letGo(task: Task, send: Send, done: string): Promise<boolean> {
  expectLeaving(task.id);
  const wentThrough = await act(task, send, done);
  if (!wentThrough) wasExpected(task.id);
  return wentThrough;
}

/** One command to the gateway; however it ends, the task is read again. Says whether it went through. */
async function act(task: Pick<Task, 'id'>, send: Send, done?: string): Promise<boolean> {
  const readerId = session.value?.id;
  const isSenderHere = () => session.value?.id === readerId;
  const refusal = await carryOut([task.id], (key) => send({ id: task.id, key }), isSenderHere);
  if (!isSenderHere()) return refusal === null;
  if (refusal) explain(refusal);
  else if (done) notify(done);
  await readTask(task.id);
  return refusal === null;
}

function explain({ status, body }: ApiError): void {
  if (status === 401) return endSession();
  if (status === 0) return notify(texts.command.neverKnown, 'warning');
  if (body.reason === 'unwritable') noteUnwritable();
  notify(sayWhy(status, body), 'warning');
}

export function sayWhy(status: number, body: ApiError['body']): string {
  if (status === 409 && body.holder) {
    const ago = formatAgo(gatewayNow() - Date.parse(body.holder.since));
    return texts.notice.heldBy(body.holder.name, ago);
  }
  if (status === 409 && body.state) return texts.notice.alreadyState(wordFor(texts.state, body.state));
  if (body.reason === 'unwritable') return texts.notice.unwritable;
  if (status === 404) return texts.notice.gone;
  return body.detail ?? texts.notice.failed;
}
