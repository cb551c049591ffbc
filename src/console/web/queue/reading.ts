import { batch } from '@preact/signals';
import { api, ApiError } from '../api.js';
import { changedBy, isMost, MOST_IDS } from './changes.js';
import type { Row, StreamFact, Task } from '../model.js';
import { counts, isLoaded, isTruncated, lastRead, mine, readFailed, readings, rows, teamQuery } from './queue.js';
import { endSession, hasQueue, isAdmin, session, teamChoice, teams } from '../session/session.js';
import { afterChange, afterReading } from './store.js';

const DEBOUNCE_MILLIS = 100;
const RETRY_MILLIS = 3_000;
/** In a storm facts come by the hundred: the list is read so often and no more. */
const BREATH_MILLIS = { whole: 700, changed: 250 };

const changed = new Set<string>();
let isWholeWanted = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let reading: Promise<void> | undefined;
let lastReadAt = 0;

/** What a fact has changed is read again soon; many within a moment make one reading. */
export function hearOfWork(fact: StreamFact): void {
  const ids = changedBy(fact, rows.value);
  for (const id of ids) changed.add(id);
  if (ids.length) readSoon(DEBOUNCE_MILLIS);
}

/** Reads the whole queue now, at most one reading at a time; what is wanted meanwhile is read afterwards. */
export function readQueue(): Promise<void> {
  isWholeWanted = true;
  return readNow();
}

/** Reads one task of it now. */
export function readTask(id: string): Promise<void> {
  changed.add(id);
  return readNow();
}

function readSoon(delayMillis: number): void {
  const breath = isWholeWanted ? BREATH_MILLIS.whole : BREATH_MILLIS.changed;
  timer ??= setTimeout(() => void readNow(), Math.max(delayMillis, lastReadAt + breath - performance.now()));
}

function readNow(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  reading ??= readOn().finally(() => (reading = undefined));
  return reading;
}

async function readOn(): Promise<void> {
  while (isWholeWanted || changed.size) {
    const isWhole = isWholeWanted || !isLoaded.value || isMost(changed.size, rows.value.length);
    const ids = isWhole ? null : [...changed];
    isWholeWanted = false;
    changed.clear();
    if (await readOnce(ids)) continue;
    isWholeWanted = true;
    readSoon(RETRY_MILLIS);
    return;
  }
}

/** All of it, or those of these ids that are still in it. Says whether it need not be tried again. */
async function readOnce(ids: readonly string[] | null): Promise<boolean> {
  const reader = session.value;
  if (!reader) return true;
  lastReadAt = performance.now();
  const choice = teamChoice.value;
  try {
    const read = await readRows(ids);
    const now = ids ? afterChange(rows.value, ids, read.items) : afterReading(rows.value, read.items);
    const held = await readMine(now, ids);
    if (session.value?.id !== reader.id || teamChoice.value !== choice) return true;
    batch(() => {
      rows.value = now;
      counts.value = read.counts;
      mine.value = held;
      if (!ids) isTruncated.value = read.nextCursor !== null;
      isLoaded.value = true;
      readFailed.value = false;
      lastRead.value = ids;
      readings.value++;
    });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      endSession();
      return true;
    }
    readFailed.value = true;
    return false;
  }
}

async function readRows(ids: readonly string[] | null): ReturnType<typeof api.queue> {
  const isHers = hasQueue.value && (teams.value.length > 0 || isAdmin.value);
  if (!isHers) return { items: [], nextCursor: null, counts: counts.value };
  if (!ids) return api.queue(teamQuery());
  const some = await api.queue({ ...teamQuery(), ids: ids.slice(0, MOST_IDS) });
  if (ids.length <= MOST_IDS) return some;
  const others = await readRows(ids.slice(MOST_IDS));
  return { ...others, items: [...some.items, ...others.items] };
}

/** A row does not say how long a claim lasts, nor what else is asked of whoever has it. */
async function readMine(now: readonly Row[], ids: readonly string[] | null): Promise<readonly Task[]> {
  const isHers = new Set(now.filter((row) => row.mine).map(({ id }) => id));
  const stays = ids ? mine.value.filter(({ id }) => isHers.has(id) && !ids.includes(id)) : [];
  const wanted = [...isHers].filter((id) => !stays.some((task) => task.id === id)).slice(0, MOST_IDS);
  if (!wanted.length) return stays;
  return [...stays, ...(await api.tasks({ ids: wanted }, 1)).items];
}
