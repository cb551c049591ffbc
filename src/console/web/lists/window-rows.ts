import {
  defaultRangeExtractor,
  observeWindowOffset,
  observeWindowRect,
  Virtualizer,
  windowScroll,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useMemo, useReducer, useState } from 'preact/hooks';

/** A list as long as it likes, in the page that the window scrolls. */
interface LongRows<Row> {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** How high a row is until it was drawn. */
  readonly estimate: () => number;
  readonly gap: number;
  /** The row that stays in the document wherever one looks, since the focus may be on it; -1 for none. */
  readonly kept?: () => number;
}

const AROUND = 6;
/** What is fixed at the top of the page and at its foot. */
const COVERED_PIXELS = 90;

/** Whether the page is as wide as a desk's, as in the styles. */
export const isOnDesk = (): boolean => matchMedia('(min-width: 53.8125em)').matches;

/** Which rows are to be drawn where: those to be seen, and a few round them. */
export function useWindowRows<Row>(
  list: { current: HTMLElement | null },
  { rows, keyOf, estimate, gap, kept }: LongRows<Row>,
) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  // Where all of them are is reckoned anew whenever this is another function.
  const getItemKey = useMemo(() => (index: number) => (index < rows.length ? keyOf(rows[index]!) : index), [rows]);
  const options = {
    count: rows.length,
    getItemKey,
    estimateSize: estimate,
    gap,
    overscan: AROUND,
    scrollMargin: list.current?.offsetTop ?? 0,
    scrollPaddingStart: COVERED_PIXELS,
    scrollPaddingEnd: COVERED_PIXELS,
    initialOffset: () => scrollY,
    initialRect: { width: innerWidth, height: innerHeight },
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    onChange: () => redraw(undefined),
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const at = kept?.() ?? -1;
      const seen = defaultRangeExtractor(range);
      return at < 0 || seen.includes(at) ? seen : [...seen, at].toSorted((a, b) => a - b);
    },
  };
  const [virtual] = useState(() => new Virtualizer<Window, HTMLLIElement>(options));
  virtual.setOptions(options);
  useLayoutEffect(() => virtual._didMount(), []);
  useLayoutEffect(() => virtual._willUpdate());
  return virtual;
}
