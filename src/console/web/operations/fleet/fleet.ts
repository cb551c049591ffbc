import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Fresh, useFresh } from '../fresh.js';
import type { Asked } from './address.js';
import { asks, type Dialect, type FleetCounts, type FleetPage, type FleetQuery, type FleetRow } from './asks.js';

const EVERY_MILLIS = 60_000;

/** What was read of the fleet so far. */
interface Fleet {
  readonly counts: FleetCounts | null;
  readonly rows: readonly FleetRow[];
  readonly hasMore: boolean;
}

/** Reads the fleet page by page as one looks further down, and what was read again by itself. */
export function useFleet(asked: Asked): Fresh<Fleet> & { readonly more: () => void } {
  const pages = useRef<FleetPage[]>([]);
  const wanted = useRef(1);
  const isForMore = useRef(false);
  const isReading = useSignal(false);
  const inputs = [asked.which, asked.q, asked.district, asked.dialect];
  useLayoutEffect(() => {
    pages.current = [];
    wanted.current = 1;
  }, inputs);
  const ask = async (): Promise<Fleet> => {
    const found = isForMore.current ? [...pages.current] : [];
    isForMore.current = false;
    const hasMore = () => found.length === 0 || found.at(-1)!.nextCursor !== null;
    while (found.length < wanted.current && hasMore()) {
      const cursor = found.at(-1)?.nextCursor;
      found.push(await asks.fleet({ ...queryOf(asked), ...(cursor && { cursor }) }));
    }
    pages.current = found;
    return { counts: found[0]?.counts ?? null, rows: found.flatMap(({ items }) => items), hasMore: hasMore() };
  };
  const fresh = useFresh(ask, inputs, EVERY_MILLIS);
  const more = () => {
    if (isReading.peek() || !fresh.found?.hasMore) return;
    isReading.value = true;
    isForMore.current = true;
    wanted.current = pages.current.length + 1;
    void fresh.again().finally(() => (isReading.value = false));
  };
  return { ...fresh, more };
}

function queryOf({ which, q, district, dialect }: Asked): FleetQuery {
  return {
    ...whichOf(which),
    ...(q && { q }),
    ...(district && { districtId: [district] }),
    ...(dialect && { dialect: [dialect as Dialect] }),
  };
}

function whichOf(which: Asked['which']): FleetQuery {
  if (which === '') return {};
  if (which === 'troubled') return { troubled: 'true' };
  return which === 'unassigned' ? { assigned: 'false', state: IN_USE } : { state: [which] };
}

const IN_USE: FleetQuery['state'] = ['online', 'resting', 'away', 'offline', 'never-heard'];
