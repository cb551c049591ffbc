import { Injectable } from '@nestjs/common';
import { AlertsService } from '../cases/lists/alerts.service.js';
import { viewOfEntry } from '../board/log-entry.rules.js';
import { type Citizen, viewOfPause } from '../citizens/citizen.rules.js';
import { PausesService } from '../citizens/pauses.service.js';
import { DevicesService } from '../devices/devices.service.js';
import { viewOfDose } from '../doses/dose.rules.js';
import { DosesService } from '../doses/doses.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Task } from '../cases/task.rules.js';
import { viewOfRouting } from '../board/routing-view.rules.js';
import { TasksService } from '../cases/lists/tasks.service.js';
import { withoutDistances } from '../teams/routing.rules.js';
import type { Language } from '../platform/http/language.js';
import { merge, type TimelineItem } from './timeline.rules.js';

type Who = Pick<Citizen, 'id' | 'addressProtected' | 'zone'> & { readonly language: Language };
type Below = readonly [Date, string];

/** What happened around one citizen, gathered from the rooms that know. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly alerts: AlertsService,
    private readonly devices: DevicesService,
    private readonly doses: DosesService,
    private readonly pauses: PausesService,
    private readonly tasks: TasksService,
  ) {}

  /** Newest first, from below the instant and id given; at most `limit` of each kind. */
  async of(turn: Turn, citizen: Who, from: Date | null, below: Below, limit: number): Promise<TimelineItem[]> {
    const citizenId = citizen.id;
    const told = [
      await this.ofDoses(turn, citizenId, below, limit),
      await this.ofAlerts(turn, citizen, below, limit),
      await this.ofTasks(turn, citizen, below, limit),
      await this.ofCommands(turn, citizenId, below, limit),
      await this.ofPauses(turn, citizenId, below, limit),
    ];
    return merge(told, from);
  }

  private async ofDoses({ tx, now }: Turn, citizenId: string, below: Below, limit: number): Promise<TimelineItem[]> {
    const found = await this.doses.listBelow(tx, citizenId, below, now, limit);
    return found.map((dose) => ({ at: dose.dueAt, kind: 'dose', id: dose.id, data: viewOfDose(dose, now) }));
  }

  private async ofAlerts({ tx }: Turn, citizen: Who, below: Below, limit: number): Promise<TimelineItem[]> {
    const { id: citizenId, addressProtected: tellsWhere, zone, language } = citizen;
    const all = { states: null, priorities: null, districtIds: null, from: null, to: null };
    const found = await this.alerts.list(tx, { ...all, citizenIds: [citizenId], before: below }, limit);
    const entries = await this.alerts.logOf(
      tx,
      found.map(({ id }) => id),
    );
    const log = Map.groupBy(entries, ({ alertId }) => alertId);
    return found.map(({ evidence: _evidence, key: _key, ...alert }) => ({
      at: alert.openedAt,
      kind: 'alert',
      id: alert.id,
      data: {
        ...alert,
        log: (log.get(alert.id) ?? []).map((entry) =>
          viewOfEntry(entry, { dose: alert.dose, zone, tellsWhere }, language),
        ),
      },
    }));
  }

  private async ofTasks({ tx }: Turn, citizen: Who, below: Below, limit: number): Promise<TimelineItem[]> {
    const found = await this.tasks.ofCitizen(tx, citizen.id, below, limit);
    const routingOf = ({ routing }: Task) => (citizen.addressProtected ? withoutDistances(routing) : routing);
    return found.map((task) => ({
      at: task.createdAt,
      kind: 'task',
      id: task.id,
      data: { ...task, routing: viewOfRouting(routingOf(task), citizen.language) },
    }));
  }

  private async ofCommands({ tx }: Turn, citizenId: string, below: Below, limit: number): Promise<TimelineItem[]> {
    const found = await this.devices.commands.listForCitizen(tx, citizenId, below, limit);
    return found.map((command) => ({ at: command.time, kind: 'command', id: command.id, data: command }));
  }

  private async ofPauses({ tx }: Turn, citizenId: string, below: Below, limit: number): Promise<TimelineItem[]> {
    const found = await this.pauses.listBelow(tx, citizenId, below, limit);
    return found.map((pause) => ({ at: pause.from, kind: 'pause', id: pause.id, data: viewOfPause(pause) }));
  }
}
