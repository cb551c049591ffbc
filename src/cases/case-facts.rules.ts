import type { Rung } from '../ladders/ladder.rules.js';
import type { Fact, FactData, FactType, TypedFact } from '../platform/facts/fact.js';
import type { Routing } from '../teams/routing.rules.js';
import type { Alert } from './alert.rules.js';
import type { Task } from './task.rules.js';

type AlertFact = Extract<FactType, `alert.${string}`>;
type TaskFact = Extract<FactType, `task.${string}`>;
type RungFact = Extract<FactType, `escalation.${string}`>;

/** What all facts about an alert, or about the work, tell. */
type AlertSaid = FactData['alert.claimed'];
type TaskSaid = FactData['task.created'];

/** For a type that tells no more than all of its kind do. */
export const asItIs = <Said>(said: Said): Said => said;

export const alertFact = <T extends AlertFact>(
  type: T,
  alert: Alert,
  tell: (common: AlertSaid) => FactData[T],
): TypedFact<T> => ({ type, ...aboutAlert(alert), data: tell(saidOfAlert(alert)) });

export const taskFact = <T extends TaskFact>(
  type: T,
  task: Task,
  tell: (common: TaskSaid) => FactData[T],
): TypedFact<T> => ({ type, ...aboutTask(task), data: tell(saidOfTask(task)) });

export const aboutAlert = ({ id, citizenId, deviceId, districtId }: Alert) => ({
  subject: id,
  citizenId,
  deviceId,
  districtId,
});

export const aboutTask = ({ id, citizenId, districtId }: Task) => ({ subject: id, citizenId, districtId });

export const saidOfAlert = (alert: Alert): AlertSaid => ({
  alertType: alert.type,
  priority: alert.priority,
  state: alert.state,
  ...(alert.shadow && { shadow: true }),
  doseId: alert.doseId,
  dueAt: alert.dose?.dueAt ?? null,
});

export const saidOfTask = (task: Task): TaskSaid => ({
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
