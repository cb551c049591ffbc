import { Injectable } from '@nestjs/common';
import { PrincipalsService } from '../../access/principals.service.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import { Held } from '../../platform/database/held.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import { CasesService } from '../cases.service.js';
import { TasksService } from '../lists/tasks.service.js';
import { StandInsService } from '../alarms/stand-ins.service.js';

/** Work goes on without whoever may not do it any more: an account that was disabled, moved, deleted or revoked. */
@Injectable()
export class HoldersService {
  constructor(
    private readonly principals: PrincipalsService,
    private readonly citizens: CitizensService,
    private readonly cases: CasesService,
    private readonly tasks: TasksService,
    private readonly standIns: StandInsService,
  ) {}

  /**
   * An account changed: what it has and may not keep is the queue's again. An account is never kept from being shut by who holds a
   * citizen's row: what is left over then is released by the sweep. One that stays open waits for the row: no sweep asks about it.
   */
  async follow(turn: Turn, { subject }: Fact): Promise<Fact[]> {
    const isShut = (await this.principals.current(turn.tx, subject)) === null;
    const facts: Fact[] = [];
    for (const task of await this.tasks.openOfPerson(turn.tx, subject)) {
      const citizenId = await this.standIns.rowFor(turn, task);
      if (citizenId && isShut && !(await this.isFree(turn, citizenId))) continue;
      if (citizenId) await this.citizens.lockCitizens(turn.tx, [citizenId]);
      facts.push(...(await this.letGo(turn, task.id)));
    }
    return facts;
  }

  /** Takes a task from whoever may not have it, as things stand. */
  async letGo(turn: Turn, taskId: string): Promise<Fact[]> {
    const found = await this.cases.lockWith(turn, taskId);
    const personId = found && (found.task.claimedBy ?? found.task.assigneeId);
    if (!personId) return [];
    const holder = await this.principals.current(turn.tx, personId);
    const acted = await this.cases.work(turn, taskId, { do: 'let-go', holder });
    return acted === null || 'refused' in acted ? [] : acted.facts;
  }

  private async isFree(turn: Turn, citizenId: string): Promise<boolean> {
    try {
      await this.citizens.lockCitizens(turn.tx, [citizenId], 'none');
      return true;
    } catch (error) {
      if (error instanceof Held) return false;
      throw error;
    }
  }
}
