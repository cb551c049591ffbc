import type { Alert } from './alert.rules.js';
import { isLive } from './alert.rules.js';
import { type Change, changesOf } from './case-changes.rules.js';
import type { Case } from './case-state.rules.js';
import type { Climb } from './climbing/climb.rules.js';
import { isOpenTask, type Task } from './task.rules.js';

/** The cases that one transaction holds: as they are stored, and as they stand by now. */
export class CaseUnit {
  private readonly stored = {
    alerts: new Map<string, Alert>(),
    tasks: new Map<string, Task>(),
    climbs: new Map<string, Climb>(),
  };
  private readonly cases = new Map<string, Case>();
  private readonly changed = new Set<string>();
  /** Keys that were looked up: what is live of them, or closed last, is here. */
  readonly keys = new Set<string>();
  /** Citizens of whom everything that is live is here. */
  readonly whole = new Set<string>();

  get(alertId: string): Case | undefined {
    return this.cases.get(alertId);
  }

  /** What was loaded; one that is here already stands as it is here. */
  take(loaded: Case): Case {
    const held = this.cases.get(loaded.alert.id);
    if (held) return held;
    this.cases.set(loaded.alert.id, loaded);
    this.keep(loaded);
    return loaded;
  }

  put(changed: Case): void {
    this.cases.set(changed.alert.id, changed);
    this.changed.add(changed.alert.id);
  }

  where(is: (alert: Alert) => boolean): Case[] {
    return [...this.cases.values()].filter(({ alert }) => is(alert));
  }

  /** Of whom everything live is known, everything live. */
  liveOf(citizenId: string): Case[] {
    const live = this.where((alert) => alert.citizenId === citizenId && isLive(alert.state));
    return live.sort((a, b) => a.alert.openedAt.getTime() - b.alert.openedAt.getTime());
  }

  findTask(id: string): { readonly of: Case; readonly task: Task } | null {
    for (const of of this.cases.values()) {
      const task = [of.task, ...of.ended].find((one) => one?.id === id);
      if (task) return { of, task };
    }
    return null;
  }

  /** How many tasks that are not written yet there are more than were, of those that are meant. */
  countMore(is: (task: Task) => boolean): number {
    let more = 0;
    for (const id of this.changed) {
      const { task, ended } = this.cases.get(id)!;
      for (const now of task ? [...ended, task] : ended) {
        const before = this.stored.tasks.get(now.id);
        more += Number(is(now)) - Number(before !== undefined && is(before));
      }
    }
    return more;
  }

  changes(): Change[] {
    return changesOf(
      this.stored,
      [...this.changed].map((id) => this.cases.get(id)!),
    );
  }

  /** They are written. */
  settle(changes: readonly Change[]): void {
    const versions = new Map(changes.flatMap(({ row }) => ('version' in row ? [[row.id, row.version]] : [])));
    const renewed = <R extends Alert | Task>(row: R): R => ({ ...row, version: versions.get(row.id) ?? row.version });
    for (const id of this.changed) {
      const { alert, task, climb, ended } = this.cases.get(id)!;
      const now = { alert: renewed(alert), task: task && renewed(task), climb, ended: ended.map(renewed) };
      this.cases.set(id, now);
      this.keep(now);
    }
    this.changed.clear();
  }

  private keep({ alert, task, climb, ended }: Case): void {
    this.stored.alerts.set(alert.id, alert);
    for (const one of task ? [...ended, task] : ended) this.stored.tasks.set(one.id, one);
    if (climb) this.stored.climbs.set(alert.id, climb);
  }
}

export const isOpenWith =
  (teamId: string) =>
  (task: Task): boolean =>
    task.teamId === teamId && isOpenTask(task.state);
