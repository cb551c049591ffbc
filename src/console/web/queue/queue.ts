import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Filter } from '../addresses/address.js';
import type { QueueCounts, Row, Task, TaskQuery } from '../model.js';
import { EVERYTHING, isNarrow, isWithin, type Narrowing } from './narrowing.js';
import { pressed } from '../offline/outbox.js';
import { takenOf } from '../offline/pressed.js';
import { isAdmin, teamChoice, teams } from '../session/session.js';

const NONE: QueueCounts = { all: 0, unclaimed: 0, mine: 0, byPriority: { P1: 0, P2: 0, P3: 0, P4: 0 } };

/** The open work, in the order of the gateway. */
export const rows = signal<readonly Row[]>([]);
/** Of all of it, however much of it is there. */
export const counts = signal<QueueCounts>(NONE);
/** What the reader has, whole. */
export const mine = signal<readonly Task[]>([]);
export const isLoaded = signal(false);
export const isTruncated = signal(false);
export const readFailed = signal(false);
export const filter = signal<Filter>('all');
export const narrowing = signal<Narrowing>(EVERYTHING);
/** Counts the readings of the queue, so that others can read along. */
export const readings = signal(0);
/** What the last one was of; nothing where it was of the whole. */
export const lastRead = signal<readonly string[] | null>(null);

export const isUnclaimed = ({ state }: Pick<Row, 'state'>): boolean => state === 'open';
/** What she took without an answer is hers as well. */
const isMine = ({ id, mine }: Row): boolean => mine === true || taken.value.has(id);
const taken = computed(() => takenOf(pressed.value));
/** How many she has, however many of them are there. */
export const mineCount: ReadonlySignal<number> = computed(() => {
  const waiting = [...taken.value].map(findRow).filter((row) => row && !row.mine);
  return counts.value.mine + waiting.length;
});
const isOpenP1 = (row: Row): boolean => isUnclaimed(row) && row.priority === 'P1';
export const countP1 = (some: readonly Row[]): number => some.filter(isOpenP1).length;

/** How many critical ones nobody has. */
export const openP1 = computed(() => countP1(rows.value));

export const findRow = (id: string | null): Row | undefined => (id === null ? undefined : byId.value.get(id));

const byId = computed(() => new Map(rows.value.map((row) => [row.id, row])));

/** What else waits for the citizen of a task: one call may answer all of it. */
export function siblingsOf({ id, citizenId }: Pick<Row, 'id' | 'citizenId'>): Row[] {
  if (!citizenId) return [];
  return (byCitizen.value.get(citizenId) ?? []).filter((row) => row.id !== id);
}

const byCitizen = computed(() => Map.groupBy(rows.value, ({ citizenId }) => citizenId));

/** Of all of it where nothing narrows it, however much there is; else of what is there. */
export const shownCounts = computed<Pick<QueueCounts, 'all' | 'unclaimed' | 'mine'>>(() => {
  if (!isNarrow(narrowing.value)) return { ...counts.value, mine: mineCount.value };
  const within = narrowed(rows.value);
  return { all: within.length, unclaimed: within.filter(isUnclaimed).length, mine: within.filter(isMine).length };
});

/** The open work that the filter lets through. */
export const filteredRows = computed(() => {
  if (filter.value === 'unclaimed') return rows.value.filter(isUnclaimed);
  return filter.value === 'mine' ? rows.value.filter(isMine) : rows.value;
});

/** And of that, what it is narrowed to. */
export const chosenRows = computed(() => narrowed(filteredRows.value));

export function narrowed(some: readonly Row[]): readonly Row[] {
  const to = narrowing.value;
  return isNarrow(to) ? some.filter((row) => isWithin(row, to)) : some;
}

/** The filter of teams for a query: the chosen one, else all of the reader's; an administrator sees also what no team has. */
export function teamQuery(): Pick<TaskQuery, 'teamId'> {
  if (teamChoice.value) return { teamId: [teamChoice.value] };
  return isAdmin.value ? {} : { teamId: teams.value.map((team) => team.id) };
}

/** Forgets what was read for another reader or team. */
export function clearQueue(): void {
  rows.value = [];
  counts.value = NONE;
  mine.value = [];
  isLoaded.value = false;
}
