import { z } from 'zod';
import { isOpenTask, TASK_KINDS, type Task } from '../../cases/task.rules.js';
import { PRIORITIES } from '../../cases/alert.rules.js';
import type { FactType } from '../../platform/facts/fact.js';

export const PUSH_NEWS = [
  'asked',
  'still-asked',
  'asked-others',
  'reminded',
  'raised',
  'moved',
  'goes-elsewhere',
  'hand-over-asked',
  'reported',
  'ran-out',
  'shift-over',
  'given-back',
  'taken-over',
  'closed',
  'notice',
  'shift-ended',
] as const;
/** What somebody is told of her own work, wherever she is: a code, of which her device makes a sentence that names nobody. */
export type PushNews = (typeof PUSH_NEWS)[number];

const told = z.object({
  kind: z.enum(TASK_KINDS).nullable().catch(null),
  priority: z.enum(PRIORITIES).nullable().catch(null),
  teamId: z.uuid().nullable().catch(null),
  claimedBy: z.string().nullable().catch(null),
  rule: z.string().nullable().catch(null),
});
type Told = z.infer<typeof told>;
type Says = PushNews | null | ((told: Told, personId: string) => PushNews | null);

/** The facts that may be meant for one account. */
type Personal = Extract<FactType, `task.${string}`> | 'notice.shown' | 'shift.ended';

/** What a fact is to whom it is meant for. A fact about the work that is left out does not compile. */
const NEWS_OF: Readonly<Record<Personal, Says>> = {
  'task.created': 'asked',
  'task.reminded': 'still-asked',
  'task.widened': 'asked-others',
  'task.superseded': 'asked-others',
  // Somebody else did what she was asked for, or began it.
  'task.claimed': 'taken-over',
  'task.started': 'taken-over',
  'task.taken_over': 'taken-over',
  'task.released': ({ rule }) =>
    rule === 'claim_ran_out' ? 'ran-out' : rule === 'shift_over' ? 'shift-over' : 'given-back',
  'task.holder_reminded': 'reminded',
  'task.raised': 'raised',
  'task.moved': 'moved',
  'task.readdressed': ({ claimedBy }, personId) => (claimedBy === personId ? 'goes-elsewhere' : null),
  'task.hand_over_asked': 'hand-over-asked',
  'task.holder_told': 'reported',
  'task.resolved': 'closed',
  'task.auto_resolved': 'closed',
  // She does so herself, or it changes nothing for her.
  'task.kept': null,
  'task.logged': null,
  'task.expected': null,
  'notice.shown': 'notice',
  'shift.ended': 'shift-ended',
};

/** A fact of the feed that is meant for one account. */
export interface PersonalFact {
  readonly position: number;
  readonly at: Date;
  readonly type: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly for: string;
}

/** What is pushed: ids, codes and times. */
export interface ToPush {
  readonly news: PushNews;
  readonly taskId: string | null;
  readonly teamId: string | null;
  readonly kind: string | null;
  readonly priority: string | null;
  readonly at: Date;
  /** It is old news after that. */
  readonly until: Date;
}

/** Old news is for the list, and not for a pocket. */
const OLD_MS = 30 * 60_000;

/** What she is told by it; null where it is nothing for a pocket. */
export function toPush({ type, subject, data, at, for: personId }: PersonalFact): ToPush | null {
  const says = Object.hasOwn(NEWS_OF, type) ? NEWS_OF[type as Personal] : null;
  const about = told.parse(data);
  const news = typeof says === 'function' ? says(about, personId) : says;
  if (news === null) return null;
  const isOfTask = type.startsWith('task.');
  return {
    news,
    taskId: isOfTask ? subject : null,
    teamId: news === 'shift-ended' ? subject : null,
    kind: isOfTask ? about.kind : null,
    priority: isOfTask ? about.priority : null,
    at,
    until: new Date(at.getTime() + OLD_MS),
  };
}

type Work = Pick<Task, 'state' | 'claimedBy' | 'assigneeId' | 'releaseAt'>;

/** Whether it is still so, when it is about to leave: what was claimed, closed or taken back meanwhile is told to nobody late. */
export function isStillNews(news: PushNews, task: Work | null, personId: string): boolean {
  if (news === 'notice' || news === 'shift-ended') return true;
  if (!task) return false;
  const isHers = isOpenTask(task.state) && (task.claimedBy ?? task.assigneeId) === personId;
  switch (news) {
    case 'asked':
    case 'still-asked':
      return task.state === 'open' && isHers;
    case 'asked-others':
      return task.claimedBy === null && (task.state === 'open' || task.state === 'superseded');
    case 'hand-over-asked':
      return isHers && task.releaseAt !== null;
    case 'reminded':
    case 'raised':
    case 'moved':
    case 'goes-elsewhere':
      return isHers;
    case 'reported':
      return task.claimedBy === personId && task.state !== 'resolved';
    case 'ran-out':
    case 'shift-over':
    case 'given-back':
      return task.state === 'open';
    case 'taken-over':
      return isOpenTask(task.state) && task.claimedBy !== null && task.claimedBy !== personId;
    case 'closed':
      return !isOpenTask(task.state);
  }
}

/** How soon a device that saves its battery is to be woken (RFC 8030, section 5.3). */
export const urgencyOf = ({ priority }: Pick<ToPush, 'priority'>): 'high' | 'normal' | 'low' =>
  priority === 'P1' || priority === 'P2' ? 'high' : priority === 'P4' ? 'low' : 'normal';

/** How long the push service may keep it for a device that is away. */
export const secondsLeft = ({ until }: Pick<ToPush, 'until'>, now: Date): number =>
  Math.max(0, Math.floor((until.getTime() - now.getTime()) / 1_000));
