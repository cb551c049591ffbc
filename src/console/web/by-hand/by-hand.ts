import { computed, signal } from '@preact/signals';
import { api, ApiError } from '../api.js';
import type { Citizen, Colleague, Task, Wanted } from '../model.js';
import { notify } from '../notices/notices.js';
import { findRow } from '../queue/queue.js';
import { readQueue } from '../queue/reading.js';
import { open } from '../queue/selection.js';
import { endSession, session } from '../session/session.js';
import { sayWhy } from '../task/actions.js';
import { carryOut } from '../task/commands.js';
import { dropDraft, findDraft, layDown } from '../task/drafts.js';
import { makeKey } from '../task/key.js';
import { texts } from '../texts.js';

/** Under which it waits for its answer, and its draft is kept: it is about no task yet. */
export const NEW = 'new';

/** Whoever may do work and find a citizen may ask for work. */
export const mayAsk = computed(() =>
  ['tasks:write', 'citizens:read'].every((right) => session.value?.scopes.includes(right)),
);

/** Whom work is asked for. */
export interface Whom {
  readonly id: string;
  readonly displayName: string;
  readonly address: { readonly street?: string | null | undefined; readonly city?: string | null | undefined } | null;
}

/** Whether somebody is asking for work by hand, and for whom, where that was said with it. */
export const isAskingByHand = signal(false);
export const askedFor = signal<Whom | null>(null);

export function askByHand(whom: Whom | null = null): void {
  askedFor.value = whom;
  isAskingByHand.value = true;
}

export function closeByHand(): void {
  isAskingByHand.value = false;
  askedFor.value = null;
}

/** The citizens whose name has this in it; nothing where nobody answered. */
export async function findCitizens(name: string): Promise<readonly Citizen[] | null> {
  const found = await api.findCitizens(name).catch(explained);
  return found?.items ?? null;
}

/** Who may be named for work about the citizen. */
export async function readColleagues(citizenId: string): Promise<readonly Colleague[]> {
  const found = await api.colleagues(citizenId).catch(explained);
  return found?.items ?? [];
}

/** Says whether somebody has been asked. */
export async function ask(wanted: Wanted): Promise<boolean> {
  const readerId = session.value?.id;
  const isSenderHere = () => session.value?.id === readerId;
  const made: Task[] = [];
  const send = async (key: string) => void made.push(await api.createTask(wanted, key));
  const refusal = await carryOut([NEW], send, isSenderHere, await keyOf(wanted));
  if (refusal?.status !== 0) dropDraft(NEW, 'asked');
  if (!isSenderHere()) return refusal === null;
  if (refusal) {
    explained(refusal);
    return false;
  }
  const [task] = made;
  await readQueue();
  notify(texts.byHand.asked(task?.citizen?.displayName ?? ''));
  if (task && findRow(task.id)) open(task);
  return true;
}

/** What is asked for again, since nobody told whether it was done, is the same command, also after the page was gone. */
async function keyOf(wanted: Wanted): Promise<string> {
  const text = JSON.stringify(wanted);
  const before = findDraft(NEW, 'asked');
  const key = before?.wanted === text ? before.key! : makeKey();
  await layDown(NEW, 'asked', { wanted: text, key });
  return key;
}

function explained(error: unknown): null {
  const { status, body } = error instanceof ApiError ? error : new ApiError(0);
  if (status === 401) endSession();
  else notify(status === 0 ? texts.byHand.noAnswer : sayWhy(status, body), 'warning');
  return null;
}
