import { useComputed } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isOnDesk, useWindowRows } from '../../lists/window-rows.js';
import { anchorOf, type Placed } from './anchor.js';
import { selectedId } from '../selection.js';
import { isHeld, shownRows, waiting } from '../shown.js';
import { TaskRow } from './task-row.js';
import { leadToRows } from '../moving-on.js';

/** As the styles have them, until a row was drawn: names and streets may be long. */
const ROW_PIXELS = 60;
const PHONE_ROW_PIXELS = 96;
const GAP_PIXELS = 4;
/** More than are on any screen at once. */
const LOOKED_AT = 60;

/** The list, however long: only what is to be seen, and a little round it, is in the document. */
export function LongList() {
  const list = useRef<HTMLOListElement>(null);
  const rows = shownRows.value;
  const showsTeam = useComputed(() => new Set(shownRows.value.map(({ teamName }) => teamName)).size > 1).value;
  const virtual = useVirtual(list);
  return (
    <ol ref={list} class="tasks" style={{ height: `${virtual.getTotalSize()}px` }}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const row = rows[index];
        return (
          row && (
            <li
              key={row.id}
              data-index={index}
              ref={virtual.measureElement}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              style={{ transform: `translateY(${start - virtual.options.scrollMargin}px)` }}
            >
              <TaskRow row={row} isGone={waiting.value.gone.has(row.id)} showsTeam={showsTeam} />
            </li>
          )
        );
      })}
    </ol>
  );
}

/** Which rows are to be drawn where. Whatever comes, goes or grows above what is looked at, that stays where it is. */
function useVirtual(list: { current: HTMLOListElement | null }) {
  const rows = shownRows.value;
  const virtual = useWindowRows(list, {
    rows,
    keyOf: ({ id }) => id,
    estimate: () => (isOnDesk() ? ROW_PIXELS : PHONE_ROW_PIXELS),
    gap: GAP_PIXELS,
    kept: () => rows.findIndex(({ id }) => id === selectedId.peek()),
  });
  // It is done below, for all that can move.
  virtual.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  useLayoutEffect(() => leadToRows((index) => virtual.scrollToIndex(index)), []);
  const before = useRef<readonly Placed[]>([]);
  useLayoutEffect(() => {
    virtual.getTotalSize();
    const isLookedAt = isHeld.peek() || scrollY > virtual.options.scrollMargin;
    const startOf = (id: string) => virtual.measurementsCache[rows.findIndex((row) => row.id === id)]?.start;
    const moved = isLookedAt ? anchorOf(before.current, startOf, scrollY) : 0;
    if (moved) keepInPlace(list.current!, moved);
    else if (!isHeld.peek()) list.current!.style.marginBottom = '';
    // Of the thousands of others nobody has to know where they are.
    const at = virtual.getVirtualItemForOffset(scrollY)?.index ?? 0;
    const lookedAt = virtual.measurementsCache.slice(at, at + LOOKED_AT);
    before.current = lookedAt.map(({ key, start, end }) => ({ id: String(key), start, end }));
  });
  return virtual;
}

/** What moved on the page moves not on the screen, also where the page is too short to be scrolled that far. */
function keepInPlace(list: HTMLElement, moved: number): void {
  const room = document.documentElement.scrollHeight - innerHeight - scrollY;
  const lacking = moved - room;
  if (lacking > 0) list.style.marginBottom = `${Number.parseFloat(getComputedStyle(list).marginBottom) + lacking}px`;
  scrollBy({ top: moved, behavior: 'instant' });
}
