import type { Rung } from '../ladders/ladder.rules.js';
import type { Fact, FactData, FactType, TypedFact } from '../platform/facts/fact.js';
import type { Routing } from '../teams/routing.rules.js';
import type { Alert } from './alert.rules.js';
import type { Actor, Task } from './task.rules.js';

type AlertFact = Extract<FactType, `alert.${string}`>;
type TaskFact = Extract<FactType, `task.${string}`>;
type RungFact = Extract<FactType, `escalation.${string}`>;

/** What all facts about an alert, or about the work, tell. */
type AlertSaid = FactData['alert.claimed'];
export type TaskSaid = FactData['task.created'];

/** For a type that tells no more than all of its kind do. */
export const asItIs = <Said>(said: Said): Said => said;

export const alertFact = <T extends AlertFact>(
  type: T,
  alert: Alert,
  tell: (common: AlertSaid) => FactData[T],
): TypedFact<T> => ({ type, ...aboutAlert(alert), data: tell(saidOfAlert(alert)) });

/** @param deed by whose hand it came about, and whose the work was before; by default it is the house's, and nobody gave it away */
export const taskFact = <T extends TaskFact>(
  type: T,
  task: Task,
  tell: (common: TaskSaid) => FactData[T],
  deed: Deed = { by: null, before: task },
): TypedFact<T> => ({ type, ...aboutTask(task), ...newsFor(type, deed), data: tell(saidOfTask(task)) });

export interface Deed {
  readonly by: Pick<Actor, 'id'> | null;
  readonly before: Pick<Task, 'claimedBy' | 'assigneeId'>;
}

/**
 * For whom of those whose work it is a fact is news: whoever has it, or was asked for it in particular (`whose`), or the latter alone
 * while nobody has it (`asked`). Nobody hears of their own deeds. A fact that is left out does not compile.
 */
export const NEWS: Readonly<Record<TaskFact, 'whose' | 'asked' | 'nobodys'>> = {
  'task.created': 'whose',
  'task.widened': 'whose',
  'task.reminded': 'whose',
  'task.raised': 'whose',
  'task.hand_over_asked': 'whose',
  'task.kept': 'whose',
  'task.superseded': 'whose',
  'task.moved': 'whose',
  'task.readdressed': 'whose',
  // It is for those who get the work next; whoever has it is told by `task.readdressed`.
  'task.expected': 'nobodys',
  'task.claimed': 'whose',
  'task.taken_over': 'whose',
  'task.started': 'whose',
  'task.logged': 'whose',
  'task.released': 'whose',
  'task.holder_reminded': 'whose',
  'task.holder_told': 'whose',
  'task.resolved': 'whose',
  // Whoever has it is told by `task.holder_told`.
  'task.auto_resolved': 'asked',
};

/** Whose work it is; null where it is a whole team's. */
export const whose = ({ claimedBy, assigneeId }: Deed['before']): string | null => claimedBy ?? assigneeId;

function newsFor(type: TaskFact, { by, before }: Deed): { readonly for?: string } {
  const isNobodys = NEWS[type] === 'nobodys' || (NEWS[type] === 'asked' && before.claimedBy !== null);
  const personId = isNobodys ? null : whose(before);
  return personId === null || personId === by?.id ? {} : { for: personId };
}

export const aboutAlert = ({ id, citizenId, deviceId, districtId }: Alert) => ({
  subject: id,
  citizenId,
  deviceId,
  districtId,
});

const aboutTask = ({ id, citizenId, districtId }: Task) => ({ subject: id, citizenId, districtId });

export const saidOfAlert = (alert: Alert): AlertSaid => ({
  alertType: alert.type,
  priority: alert.priority,
  state: alert.state,
  ...(alert.shadow && { shadow: true }),
  doseId: alert.doseId,
  dueAt: alert.dose?.dueAt ?? null,
});

const saidOfTask = (task: Task): TaskSaid => ({
  alertId: task.alertId,
  kind: task.kind,
  state: task.state,
  priority: task.priority,
  teamId: task.teamId,
  audience: task.audience,
  rung: task.rung,
  ...(task.movedAt && { moved: true }),
});

export function rungFact(type: RungFact, alert: Alert, index: number, rung: Rung, routing: Routing | null): Fact {
  return {
    type,
    ...aboutAlert(alert),
    data: {
      alertId: alert.id,
      alertType: alert.type,
      ladder: alert.ladderName,
      rung: index,
      to: rung.to,
      actions: [...rung.actions],
      teamId: routing?.chosenTeamId ?? null,
      rule: routing?.rule ?? null,
    },
  };
}
