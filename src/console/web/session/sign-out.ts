import { signal } from '@preact/signals';
import { api, ApiError } from '../api.js';

const KEY = 'dosevagt.sign-out';
const AGAIN_MILLIS = 5_000;

/** Somebody signed out here and the gateway has not confirmed it; kept in the browser, so that a page that is opened anew knows it too. */
const isWanted = (): boolean => localStorage.getItem(KEY) !== null;

/** The gateway could not be told, and is told again until it can. */
export const signOutFailing = signal(false);

let retry: ReturnType<typeof setTimeout> | undefined;

/** Whether the gateway knows that nobody is signed in here any more; until then it is told again and again. */
export async function confirmSignOut(isAsked = false): Promise<boolean> {
  if (isAsked) localStorage.setItem(KEY, 'wanted');
  else if (!isWanted()) return true;
  clearTimeout(retry);
  try {
    await api.signOut();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    signOutFailing.value = true;
    retry = setTimeout(() => void confirmSignOut(), AGAIN_MILLIS);
    return false;
  }
  localStorage.removeItem(KEY);
  signOutFailing.value = false;
  return true;
}

/** Calls `leave` when somebody signs out in another tab of this browser. */
export function hearSignOut(leave: () => void): void {
  addEventListener('storage', ({ key, newValue }) => key === KEY && newValue !== null && leave());
  addEventListener('online', () => void confirmSignOut());
}
