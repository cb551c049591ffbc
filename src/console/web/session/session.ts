import { batch, computed, signal } from '@preact/signals';
import { readAddress } from '../addresses/address.js';
import { api, ApiError } from '../api.js';
import { setClock } from '../clock.js';
import type { Session, Team } from '../model.js';
import { dropChanges, exchangeSettings, forgetSettings, settings } from './settings.js';
import { confirmSignOut } from './sign-out.js';
import { readHouse } from '../setup/house.js';
import { findWho, noteWho } from '../offline/who.js';
import { isDeviceOf, openDevice, wipeDevice } from '../offline/device.js';
import { forgetPressed, openOutbox, takeUpPressed } from '../offline/outbox.js';
import { sendAllNow } from '../task/leaving.js';
import { startDrafts, wipeDrafts } from '../task/drafts.js';
import { forgetUnchanged } from '../unchanged.js';
import { changeLanguage, languageOfBrowser, texts } from '../texts.js';

/** `undefined` until the gateway has said who is signed in, `null` when nobody is. */
export const session = signal<Session | null | undefined>(undefined);
/** Who is signed in, and what is shown, is as it lay on this device: the gateway has not said so yet. */
export const isFromDevice = signal(false);
export const signInMessage = signal('');
/** The reader's teams; an administrator's are every team. */
export const teams = computed<Team[]>(() => session.value?.teams ?? []);
/** The team whose queue is shown; empty for all the reader's teams. */
export const teamChoice = signal('');

/** Operators, auditors and visitators have no queue. */
export const hasQueue = computed(() => session.value?.scopes.includes('tasks:read') ?? false);
/** Whether the reader has the right. */
export const may = (right: string): boolean => session.value?.scopes.includes(right) ?? false;
/** Whether the reader's rights over those hold everywhere. */
export const reachesAll = (ground: keyof Session['reach']): boolean => session.value?.reach[ground] === 'all';
/** Whether the reader may try out whom a ladder would ask. */
export const mayTry = computed(() => may('ladders:try'));
/** Whose job it is to know where everything is; by its address the map is there for everybody who has a queue. */
export const hasMap = computed(() => may('shift:lead') || teams.value.some(({ kind }) => kind === 'response-centre'));
export const isAdmin = computed(() => session.value?.scopes.includes('house:write') ?? false);

/** Wall-clock times are shown in the team's zone where the gateway tells it. */
export const zone = computed(
  () => (teams.value.find((team) => team.id === teamChoice.value) ?? teams.value[0])?.zone ?? undefined,
);

/** The team where it is one of the reader's, else all of hers. */
export const teamOf = (reader: Session | null | undefined, team: string): string =>
  reader?.teams.some(({ id }) => id === team) ? team : '';

/** Whoever is not told so long sees what lies on the device, until she is. */
const ANSWERED_WITHIN_MILLIS = 3_000;
const AGAIN_MILLIS = 5_000;

/** Asks who is signed in and what the gateway's clock says; of whom nobody can ask is shown what lies on the device, if anything does. */
export async function loadSession(): Promise<void> {
  if (!(await confirmSignOut())) {
    session.value = null;
    return;
  }
  const late = setTimeout(() => void beginFromDevice(), ANSWERED_WITHIN_MILLIS);
  try {
    const answer = await api.session();
    clearTimeout(late);
    setClock(answer.now, answer.clockSpeed);
    if (isAsBefore(answer)) void exchangeSettings();
    else await begin(answer);
    noteWho(answer);
  } catch (error) {
    clearTimeout(late);
    if (error instanceof ApiError && error.status === 401) {
      await rescue();
      endSession();
      return;
    }
    if (session.value !== undefined || (await beginFromDevice())) return;
    session.value = null;
    signInMessage.value = texts.signIn.unreachable;
  }
}

/** Not where she has signed in anew in another tab, nor where the browser has forgotten by what it opens what lies here. */
const isAsBefore = ({ id, sessionId }: Session): boolean =>
  session.peek()?.id === id && session.peek()?.sessionId === sessionId && !isFromDevice.peek() && isDeviceOf(sessionId);

/** Nothing is shown to her before it is as she wants it. */
async function begin(answer: Session): Promise<void> {
  dropChanges();
  forgetUnchanged();
  if (answer.sessionId) await openDevice(answer.sessionId);
  await exchangeSettings();
  await changeLanguage(settings.peek().language ?? languageOfBrowser());
  // Where she begins hangs on it.
  if (answer.scopes.includes('house:write')) await readHouse();
  await takeUp(answer);
  batch(() => {
    isFromDevice.value = false;
    teamChoice.value = teamOf(answer, readAddress(location).team);
    session.value = answer;
  });
  openOutbox(true);
}

/** What a page that is no more had begun waits on this one, for her alone, before the device is wiped. */
async function rescue(): Promise<void> {
  if (session.peek() !== undefined) return;
  const found = await findWho();
  if (found) await takeUp(found.session);
}

const takeUp = ({ id }: Session) => Promise.all([startDrafts(id), takeUpPressed(id)]);

/** Says whether somebody is signed in as far as this device knows. */
async function beginFromDevice(): Promise<boolean> {
  if (session.peek() !== undefined) return Boolean(session.peek());
  const found = await findWho();
  if (session.peek() !== undefined || !found) return Boolean(session.peek());
  await takeUp(found.session);
  if (session.peek() !== undefined) return Boolean(session.peek());
  setClock(found.now, found.session.clockSpeed);
  batch(() => {
    isFromDevice.value = true;
    session.value = found.session;
  });
  askOn();
  return true;
}

/** Until the gateway has said whether she is. */
function askOn(): void {
  if (isFromDevice.peek()) asking = setTimeout(askNow, AGAIN_MILLIS);
}

let asking: ReturnType<typeof setTimeout> | undefined;

function askNow(): void {
  clearTimeout(asking);
  void loadSession().finally(askOn);
}

/** Who is shown what lies on her device is asked for at once when there is a connection again. */
export const hearConnection = (): void => addEventListener('online', () => isFromDevice.peek() && askNow());

export async function signIn(username: string, password: string): Promise<void> {
  signInMessage.value = '';
  // Whoever was here before is out first: after this nobody could end that session from here.
  if (!(await confirmSignOut())) return;
  try {
    await api.signIn(username, password);
    await loadSession();
  } catch (error) {
    signInMessage.value = explainRefusal(error instanceof ApiError ? error.status : 0);
  }
}

/** What was pressed for many goes out first, unless nobody answers. */
const SENT_WITHIN_MILLIS = 2_000;

/** Nobody is shown anything from this moment on, whatever the gateway says, and nothing of hers is left on the device. */
export async function signOut(): Promise<void> {
  signInMessage.value = '';
  const sent = sendAllNow();
  forgetHers();
  forgetSettings();
  leave();
  await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, SENT_WITHIN_MILLIS))]);
  await confirmSignOut(true);
}

/** Nothing that she wrote and pressed is here any more. */
export function forgetHers(): void {
  wipeDrafts();
  forgetPressed();
}

/** The cookie is no longer accepted: back to the sign-in, with a word why. What she had begun waits on this page for her alone. */
export function endSession(): void {
  dropChanges();
  if (session.value) signInMessage.value = texts.signIn.ended;
  leave();
}

function leave(): void {
  openOutbox(false);
  void wipeDevice();
  batch(() => {
    isFromDevice.value = false;
    session.value = null;
  });
}

function explainRefusal(status: number): string {
  if (status === 429) return texts.signIn.tooMany;
  return status === 401 || status === 422 ? texts.signIn.refused : texts.signIn.unreachable;
}
