import { computed, signal } from '@preact/signals';
import { api } from '../api.js';
import { describeAlert, nameCitizen, wordFor } from '../labels.js';
import type { StreamFact, Told } from '../model.js';
import { notify } from './notices.js';
import { session, zone } from '../session/session.js';
import { soon } from '../soon.js';
import { texts } from '../texts.js';

/** What the reader was told beside the queue, newest first. */
export const told = signal<Told[]>([]);
export const toldShown = signal(false);

/** When the reader last looked, as this browser remembers it. */
const seenAt = signal('');

export const unseen = computed(() => told.value.filter(({ at }) => at > seenAt.value).length);

export async function readTold(): Promise<void> {
  const page = await api.told().catch(() => null);
  if (!page) return;
  seenAt.value = localStorage.getItem(storageKey()) ?? '';
  told.value = page.items;
}

export function forgetTold(): void {
  told.value = [];
  toldShown.value = false;
}

const readAndSay = soon(async () => {
  const known = new Set(told.value.map(({ id }) => id));
  await readTold();
  const fresh = told.value.filter(({ id }) => !known.has(id));
  if (fresh[0]) notify(fresh.length > 1 ? texts.told.fresh(fresh.length) : describeTold(fresh[0]), 'warning');
}, 300);

export function hearOfNotice({ type, data }: StreamFact): void {
  if (type === 'notice.shown' && data.recipientId === session.value?.id) readAndSay();
}

export function showTold(): void {
  toldShown.value = true;
  const latest = told.value[0]?.at;
  if (!latest) return;
  seenAt.value = latest;
  localStorage.setItem(storageKey(), latest);
}

/** Whom it is about, and what. */
export const nameTold = ({ citizen, alert }: Told): string => (alert ? nameCitizen({ citizen, alert }) : '');
export const sayTold = ({ alert }: Told): string => (alert ? describeAlert(alert, zone.value) : '');

const describeTold = (each: Told): string =>
  texts.told.line(wordFor(texts.told.purpose, each.purpose), nameTold(each), sayTold(each));

const storageKey = () => `dosevagt.told.${session.value?.id}`;
