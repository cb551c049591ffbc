import { computed, signal } from '@preact/signals';
import type { Filter } from '../address.js';
import { api, ApiError } from '../api.js';
import type { Task, TaskQuery } from '../model.js';
import { endSession, hasQueue, isAdmin, session, teamChoice, teams } from '../session/session.js';
import { OPEN_STATES } from '../states.js';
import { afterReading } from './store.js';

const DEBOUNCE_MILLIS = 100;
const RETRY_MILLIS = 3_000;
/** In a storm facts come by the hundred: the list is read so often and no more. */
const BREATH_MILLIS = 700;

export const tasks = signal<readonly Task[]>([]);
export const isLoaded = signal(false);
export const isTruncated = signal(false);
export const readFailed = signal(false);
export const filter = signal<Filter>('all');
/** Counts the readings of the queue, so that others can read along. */
export const readings = signal(0);

const isMine = (task: Task) => task.claimedBy === session.value?.id;
const isUnclaimed = (task: Task) => task.state === 'open';

export const counts = computed(() => ({
  all: tasks.value.length,
  unclaimed: tasks.value.filter(isUnclaimed).length,
  mine: tasks.value.filter(isMine).length,
  openP1: tasks.value.filter((task) => isUnclaimed(task) && task.priority === 'P1').length,
}));

/** What else waits for the citizen of a task: one call may answer all of it. */
export function siblingsOf(task: Task): Task[] {
  if (!task.citizenId) return [];
  return (byCitizen.value.get(task.citizenId) ?? []).filter(({ id }) => id !== task.id);
}

const byCitizen = computed(() => Map.groupBy(tasks.value, ({ citizenId }) => citizenId));

export const shownTasks = computed(() => {
  if (filter.value === 'unclaimed') return tasks.value.filter(isUnclaimed);
  return filter.value === 'mine' ? tasks.value.filter(isMine) : tasks.value;
});

/** The filter of teams for a query: the chosen one, else all of the reader's; an administrator sees also what no team has. */
export function teamQuery(): Pick<TaskQuery, 'teamId'> {
  if (teamChoice.value) return { teamId: [teamChoice.value] };
  return isAdmin.value ? {} : { teamId: teams.value.map((team) => team.id) };
}

let timer: ReturnType<typeof setTimeout> | undefined;
let reading: Promise<void> | undefined;
let again = false;
let lastReadAt = 0;

/** Reads the queue soon; many calls within a moment make one reading. */
export function readQueueSoon(delayMillis = DEBOUNCE_MILLIS): void {
  timer ??= setTimeout(() => void readQueue(), Math.max(delayMillis, lastReadAt + BREATH_MILLIS - performance.now()));
}

/** Reads the queue now, at most one reading at a time; a call meanwhile makes one more afterwards. */
export async function readQueue(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (reading) {
    again = true;
    return reading;
  }
  reading = readOnce().finally(() => (reading = undefined));
  await reading;
  if (again) {
    again = false;
    await readQueue();
  }
}

/** Forgets what was read for another reader or team. */
export function clearQueue(): void {
  tasks.value = [];
  isLoaded.value = false;
}

async function readOnce(): Promise<void> {
  const reader = session.value;
  if (!reader) return;
  lastReadAt = performance.now();
  const choice = teamChoice.value;
  try {
    const page =
      hasQueue.value && (teams.value.length || isAdmin.value)
        ? await api.tasks({ state: [...OPEN_STATES], ...teamQuery() })
        : { items: [], nextCursor: null };
    if (session.value?.id !== reader.id || teamChoice.value !== choice) return;
    tasks.value = afterReading(tasks.value, page.items);
    isTruncated.value = page.nextCursor !== null;
    isLoaded.value = true;
    readFailed.value = false;
    readings.value++;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      endSession();
      return;
    }
    readFailed.value = true;
    readQueueSoon(RETRY_MILLIS);
  }
}
