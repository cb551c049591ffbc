import { Injectable } from '@nestjs/common';
import { StandInsService } from '../cases/alarms/stand-ins.service.js';
import type { WorkAction } from '../cases/case-work.rules.js';
import { CasesService } from '../cases/cases.service.js';
import type { Task } from '../cases/task.rules.js';
import { CitizensService } from '../citizens/citizens.service.js';
import type { Turn } from '../platform/database/turn.js';
import { problem } from '../platform/errors/problem.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { assertVersion } from '../platform/http/etag.js';
import type { Principal } from '../platform/http/principal.js';
import { asProblem, reachable } from './refusal.js';

/** Who lays hand on which task, and as she read it. */
export interface Hand {
  readonly id: string;
  readonly who: Principal;
  readonly ifMatch?: string | undefined;
}

/** Somebody's hand on a task: a decision and a transaction of its own. */
@Injectable()
export class HandsService {
  constructor(
    private readonly cases: CasesService,
    private readonly citizens: CitizensService,
    private readonly standIns: StandInsService,
    private readonly bus: FactBus,
  ) {}

  /**
   * One at a time for a citizen: of two who act at once one comes second, and is told so.
   * @throws Problem 404, 409 or 412
   */
  act<A>({ id, who, ifMatch }: Hand, action: WorkAction, answer: (turn: Turn, task: Task) => Promise<A>): Promise<A> {
    return this.bus.transact(
      async (turn) => {
        const seen = reachable(await this.cases.findTask(turn.tx, id), who);
        const citizenId = await this.standIns.rowFor(turn, seen);
        if (citizenId) await this.citizens.lockCitizens(turn.tx, [citizenId]);
        const acted = await this.cases.work(turn, id, action, ({ version }) => assertVersion(ifMatch, version));
        if (acted === null) throw problem.notFound();
        if ('refused' in acted) throw asProblem(acted);
        return { facts: acted.facts, result: undefined };
      },
      async (turn) => answer(turn, (await this.cases.findTask(turn.tx, id))!),
    );
  }

  /** As it stands now. @throws Problem 404 */
  async find(tx: Turn['tx'], { id, who }: Hand): Promise<Task> {
    return reachable(await this.cases.findTask(tx, id), who);
  }
}
