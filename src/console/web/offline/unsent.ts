import { computed, signal } from '@preact/signals';
import { nameDeed, sayWhy } from '../task/actions.js';
import { sendAllNow } from '../task/leaving.js';
import { signOut } from '../session/session.js';
import { texts } from '../texts.js';
import { forgetAddress } from '../addresses/whereabouts.js';
import { isCutOff } from './contact.js';
import { hurry, pressed, readElsewhere } from './outbox.js';
import { isUnsent, type Pressed } from './pressed.js';

/** So long it is waited before it is asked. */
const SENT_WITHIN_MILLIS = 2_000;
const LOOK_MILLIS = 100;

/** What there was no answer to when it was pressed, and is not known to be done. */
export const late = computed(() => pressed.value.filter((each) => isUnsent(each) && each.isLate));
/** What was refused, when she may have been looking at something else. */
export const refused = computed(() => pressed.value.filter((each) => !isUnsent(each)));

/** Whether it is shown what waits; and whether it is asked about it, since she wants to sign out. */
export const unsentShown = signal(false);
export const signOutAsked = signal(false);
/** What waits in other tabs. */
export const elsewhere = signal<readonly Pressed[]>([]);

export function closeUnsent(): void {
  unsentShown.value = false;
  signOutAsked.value = false;
}

/** At once where nothing waits to be sent; else she says what becomes of it. */
export async function askToSignOut(): Promise<void> {
  const isAllSent = () => !pressed.value.some(isUnsent);
  if (!isAllSent()) {
    void sendAllNow();
    hurry();
    const mayEnd = () => !isAllSent() && !isCutOff.peek();
    for (let waited = 0; waited < SENT_WITHIN_MILLIS && mayEnd(); waited += LOOK_MILLIS) await passing(LOOK_MILLIS);
  }
  elsewhere.value = (await readElsewhere()).filter(isUnsent);
  if (isAllSent() && !elsewhere.value.length) leave();
  else signOutAsked.value = true;
}

/** What waits is never sent. */
export function leave(): void {
  closeUnsent();
  void signOut();
  forgetAddress();
}

/** Why it was not done, for whoever pressed it a while ago. */
export function sayRefused({ about, deed, isUnknown, refusal }: Pressed): string {
  const { status, body } = refusal!;
  const why = status === 0 ? (isUnknown ? texts.command.neverKnown : texts.unsent.tooOld) : sayWhy(status, body);
  return texts.unsent.refused(nameDeed(deed), about, why);
}

const passing = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
