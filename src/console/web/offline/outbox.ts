import { type ReadonlySignal, signal } from '@preact/signals';
import { judgeAnswer } from '../task/answer.js';
import { makeKey } from '../task/key.js';
import { whenPageIsLeft } from '../addresses/page-left.js';
import { isCutOff } from './contact.js';
import { forget, keep, readKept } from './device.js';
import { isTooOld, isUnsent, nextOf, type Pressed, type Refusal } from './pressed.js';

/** How it ended as far as whoever pressed it waits: `kept` is sent when the gateway can be asked again. */
export type Ending = 'done' | 'refused' | 'kept';

/** Who sends it, and hears of its end. */
export interface Sender {
  /** Undefined where it was done. */
  send(pressed: Pressed): Promise<Refusal | undefined>;
  ended(pressed: Pressed, refusal: Refusal | null): void;
  signedOut(): void;
}

const PLACE = 'pressed/';
const PAUSE_MILLIS = [1_000, 2_000, 3_000];
/** Without a connection it is only looked whether it has become too old. */
const IDLE_MILLIS = 60_000;
/** So long it is asked again where the gateway answers that it cannot do it now. */
const LATER_MILLIS = 300_000;
/** What lies on the device is sent once more after whatever happens; it is not waited for where the device takes its time. */
const WRITTEN_WITHIN_MILLIS = 300;

/** In the order in which it was pressed. */
const all = signal<readonly Pressed[]>([]);
export const pressed: ReadonlySignal<readonly Pressed[]> = all;
/** The keys of what is being answered. */
export const underWay = signal<ReadonlySet<string>>(new Set());

const tab = makeKey();
const lockOf = (name: string) => `dosevagt.tab.${name}`;

let sender: Sender | undefined;
let readerId = '';
/** The gateway has said that she is signed in. */
let isOpen = false;
let isSending = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let tries = 0;
let laterSince: number | null = null;
const waiters = new Map<string, (ending: Ending) => void>();

export function startOutbox(by: Sender): void {
  sender = by;
  if ('locks' in navigator) void navigator.locks.request(lockOf(tab), () => new Promise(() => undefined));
  // Nobody is there to wait for one after the other: what is not done then is sent again by the next page, as is what has to keep its order.
  whenPageIsLeft(() => {
    for (const each of all.value) if (isOpen && !each.isLate && isUnsent(each)) void sender?.send(each);
  });
  isCutOff.subscribe((isAway) => {
    if (!isAway) hurry();
  });
}

/** What she pressed and has no end yet, and what was left here by a page of hers that is no more: nobody else's. */
export async function takeUpPressed(reader: string): Promise<void> {
  if (reader !== readerId) {
    all.value = [];
    readerId = reader;
  }
  // After a sign-out and a sign-in it lies here no more, and goes on all the same.
  await Promise.all(all.value.map(write));
  const left = await leftBehind();
  const known = new Set(all.value.map(({ key }) => key));
  all.value = [...all.value, ...left.filter(({ key }) => !known.has(key))].toSorted((a, b) => a.at - b.at);
}

/** From now on it is sent; or not any more. */
export function openOutbox(isNow: boolean): void {
  isOpen = isNow;
  if (isNow) hurry();
  else clearTimeout(timer);
}

/** Nothing is left of it, sent or not. */
export function forgetPressed(): void {
  for (const { key } of all.value) settle(key, 'refused');
  all.value = [];
}

/** Ends when it is done or refused, or is known to be sent later. */
export function press(
  what: Pick<Pressed, 'taskId' | 'about' | 'deed'>,
  waits = 0,
): { key: string; ending: Promise<Ending> } {
  const at = Date.now();
  const entry: Pressed = {
    key: makeKey(),
    at,
    sendAt: at + waits,
    tab,
    isLate: false,
    isUnknown: false,
    refusal: null,
    ...what,
  };
  all.value = [...all.value, entry];
  const ending = new Promise<Ending>((resolve) => waiters.set(entry.key, resolve));
  const written = Promise.race([write(entry), passing(WRITTEN_WITHIN_MILLIS)]);
  void written.then(() => (waits ? planNext() : hurry()));
  return { key: entry.key, ending };
}

/** It is sent now; all of it without a name. */
export function hurry(keys: readonly string[] = []): void {
  if (keys.length) all.value = all.value.map((each) => (keys.includes(each.key) ? { ...each, sendAt: 0 } : each));
  clearTimeout(timer);
  tries = 0;
  void sendOn();
}

/** Was never sent, or has been told. */
export function drop(key: string): void {
  all.value = all.value.filter((each) => each.key !== key);
  void forget(PLACE + key);
  settle(key, 'refused');
}

