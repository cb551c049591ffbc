import { KINDS, type Narrowing, PRIORITIES } from '../queue/narrowing.js';

/** Which tasks of the list are shown. */
export type Filter = 'all' | 'unclaimed' | 'mine' | 'handled';

/** Where the reader is in the queue: what a reload, back, forward and a pasted link restore. Ids and codes, never a name. */
export interface Address extends Narrowing {
  /** The one whose queue is shown; empty for all of the reader's. */
  readonly team: string;
  readonly who: Filter;
  /** The selected one. */
  readonly taskId: string | null;
  /** Whether it is opened, so that on a phone it covers the list. */
  readonly isOpened: boolean;
}

const FILTERS: readonly Filter[] = ['all', 'unclaimed', 'mine', 'handled'];
const TASK = /^\/tasks\/([0-9a-f-]{36})$/;
const ID = /^[0-9a-f-]{36}$/;

/** Whether this is an address of the queue; `/` is, since it is where everybody begins. */
export const isOfQueue = (path: string): boolean => path === '/' || path === '/queue' || TASK.test(path);

/** What does not fit is as if it were not there. */
export function readAddress({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Address {
  const query = new URLSearchParams(search);
  const idOf = (name: string) => ID.exec(query.get(name) ?? '')?.[0] ?? null;
  const opened = TASK.exec(pathname)?.[1] ?? null;
  return {
    team: idOf('team') ?? '',
    who: FILTERS.find((filter) => filter === query.get('who')) ?? 'all',
    kinds: codesOf(query.get('kind'), KINDS),
    priorities: codesOf(query.get('prio'), PRIORITIES),
    taskId: opened ?? idOf('task'),
    isOpened: opened !== null,
  };
}

/** `/tasks/:id` where a task is opened, else `/queue`; what is so by itself is left out. */
export function writeAddress({ team, who, kinds, priorities, taskId, isOpened }: Address): string {
  const query = new URLSearchParams({
    ...(team && { team }),
    ...(who !== 'all' && { who }),
    ...(kinds.length && { kind: kinds.join() }),
    ...(priorities.length && { prio: priorities.join() }),
    ...(taskId && !isOpened && { task: taskId }),
  });
  const path = taskId && isOpened ? `/tasks/${taskId}` : '/queue';
  return query.size ? `${path}?${query.toString().replaceAll('%2C', ',')}` : path;
}

const codesOf = <Code extends string>(said: string | null, all: readonly Code[]): readonly Code[] =>
  all.filter((code) => said?.split(',').includes(code));

/** Whether back leads from the later to the earlier: not where the selection only moved along, and not to a task that was closed. */
export const isStep = (from: Address, to: Address): boolean =>
  whichOf(from) !== whichOf(to) || (to.isOpened && (!from.isOpened || from.taskId !== to.taskId));

const whichOf = ({ team, who, kinds, priorities }: Address): string => [team, who, kinds, priorities].join(' ');
