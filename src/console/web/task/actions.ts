import { api, ApiError } from '../api.js';
import { gatewayNow } from '../clock.js';
import { formatAgo } from '../queue/countdown.js';
import { nameSubject } from '../districts.js';
import { noteUnwritable } from '../notices/health.js';
import { wordFor } from '../labels.js';
import type { Mode, Resolution, Task } from '../model.js';
import { expectLeaving, wasExpected } from '../notices/news.js';
import { notify } from '../notices/notices.js';
import { readQueue } from '../queue/queue.js';
import { select } from '../queue/selection.js';
import { endSession } from '../session/session.js';
import { texts } from '../texts.js';

export async function claim(task: Task): Promise<boolean> {
  select(task.id);
  return act(api.claim(task.id));
}

export const release = (task: Task) => letGo(task, api.release(task.id), texts.notice.released(nameSubject(task)));

export const keep = (task: Task) => act(api.keep(task.id), texts.notice.kept(nameSubject(task)));

export const takeOver = (task: Task, reason: string) => act(api.takeOver(task.id, reason));

export const start = (task: Task, mode: Mode) => act(api.start(task.id, mode));

export const logCall = (task: Task, answered: boolean) =>
  act(api.log(task.id, { entry: 'call-attempt', answered }), texts.notice.logged);

export const logNote = (task: Task, text: string) =>
  act(api.log(task.id, { entry: 'note', text }), texts.notice.logged);

export const resolve = (task: Task, resolution: Resolution) =>
  letGo(task, api.resolve(task.id, resolution), texts.notice.resolved(nameSubject(task)));

/** That it leaves her hands is no news to whoever lets it go. */
async function letGo(task: Task, command: Promise<unknown>, done: string): Promise<boolean> {
  expectLeaving(task.id);
  const wentThrough = await act(command, done);
  if (!wentThrough) wasExpected(task.id);
  return wentThrough;
}

/** One command to the gateway; whatever it answers, the queue is read again. Says whether it went through. */
async function act(command: Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await command;
    if (done) notify(done);
    return true;
  } catch (error) {
    explain(error instanceof ApiError ? error : new ApiError(0));
    return false;
  } finally {
    await readQueue();
  }
}

function explain({ status, body }: ApiError): void {
  if (status === 401) return endSession();
  if (body.reason === 'unwritable') noteUnwritable();
  notify(sayWhy(status, body), 'warning');
}

function sayWhy(status: number, body: ApiError['body']): string {
  if (status === 409 && body.holder) {
    const ago = formatAgo(gatewayNow() - Date.parse(body.holder.since));
    return texts.notice.heldBy(body.holder.name, ago);
  }
  if (status === 409 && body.state) return texts.notice.alreadyState(wordFor(texts.state, body.state));
  if (body.reason === 'unwritable') return texts.notice.unwritable;
  if (status === 404) return texts.notice.gone;
  return body.detail ?? texts.notice.failed;
}
