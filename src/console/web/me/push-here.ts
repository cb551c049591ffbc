import { computed, signal } from '@preact/signals';
import { api, ApiError } from '../api.js';
import type { OwnPush, PushedTo } from '../model.js';
import { session } from '../session/session.js';
import { changeSettings, settings } from '../session/settings.js';
import type { Words } from '../../../words/en.js';

/** Why it cannot be turned on here, or could not just now. */
export type Why = keyof Words['me']['push']['why'];
/** How far a message for trying came. */
export type Trying = keyof Words['me']['push']['trying'];

/** Nothing comes for so long: whoever waits is told why that may be. */
const LATE_MILLIS = 30_000;

/** As the gateway has it; null until it was read. */
export const own = signal<OwnPush | null>(null);
/** What went wrong when it was turned on or off last. */
export const trouble = signal<Why | null>(null);
export const trying = signal<Trying | null>(null);
/** Where this browser takes messages; null where it takes none. */
const endpoint = signal<string | null>(null);

/** This browser, where the gateway pushes to it. */
export const here = computed<PushedTo | null>(
  () =>
    (settings.value.push ? own.value?.subscriptions.find((each) => each.endpoint === endpoint.value) : undefined) ??
    null,
);
export const others = computed(() => own.value?.subscriptions.filter((each) => each.endpoint !== endpoint.value) ?? []);

/** What this browser refuses before anybody has asked it. */
export function whyNot(): Why | null {
  if (!isSecureContext) return 'no-https';
  if (!('serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis))
    return 'standalone' in navigator && !navigator.standalone ? 'not-installed' : 'unsupported';
  return own.value?.off ?? (Notification.permission === 'denied' ? 'denied' : null);
}

export async function readPush(): Promise<void> {
  const [found, subscription] = await Promise.all([api.push().catch(() => null), subscribed()]);
  endpoint.value = subscription?.endpoint ?? null;
  own.value = found ?? own.value;
}

/** Asks the browser, which asks her; only ever by a press of hers. */
export async function turnOn(): Promise<void> {
  trouble.value = null;
  if ((await Notification.requestPermission()) !== 'granted') {
    trouble.value = Notification.permission === 'denied' ? 'denied' : null;
    return;
  }
  trouble.value = await subscribe();
  if (trouble.value) return;
  localStorage.setItem(keyOfHers(), 'on');
  await changeSettings({ push: true });
  await readPush();
}

export async function turnOff(): Promise<void> {
  trouble.value = null;
  trying.value = null;
  localStorage.removeItem(keyOfHers());
  const held = here.peek();
  const isLast = others.peek().length === 0;
  await (await subscribed())?.unsubscribe().catch(() => false);
  if (held) await forget(held);
  if (isLast) await changeSettings({ push: false });
  await readPush();
}

export async function forget({ id }: PushedTo): Promise<void> {
  await api.forgetPush(id).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 404)) trouble.value = 'failed';
  });
  await readPush();
}

/** From the gateway to the push service, to the worker of this browser, to what is shown: she is told how far it came. */
export async function tryOut({ id }: PushedTo): Promise<void> {
  trying.value = 'sending';
  const steps = new Map<string, Trying>();
  let messageId: string | null = null;
  const show = () => {
    const step = messageId === null ? undefined : steps.get(messageId);
    if (step) trying.value = step;
  };
  const hear = ({ data }: MessageEvent<{ is?: string; id?: string; step?: Trying } | null>) => {
    if (data?.is !== 'pushed' || !data.id || !data.step) return;
    steps.set(data.id, data.step);
    show();
  };
  navigator.serviceWorker.addEventListener('message', hear);
  setTimeout(() => {
    navigator.serviceWorker.removeEventListener('message', hear);
    if (trying.peek() === 'sent') trying.value = 'late';
  }, LATE_MILLIS);
  try {
    const { id: sent, outcome } = await api.tryPush(id);
    messageId = sent;
    trying.value = outcome === 'taken' ? 'sent' : outcome;
    show();
  } catch (error) {
    trying.value = error instanceof ApiError && error.status === 429 ? 'too-soon' : 'failed';
  }
}

/** Who turned it on here has it on again in each session of hers, without being asked anew; whoever else comes does not have hers. */
export async function keepPush(): Promise<void> {
  const subscription = await subscribed();
  if (localStorage.getItem(keyOfHers()) === null) {
    await subscription?.unsubscribe().catch(() => false);
    return;
  }
  if (Notification.permission !== 'granted') return;
  own.value = await api.push().catch(() => null);
  if (own.value?.publicKey) await subscribe();
}

/** Signed out: the gateway sends nothing more, and whoever comes next has a browser that takes nothing of hers. */
export async function putAway(): Promise<void> {
  own.value = null;
  trying.value = null;
  await (await subscribed())?.unsubscribe().catch(() => false);
}

/** Null where the gateway pushes to this browser from now on. */
async function subscribe(): Promise<Why | null> {
  const key = own.peek()?.publicKey;
  const registration = await navigator.serviceWorker.getRegistration();
  if (!key || !registration) return key ? 'unsupported' : 'not-configured';
  const options = { userVisibleOnly: true, applicationServerKey: key };
  // One by other keys is in the way of a new one.
  const found = await registration.pushManager.getSubscription();
  if (found && !isByKey(found, key)) await found.unsubscribe();
  const made = await registration.pushManager.subscribe(options).catch(() => null);
  if (!made) return 'no-service';
  return api.addPush(made).then(
    () => null,
    () => 'failed',
  );
}

async function subscribed(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  // Where a page must be installed first, a worker has none.
  const { pushManager } = registration ?? ({} as Partial<ServiceWorkerRegistration>);
  return (await pushManager?.getSubscription().catch(() => null)) ?? null;
}

function isByKey({ options }: PushSubscription, key: string): boolean {
  const held = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...held))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  return text.replace(/=+$/, '') === key;
}

const keyOfHers = () => `dosevagt.push.${session.peek()?.id}`;
