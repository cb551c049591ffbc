import { batch, computed, signal } from '@preact/signals';
import { api, ApiError } from '../api.js';
import { districts } from '../districts.js';
import { MOST_IDS } from '../queue/changes.js';
import { incidents } from '../queue/incidents.js';
import type { MapGround, PlacedRow } from '../model.js';
import { afterChange, afterReading } from '../queue/store.js';
import { endSession, hasQueue, session, teamChoice } from '../session/session.js';
import { regionsOf } from './regions.js';

/** The open work with where it is, the most critical first. */
export const placed = signal<readonly PlacedRow[]>([]);
/** The teams, and what is drawn beneath. */
export const ground = signal<MapGround | null>(null);
export const isMapLoaded = signal(false);

/** What was pointed at, on the map or in the list: tasks, teams and districts by their ids. */
export const chosen = signal<readonly string[]>([]);
/** Where the map is to go to: whoever points at something on it is there. */
export const goal = signal<readonly string[]>([]);

export const regions = computed(() =>
  regionsOf({
    districts: districts.value,
    teams: ground.value?.teams ?? [],
    tasks: placed.value,
    incidents: incidents.value,
  }),
);

/** From the list, or by the address: the map goes there. */
export function show(ids: readonly string[]): void {
  batch(() => {
    chosen.value = ids;
    goal.value = [...ids];
  });
}

const changed = new Set<string>();
let isWholeWanted = false;
let reading: Promise<void> | undefined;
const RETRY_MILLIS = 3_000;
let retry: ReturnType<typeof setTimeout> | undefined;

/** Whenever the queue was read: the same of it again with where it is; nothing named is all of it. */
export function readAlong(ids: readonly string[] | null): void {
  for (const id of ids ?? []) changed.add(id);
  isWholeWanted ||= ids === null || !isMapLoaded.value;
  reading ??= readOn().finally(() => (reading = undefined));
}

/** Nothing of it stays when the page is left, or the reader or the team is another. */
export function forgetMap(): void {
  clearTimeout(retry);
  batch(() => {
    placed.value = [];
    ground.value = null;
    isMapLoaded.value = false;
  });
}

async function readOn(): Promise<void> {
  while (isWholeWanted || changed.size > 0) {
    const ids = isWholeWanted || changed.size > MOST_IDS ? null : [...changed];
    isWholeWanted = false;
    changed.clear();
    if (await readOnce(ids)) continue;
    // The queue may have been read meanwhile, and not be read again for long.
    retry = setTimeout(() => readAlong(null), RETRY_MILLIS);
    return;
  }
}

async function readOnce(ids: readonly string[] | null): Promise<boolean> {
  const [reader, choice] = [session.value?.id, teamChoice.value];
  if (!reader) return true;
  try {
    // All that she may see, and not her queue alone: whoever looks at a map looks for more than her next task.
    const whose = choice ? { teamId: [choice] } : {};
    const read = hasQueue.value ? await api.placed({ ...whose, ...(ids && { ids: [...ids] }) }) : { items: [] };
    const lies = ids ? null : await api.map();
    if (session.value?.id !== reader || teamChoice.value !== choice) return true;
    batch(() => {
      placed.value = ids ? afterChange(placed.value, ids, read.items) : afterReading(placed.value, read.items);
      if (lies) ground.value = lies;
      isMapLoaded.value = true;
    });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) endSession();
    isMapLoaded.value = false;
    return false;
  }
}
