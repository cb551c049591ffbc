import type { Rung } from '../ladders/ladder.rules.js';
import type { Fact } from '../platform/facts/fact.js';
import type { Routing } from '../teams/routing.rules.js';
import type { Alert } from './alert.rules.js';
import type { Task } from './task.rules.js';

export function alertFact(type: string, alert: Alert, more: Record<string, unknown> = {}): Fact {
  return {
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
      ...more,
    },
  };
}

export function taskFact(type: string, task: Task, more: Record<string, unknown> = {}): Fact {
  const { id, alertId, citizenId, districtId, kind, state, priority, teamId, audience, rung } = task;
  return {
    type,
    subject: id,
    citizenId,
    districtId,
    data: { alertId, kind, state, priority, teamId, audience, rung, ...(task.movedAt && { moved: true }), ...more },
  };
}

export function rungFact(type: string, alert: Alert, index: number, rung: Rung, routing: Routing | null): Fact {
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
      actions: rung.actions,
      teamId: routing?.chosenTeamId ?? null,
      rule: routing?.rule ?? null,
    },
  };
}
