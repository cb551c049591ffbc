import type { Words } from '../../../words/en.js';
import type { StreamFact, Task } from '../model.js';

/** What the house tells whoever has a task, or had it. */
export type What = keyof Words['personal']['news'];

/** It may stand long after the list has forgotten the task. */
export interface PersonalNews {
  readonly task: Task;
  readonly what: What;
  /** The code that goes with it: what happened, or what it is now. */
  readonly code: string | null;
}

/** As the list has them, by id. */
export type Tasks = ReadonlyMap<string, Task>;

const LOST: readonly What[] = ['ran-out', 'shift-over', 'given-back', 'taken-over', 'closed'];
/** Of no interest once it is no longer hers. */
const WHILE_HELD: readonly What[] = ['reminded', 'raised', 'moved', 'goes-elsewhere'];

export const isLost = (what: What): boolean => LOST.includes(what);

/** What a fact tells the reader of a task as the page knew it until then; nothing where it is not hers, or she did it herself. */
export function whatItTells(fact: StreamFact, readerId: string, known: Task | undefined): What | null {
  const isToldHer = 'for' in fact && fact.for === readerId;
  const isHers = known?.claimedBy === readerId || isToldHer;
  switch (fact.type) {
    case 'task.created':
      return isToldHer ? 'asked' : null;
    case 'task.widened':
    case 'task.superseded':
      return isToldHer && known?.claimedBy !== readerId ? 'asked-others' : null;
    // Somebody else did what she was asked for.
    case 'task.claimed':
      return isToldHer ? 'taken-over' : null;
    case 'task.resolved':
    case 'task.auto_resolved':
      return isToldHer ? 'closed' : null;
    case 'task.holder_reminded':
      return isHers ? 'reminded' : null;
    case 'task.raised':
      return isHers ? 'raised' : null;
    case 'task.moved':
      return isHers ? 'moved' : null;
    case 'task.readdressed':
      return fact.data.claimedBy === readerId ? 'goes-elsewhere' : null;
    case 'task.holder_told':
      return fact.data.claimedBy === readerId ? 'reported' : null;
    case 'task.taken_over':
      return leavesHands(fact, readerId) && fact.data.by !== readerId ? 'taken-over' : null;
    case 'task.released':
      return leavesHands(fact, readerId) && fact.data.by !== readerId ? whyReleased(known, fact.time) : null;
    default:
      return null;
  }
}

/** Whether she has the task no more by this fact, whoever did it. */
export function leavesHands(fact: StreamFact, readerId: string): boolean {
  if (fact.type === 'task.resolved') return fact.data.by === readerId;
  return (fact.type === 'task.taken_over' || fact.type === 'task.released') && fact.data.previousHolder === readerId;
}

/** What two readings of the list tell where no fact did: it was hers, and is open, somebody else's or over. */
export function whatWasLost(before: Task, after: Task, at: string): What {
  if (after.claimedBy !== null && after.claimedBy !== before.claimedBy) return 'taken-over';
  return after.state === 'open' ? whyReleased(before, at) : 'closed';
}

function whyReleased(held: Task | undefined, at: string): 'shift-over' | 'ran-out' | 'given-back' {
  const isPast = (moment: string | null | undefined) => Boolean(moment) && Date.parse(moment!) <= Date.parse(at);
  if (isPast(held?.releaseAt)) return 'shift-over';
  return isPast(held?.claimExpiresAt) ? 'ran-out' : 'given-back';
}

/** The news with one more: of a task each thing is said once, what she has lost outweighs what was said before, and whatever comes that she was asked. */
export function withNews(all: readonly PersonalNews[], news: PersonalNews): PersonalNews[] {
  const stays = ({ task, what }: PersonalNews) =>
    task.id !== news.task.id || (![news.what, 'asked'].includes(what) && !isLost(news.what) && !isLost(what));
  return [...all.filter(stays), news];
}

/** Whether it is still news after another reading of the list: not when she has the task again, or let it go. */
export function isStillNews({ task, what }: PersonalNews, before: Tasks, after: Tasks, readerId: string): boolean {
  const was = before.get(task.id);
  const is = after.get(task.id);
  const wasHers = was?.claimedBy === readerId;
  const isHers = is?.claimedBy === readerId;
  if (what === 'asked') return is ? is.state === 'open' : !was;
  if (isLost(what)) return wasHers || !isHers;
  if (!WHILE_HELD.includes(what)) return true;
  if (wasHers && !isHers) return false;
  return what !== 'reminded' || !was || !is || was.claimExpiresAt === is.claimExpiresAt;
}