async function sendOn(): Promise<void> {
  if (isSending) return;
  isSending = true;
  try {
    for (let next = due(); next; next = due()) if (!(await sendOne(next))) break;
  } finally {
    isSending = false;
  }
  planNext();
}

const due = (): Pressed | undefined => {
  for (const each of all.value.filter((old) => isUnsent(old) && isTooOld(old.at, Date.now()))) end(each, NEVER);
  const next = nextOf(all.value, Date.now());
  if (next && (isCutOff.value || !isOpen)) markLate();
  return isOpen && !isCutOff.value ? next : undefined;
};

/** Whoever waits for an end hears that it comes later. */
function markLate(): void {
  const now = Date.now();
  for (const each of all.value) if (isUnsent(each) && each.sendAt <= now) put(each, { isLate: true });
}

/** Says whether the next may be sent. */
async function sendOne(entry: Pressed): Promise<boolean> {
  const { isUnknown } = entry;
  // What is killed now may have been done.
  if (entry.isLate) put(entry, { isUnknown: true });
  underWay.value = new Set([...underWay.value, entry.key]);
  const answer = await sender!.send(entry);
  underWay.value = new Set([...underWay.value].filter((key) => key !== entry.key));
  const now = all.value.find(({ key }) => key === entry.key);
  // Whoever pressed it has gone meanwhile.
  if (!now) return true;
  if (!answer) return end(now, null);
  if (answer.status === 401) {
    put(now, { isLate: true, isUnknown });
    sender!.signedOut();
    return false;
  }
  const verdict = judgeAnswer(answer, isUnknown);
  if (verdict === 'refused') return end(now, answer);
  if (verdict === 'unknown') {
    laterSince = null;
    put(now, { isLate: true, isUnknown: true });
    // It is their turn after it.
    markLate();
  } else if ((laterSince ??= performance.now()) < performance.now() - LATER_MILLIS) return end(now, answer);
  tries++;
  return false;
}

const NEVER: Refusal = { status: 0, body: {} };

function end(entry: Pressed, refusal: Refusal | null): boolean {
  laterSince = null;
  tries = 0;
  if (refusal && (entry.isLate || refusal === NEVER)) put(entry, { refusal });
  else {
    all.value = all.value.filter(({ key }) => key !== entry.key);
    void forget(PLACE + entry.key);
  }
  sender!.ended(entry, refusal);
  settle(entry.key, refusal ? 'refused' : 'done');
  return true;
}

function put(entry: Pressed, changed: Partial<Pressed>): void {
  const now = { ...entry, ...changed };
  if (JSON.stringify(now) === JSON.stringify(entry)) return;
  all.value = all.value.map((each) => (each.key === entry.key ? now : each));
  void write(now);
  if (now.isLate) settle(now.key, 'kept');
}

function settle(key: string, ending: Ending): void {
  waiters.get(key)?.(ending);
  waiters.delete(key);
}

/** The next look at it: when it may be sent, or sent again. */
function planNext(): void {
  clearTimeout(timer);
  const waiting = all.value.filter(isUnsent);
  if (!waiting.length || !isOpen) return;
  const pause = tries ? PAUSE_MILLIS[Math.min(tries, PAUSE_MILLIS.length) - 1]! : 0;
  const soonest = Math.min(...waiting.map(({ sendAt }) => sendAt)) - Date.now();
  const idle = isCutOff.value && soonest <= 0 ? IDLE_MILLIS : 0;
  timer = setTimeout(() => void sendOn(), Math.max(pause, soonest, idle));
}

const write = (entry: Pressed): Promise<void> => keep(PLACE + entry.key, entry);

/** What other pages of hers have here. */
export async function readElsewhere(): Promise<readonly Pressed[]> {
  return [...(await readKept<Pressed>(PLACE)).values()].filter((each) => each.tab !== tab);
}

/** Of pages that are no more. Two that are opened at once do not both take it up. */
async function leftBehind(): Promise<Pressed[]> {
  if (!('locks' in navigator)) return [];
  return navigator.locks.request('dosevagt.pressed', async () => {
    const kept = [...(await readKept<Pressed>(PLACE)).values()];
    const { held = [] } = await navigator.locks.query();
    const alive = new Set(held.map(({ name }) => name));
    const left = kept.filter((each) => each.tab !== tab && !alive.has(lockOf(each.tab)));
    // Without a word of it, it may have been under way when its page came to an end.
    const taken = left.map((each) => ({ ...each, tab, isLate: true, isUnknown: each.isUnknown || !each.isLate }));
    await Promise.all(taken.map(write));
    return taken;
  });
}

const passing = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
