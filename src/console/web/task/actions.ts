import { api, ApiError } from '../api.js';
import { gatewayNow } from '../clock.js';
import { formatAgo } from '../queue/countdown.js';
import { nameSubject } from '../districts.js';
import { noteUnwritable } from '../notices/health.js';
import { wordFor } from '../labels.js';
import type { Task } from '../model.js';
import { notify } from '../notices/notices.js';
import { readQueue } from '../queue/queue.js';
import { select } from '../queue/selection.js';
import { endSession } from '../session/session.js';
import { texts } from '../texts.js';
import { expectLeaving } from '../queue/watch.js';

export async function claim(task: Task): Promise<boolean> {
  select(task.id);
  return act(task, 'claim');
}

export const release = (task: Task) => act(task, 'release', {}, texts.notice.released(nameSubject(task)));

export const keep = (task: Task) => act(task, 'keep', {}, texts.notice.kept(nameSubject(task)));

export const takeOver = (task: Task, reason: string) => act(task, 'take-over', reason ? { reason } : {});

export const start = (task: Task, mode: string) => act(task, 'start', { mode });

export const logCall = (task: Task, answered: boolean) =>
  act(task, 'log', { entry: 'call-attempt', answered }, texts.notice.logged);

export const logNote = (task: Task, text: string) => act(task, 'log', { entry: 'note', text }, texts.notice.logged);

export async function resolve(task: Task, outcome: string, cause: string, note: string): Promise<boolean> {
  expectLeaving(task.id);
  return act(task, 'resolve', { outcome, cause, ...(note ? { note } : {}) }, texts.notice.resolved(nameSubject(task)));
}

/** One command to the gateway; whatever it answers, the queue is read again. Says whether it went through. */
async function act(task: Task, action: string, body: object = {}, done?: string): Promise<boolean> {
  try {
    await api.act(task.id, action, body);
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
