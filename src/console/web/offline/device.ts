import { signal } from '@preact/signals';
import { clear, createStore, del, entries, get, set, type UseStore } from 'idb-keyval';
import { dropPass, makePass, type Pass, readPass } from './pass.js';
import { keyOf, seal, type Sealed, unseal } from './seal.js';

/** In clear: it opens nothing by itself. */
const SALT = 'salt';
const SALT_BYTES = 16;
/** Some browsers open a database and never say that they did. */
const PATIENCE_MILLIS = 3_000;

interface Opened {
  readonly sessionId: string;
  readonly key: CryptoKey;
}

/** Whether this browser keeps anything: not over plain HTTP, and not where it says so or has no room. */
export const canKeep = signal(true);

let store: UseStore | undefined;
let opened: Opened | null = null;
/** One after the other: what was put away last lies there last. */
let turn: Promise<unknown> = Promise.resolve();

/** Of the session: what another one left here goes, and is read by nobody. */
export function openDevice(sessionId: string): Promise<void> {
  return inTurn(async () => {
    if (opened?.sessionId === sessionId && readPass()?.sessionId === sessionId) return;
    opened = null;
    if (!isSecure()) return void (canKeep.value = false);
    // Of two tabs that are opened at once, the second finds what the first has made.
    await navigator.locks.request('dosevagt.device', () => openOrMake(sessionId));
    canKeep.value = opened !== null;
  });
}

async function openOrMake(sessionId: string): Promise<void> {
  const pass = readPass();
  if (pass?.sessionId === sessionId) return void (opened = await open(pass));
  await clear(here());
  const made = makePass(sessionId);
  opened = made && (await open(made));
}

/** Without a word of the gateway: of the session that was here last, if its time is not over. */
export async function openDeviceAgain(): Promise<boolean> {
  await inTurn(async () => {
    const pass = isSecure() ? readPass() : null;
    opened = pass && (await open(pass));
  });
  return opened !== null;
}

/** Whether the device is that session's: not when somebody else has signed in here since. */
export const isDeviceOf = (sessionId: string | undefined): boolean =>
  !canKeep.value || readPass()?.sessionId === sessionId;

export function keep(name: string, value: unknown): Promise<void> {
  return inTurn(async () => {
    // Whoever was signed out in another tab leaves nothing behind.
    if (!opened || readPass()?.sessionId !== opened.sessionId) return;
    await set(name, await seal(opened.key, name, value), here());
    canKeep.value = true;
  });
}

export function forget(name: string): Promise<void> {
  return inTurn(async () => {
    if (opened) await del(name, here());
  });
}

/** All that begins so, by name, in the order of the names. */
export async function readKept<T>(beginning: string): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  await inTurn(async () => {
    if (!opened) return;
    for (const [name, sealed] of await entries<string, Sealed>(here())) {
      if (!name.startsWith(beginning)) continue;
      const value = await unseal(opened.key, name, sealed);
      if (value !== undefined) found.set(name, value as T);
    }
  });
  return found;
}

/** Nothing of anybody is left here. */
export function wipeDevice(): Promise<void> {
  opened = null;
  if (!isSecure()) return Promise.resolve();
  dropPass();
  return inTurn(() => clear(here()));
}

async function open({ sessionId, secret }: Pass): Promise<Opened> {
  let salt = await get<Uint8Array<ArrayBuffer>>(SALT, here());
  if (!salt) await set(SALT, (salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))), here());
  return { sessionId, key: await keyOf(secret, salt) };
}

/** A browser that cannot keep anything, or no more, is one in which nothing is kept: the page goes on, and waits for it only so long. */
function inTurn(work: () => Promise<unknown>): Promise<void> {
  const failed = () => void (canKeep.value = false);
  turn = turn.then(work).catch(failed);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MILLIS, 'late')));
  return Promise.race([turn, late]).then((came) => {
    clearTimeout(timer);
    if (came === 'late') failed();
  });
}

const here = (): UseStore => (store ??= createStore('dosevagt', 'kept'));

const isSecure = (): boolean => 'crypto' in globalThis && 'subtle' in crypto && 'indexedDB' in globalThis;
