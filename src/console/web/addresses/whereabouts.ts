import { batch, effect, signal } from '@preact/signals';
import { type Address, type Filter, isOfQueue, isStep, readAddress, writeAddress } from './address.js';
import { landing } from './landing.js';
import { EVERYTHING } from '../queue/narrowing.js';
import { filter, isLoaded, narrowing } from '../queue/queue.js';
import { isOpened, isPassing, select, selectedId } from '../queue/selection.js';
import { session, teamChoice, teamOf } from '../session/session.js';

const SCROLLED_MILLIS = 200;

/** Whether the reader is where the address says: not before it was read for her. */
const isHere = signal(false);
let scrolled: ReturnType<typeof setTimeout> | undefined;
let goToPage: (url: string) => void = () => undefined;
/** How far down the list was, until it is there to be scrolled. */
let wantedScroll: number | null = null;

/** Keeps the address of the page where the reader is, and takes her where back, forward, a reload and a pasted link say. */
export function keepAddress(): void {
  history.scrollRestoration = 'manual';
  wantedScroll = scrollOf(history.state);
  addEventListener('popstate', ({ state }: PopStateEvent) => {
    if (!isHere.peek() || !isOfQueue(location.pathname)) return;
    const { team, ...rest } = readAddress(location);
    // Where the address names no task, she comes back to the row she was at.
    goTo({ ...rest, taskId: rest.taskId ?? selectedId.peek() }, teamOf(session.peek(), team));
    wantedScroll = scrollOf(state);
    if (isLoaded.peek()) scrollBack();
  });
  addEventListener('scroll', () => {
    clearTimeout(scrolled);
    scrolled = setTimeout(() => history.replaceState({ scroll: scrollY }, ''), SCROLLED_MILLIS);
  });
  let hasPassed = false;
  effect(() => {
    const here = whereabouts();
    // Whoever goes along the list is where she stays.
    hasPassed ||= isPassing.value;
    if (!isHere.value || isPassing.value) return;
    if (isOfQueue(location.pathname)) write(here, hasPassed);
    hasPassed = false;
  });
  effect(() => {
    if (isLoaded.value) scrollBack();
  });
}

/** Signed in: whoever comes without an address begins at the page of her work. */
export function land(): void {
  if (location.pathname === '/') history.replaceState(history.state, '', landing.peek() + location.search);
}

/** Begins where the address says; its team was taken with the session. */
export function takeUpAddress(): void {
  batch(() => {
    if (isOfQueue(location.pathname)) goTo(readAddress(location), teamChoice.peek());
    isHere.value = true;
  });
}

/** Signed out: nothing is selected, and the address waits for whoever signs in. */
export function leaveAddress(): void {
  batch(() => {
    isHere.value = false;
    select(null);
    isOpened.value = false;
  });
}

/** Whoever comes after her begins where everybody does. */
export function forgetAddress(): void {
  history.replaceState(null, '', '/');
}

/** How another page of the console is gone to. */
export function followPages(route: (url: string) => void): void {
  goToPage = route;
}

/** From whatever page, to what was chosen of the queue. */
export function goToQueue(): void {
  if (!isOfQueue(location.pathname)) goToPage(writeAddress(whereabouts()));
}

/** To an address of the console, wherever she is. */
export function goThere(path: string): void {
  if (!isHere.peek()) history.replaceState(null, '', path);
  else {
    goToPage(path);
    if (isOfQueue(path)) goTo(readAddress({ pathname: path, search: '' }), '');
  }
}

/** All of it, whatever was chosen before. */
export function showFilter(who: Filter): void {
  goTo({ who, ...EVERYTHING, taskId: selectedId.peek(), isOpened: false }, teamChoice.peek());
}

export function showTeam(team: string): void {
  goTo({ who: filter.peek(), ...narrowing.peek(), taskId: null, isOpened: false }, team);
}

function goTo({ who, kinds, priorities, taskId, isOpened: opened }: Omit<Address, 'team'>, team: string): void {
  batch(() => {
    teamChoice.value = team;
    filter.value = who;
    narrowing.value = { kinds, priorities };
    select(taskId);
    isOpened.value = opened;
  });
}

const whereabouts = (): Address => ({
  team: teamChoice.value,
  who: filter.value,
  ...narrowing.value,
  taskId: selectedId.value,
  isOpened: isOpened.value,
});

function write(here: Address, isPassedBy: boolean): void {
  const url = writeAddress(here);
  if (url === location.pathname + location.search) return;
  if (!isPassedBy && isStep(readAddress(location), here)) history.pushState(null, '', url);
  else history.replaceState(history.state, '', url);
}

function scrollBack(): void {
  const top = wantedScroll;
  wantedScroll = null;
  if (top !== null) requestAnimationFrame(() => scrollTo(0, top));
}

const scrollOf = (state: unknown): number | null =>
  typeof state === 'object' && state !== null && 'scroll' in state && typeof state.scroll === 'number'
    ? state.scroll
    : null;
