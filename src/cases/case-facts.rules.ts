import type { Rung } from '../ladders/ladder.rules.js';
import type { Fact, FactData, FactOf, FactType } from '../platform/facts/fact.js';
import type { Routing } from '../teams/routing.rules.js';
import type { Alert } from './alert.rules.js';
import type { Task } from './task.rules.js';

type AlertFact = Extract<FactType, `alert.${string}`>;
type TaskFact = Extract<FactType, `task.${string}`>;
type RungFact = Extract<FactType, `escalation.${string}`>;

/** What a type tells beside what all of its kind do; nothing need be said where that is nothing. */
type More<T extends FactType, Of extends FactType> =
  Omit<FactData[T], keyof FactData[Of]> extends infer M ? (object extends M ? [more?: M] : [more: M]) : never;

export function alertFact<T extends AlertFact>(type: T, alert: Alert, ...[more]: More<T, 'alert.claimed'>): FactOf<T> {
  const told = {
    type,
    subject: alert.id,
    citizenId: alert.citizenId,
    deviceId: alert.deviceId,
    districtId: alert.districtId,
    data: {
      alertType: alert.type,
      priority: alert.priority,
      state: alert.state,
      ...(alert.shadow && { shadow: true }),
      doseId: alert.doseId,
      dueAt: alert.dose?.dueAt ?? null,
      ...(more as object | undefined),
    },
  };
  // The compiler does not put together again what it took apart by type.
  return told as unknown as FactOf<T>;
}

export function taskFact<T extends TaskFact>(type: T, task: Task, ...[more]: More<T, 'task.created'>): FactOf<T> {
  const { id, alertId, citizenId, districtId, kind, state, priority, teamId, audience, rung } = task;
  const told = {
    type,
    subject: id,
    citizenId,
    districtId,
    data: {
      alertId,
      kind,
      state,
      priority,
      teamId,
      audience,
      rung,
      ...(task.movedAt && { moved: true }),
      ...(more as object | undefined),
    },
  };
  return told as unknown as FactOf<T>;
}

export function rungFact(type: RungFact, alert: Alert, index: number, rung: Rung, routing: Routing | null): Fact {
  return {
    type,
    subject: alert.id,
    citizenId: alert.citizenId,
    deviceId: alert.deviceId,
    districtId: alert.districtId,
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
