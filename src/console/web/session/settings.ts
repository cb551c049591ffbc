import { computed, signal } from '@preact/signals';
import { api, ApiError } from '../api.js';
import type { OwnSettings } from '../model.js';
import { notify } from '../notices/notices.js';
import { texts } from '../texts.js';
import { forgetHere, keepHere, readKept } from './kept-settings.js';

const TRIES = 3;

/** As the gateway said last. */
const kept = signal<OwnSettings>(readKept());
/** What was changed here, until the gateway has it. */
const unkept = signal<Partial<OwnSettings>>({});

/** How the reader wants the console, on whichever device; a change holds at once. */
export const settings = computed<OwnSettings>(() => ({ ...kept.value, ...unkept.value }));

let turn: Promise<boolean> = Promise.resolve(true);

export async function changeSettings(changed: Partial<OwnSettings>): Promise<void> {
  unkept.value = { ...unkept.peek(), ...changed };
  if (!(await exchangeSettings())) notify(texts.me.notKept, 'warning');
}

/** Reads what she changed elsewhere, and hands in what she changed here: one exchange after the other. False where that failed. */
export function exchangeSettings(): Promise<boolean> {
  turn = turn.then(() => exchange(TRIES));
  return turn;
}

/** What was not handed in is of whoever was here, and goes with her. */
export function dropChanges(): void {
  unkept.value = {};
}

/** Whoever comes after her begins with what her browser says. */
export function forgetSettings(): void {
  dropChanges();
  kept.value = forgetHere();
}

/** What was changed on another device meanwhile is read first: of each setting the last word holds. */
async function exchange(tries: number): Promise<boolean> {
  const changed = unkept.peek();
  try {
    const { found, etag } = await api.settings();
    keep(Object.keys(changed).length ? await api.setSettings({ ...found, ...changed }, etag) : found);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.status === 412 && tries > 1 ? exchange(tries - 1) : false;
  }
  const since = Object.entries(unkept.peek()).filter(([name, value]) => changed[name as keyof OwnSettings] !== value);
  unkept.value = Object.fromEntries(since);
  return true;
}

function keep(found: OwnSettings): void {
  kept.value = found;
  keepHere(found);
}
