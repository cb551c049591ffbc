import { computed, effect, signal } from '@preact/signals';
import { handled } from './handled.js';
import { hold, NOTHING_HELD } from './list/held.js';
import type { Row } from '../model.js';
import { filter, findRow, narrowed, narrowing } from './queue.js';
import { asRow } from './rows.js';
import { foundRows, sought } from './search.js';
import { teamChoice } from '../session/session.js';

/** Whether somebody points at the list, or is in it with the keys: then nothing of it moves. */
const isPointedAt = signal(false);
const isFocused = signal(false);

/** What is asked for: another filter, team or word is another list, and holds nothing of the one before. */
const choice = computed(() => {
  const { kinds, priorities } = narrowing.value;
  return [filter.value, kinds, priorities, teamChoice.value, sought.value].join(' ');
});

const current = computed<readonly Row[]>(() =>
  filter.value === 'handled' ? narrowed(handled.value.map(asRow)) : foundRows.value,
);

/** The rows of the list as they are shown. */
export const shownRows = signal<readonly Row[]>([]);
/** What waits until nobody points at it. */
export const waiting = signal<{ readonly gone: ReadonlySet<string>; readonly fresh: number }>(NOTHING_HELD);

/** Whether the order is held now. */
export const isHeld = signal(false);
let shownOf = '';

/** Follows the list; called once. */
export function followQueue(): void {
  effect(() => {
    const now = current.value;
    const isHere = isPointedAt.value || (isFocused.value && isFocusWithin());
    const isOther = choice.value !== shownOf || filter.value === 'handled';
    isHeld.value = isHere && !isOther && shownRows.peek().length > 0;
    if (!isHeld.peek()) return show(now);
    const held = hold(shownRows.peek(), now, findRow);
    shownRows.value = held.rows;
    waiting.value = held;
  });
}

function show(now: readonly Row[]): void {
  shownOf = choice.peek();
  shownRows.value = now;
  waiting.value = NOTHING_HELD;
}

/** What waited is shown, whoever points at it: she asked for it, or did it herself. */
export const showWhatWaits = (): void => show(current.peek());

/** A row that is taken away while it has the focus says nothing of it. */
const isFocusWithin = (): boolean => document.activeElement?.closest('.list') != null;

/** The list is not there any more. */
export function letGo(): void {
  isPointedAt.value = false;
  isFocused.value = false;
}

/** How the pointer and the focus come into the list and leave it. */
export const holding = {
  onPointerEnter: () => void (isPointedAt.value = true),
  onPointerLeave: () => void (isPointedAt.value = false),
  onFocusIn: () => void (isFocused.value = true),
  onFocusOut: (event: FocusEvent) => {
    const to = event.relatedTarget;
    isFocused.value = to instanceof Node && (event.currentTarget as Node).contains(to);
  },
};
