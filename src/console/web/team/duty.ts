import { signal } from '@preact/signals';
import { api, ApiError } from '../api.js';
import { gatewayNow } from '../clock.js';
import { follow } from '../following.js';
import type { Duty, OwnShift } from '../model.js';
import { notify } from '../notices/notices.js';
import { isAdmin, session } from '../session/session.js';
import { soon } from '../soon.js';
import { texts } from '../texts.js';

const DAY_MILLIS = 86_400_000;
export const DAYS_AHEAD = 14;
/** What may change who is on duty. */
const CHANGING = /^(roster|duty|shift|staff|holidays|team)\./;

/** The team whose page is shown. */
const shown = signal<string | null>(null);
export const duty = signal<Duty | null>(null);
/** Null where the reader works in another team, or takes no work. */
export const ownShift = signal<OwnShift | null>(null);
/** Why there is nothing to show. */
export const unread = signal<'gone' | 'failed' | null>(null);

export function showDuty(teamId: string | null): void {
  shown.value = teamId;
  duty.value = ownShift.value = unread.value = null;
  void readDuty();
}

async function readDuty(): Promise<void> {
  const id = shown.peek();
  if (id === null) return;
  const now = gatewayNow();
  const [from, to] = [now, now + DAYS_AHEAD * DAY_MILLIS].map((at) => new Date(at).toISOString());
  try {
    const [found, own] = await Promise.all([api.duty(id, from!, to!), readShift(id)]);
    if (shown.peek() !== id) return;
    duty.value = found;
    ownShift.value = own;
    unread.value = null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (shown.peek() === id) unread.value = error.status === 404 || error.status === 403 ? 'gone' : 'failed';
  }
}

/** Only who works in the team has a shift there. */
async function readShift(id: string): Promise<OwnShift | null> {
  const reader = session.peek();
  if (!reader?.scopes.includes('tasks:write') || isAdmin.peek() || !reader.teams.some((team) => team.id === id))
    return null;
  return api.shift(id);
}

const readSoon = soon(readDuty, 300);

follow({
  hear({ type }) {
    if (shown.peek() !== null && CHANGING.test(type)) readSoon();
  },
  look: readDuty,
});

/** Doing so again changes nothing, so what was not answered may be pressed again. */
export const startShift = (): Promise<void> => say(api.startShift);
export const stopShift = (): Promise<void> => say(api.stopShift);

async function say(asked: (id: string) => Promise<OwnShift>): Promise<void> {
  const id = shown.peek();
  if (id === null) return;
  try {
    const own = await asked(id);
    if (shown.peek() === id) ownShift.value = own;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    notify(error.body.reason === 'unwritable' ? texts.notice.unwritable : texts.notice.failed, 'warning');
  }
  await readDuty();
}
