import { batch, computed, signal } from '@preact/signals';
import { readAddress } from '../address.js';
import { api, ApiError } from '../api.js';
import { setClock } from '../clock.js';
import type { Session, Team } from '../model.js';
import { dropChanges, exchangeSettings, forgetSettings, settings } from './settings.js';
import { confirmSignOut } from './sign-out.js';
import { readHouse } from '../setup/house.js';
import { sendAllNow } from '../task/leaving.js';
import { wipeDrafts } from '../task/drafts.js';
import { forgetUnchanged } from '../unchanged.js';
import { changeLanguage, languageOfBrowser, texts } from '../texts.js';

/** `undefined` until the gateway has said who is signed in, `null` when nobody is. */
export const session = signal<Session | null | undefined>(undefined);
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

/** Asks who is signed in and what the gateway's clock says. */
export async function loadSession(): Promise<void> {
  if (!(await confirmSignOut())) {
    session.value = null;
    return;
  }
  try {
    const answer = await api.session();
    setClock(answer.now, answer.clockSpeed);
    if (session.value?.id === answer.id) void exchangeSettings();
    else await begin(answer);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) endSession();
    else if (session.value === undefined) {
      session.value = null;
      signInMessage.value = texts.signIn.unreachable;
    }
  }
}

/** Nothing is shown to her before it is as she wants it. */
async function begin(answer: Session): Promise<void> {
  dropChanges();
  forgetUnchanged();
  await exchangeSettings();
  await changeLanguage(settings.peek().language ?? languageOfBrowser());
  // Where she begins hangs on it.
  if (answer.scopes.includes('house:write')) await readHouse();
  batch(() => {
    teamChoice.value = teamOf(answer, readAddress(location).team);
    session.value = answer;
  });
}

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

/** What was pressed before goes out first, unless nobody answers. */
const SENT_WITHIN_MILLIS = 2_000;

/** Nobody is shown anything from this moment on, whatever the gateway says. */
export async function signOut(): Promise<void> {
  signInMessage.value = '';
  const sent = sendAllNow();
  wipeDrafts();
  forgetSettings();
  session.value = null;
  await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, SENT_WITHIN_MILLIS))]);
  await confirmSignOut(true);
}

/** The cookie is no longer accepted: back to the sign-in, with a word why. */
export function endSession(): void {
  dropChanges();
  if (session.value) signInMessage.value = texts.signIn.ended;
  session.value = null;
}

function explainRefusal(status: number): string {
  if (status === 429) return texts.signIn.tooMany;
  return status === 401 || status === 422 ? texts.signIn.refused : texts.signIn.unreachable;
}
