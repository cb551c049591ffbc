import { Injectable } from '@nestjs/common';
import { CitizensService } from '../../citizens/citizens.service.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import type { Routing } from '../../teams/routing.rules.js';
import { isLive } from '../alert.rules.js';
import type { Case } from '../case-state.rules.js';
import { CasesService } from '../cases.service.js';
import { isLast } from '../climbing/climb.rules.js';
import { RoutesService } from '../climbing/routes.service.js';
import { isOpenTask } from '../task.rules.js';
import { TasksService } from '../lists/tasks.service.js';

/** Open work goes where its citizen is: at once what nobody has taken, the rest when its holder gives it back. */
@Injectable()
export class MovingService {
  constructor(
    private readonly cases: CasesService,
    private readonly routes: RoutesService,
    private readonly citizens: CitizensService,
    private readonly tasks: TasksService,
  ) {}

  /** The citizen lives, or is, somewhere else than before. */
  async followCitizen(turn: Turn, { subject: citizenId }: Fact): Promise<Fact[]> {
    const facts: Fact[] = [];
    for (const { alert } of await this.cases.lockLiveOf(turn, citizenId)) {
      const of = await this.cases.lock(turn, alert.id);
      if (of && isLive(of.alert.state)) facts.push(...(await this.bring(turn, of)));
    }
    return facts;
  }

  /** The team serves another district, or does other work, from now on. */
  async followTeam(turn: Turn, { subject: teamId }: Fact): Promise<Fact[]> {
    const open = await this.tasks.openOfTeam(turn.tx, teamId);
    const citizenIds = open.flatMap(({ citizenId }) => citizenId ?? []);
    await this.citizens.lockCitizens(turn.tx, [...new Set(citizenIds)]);
    const facts: Fact[] = [];
    for (const { id, alertId } of open) {
      const of = await this.cases.lock(turn, alertId);
      if (of && isLive(of.alert.state) && of.task?.id === id && of.task.teamId === teamId && isOpenTask(of.task.state))
        facts.push(...(await this.bring(turn, of)));
    }
    return facts;
  }

  private async bring(turn: Turn, of: Case): Promise<Fact[]> {
    return this.cases.do(turn, of.alert.id, { do: 'bring', asked: await this.wouldAsk(turn, of) });
  }

  /** Whom the step that it stands on would ask now; the team that has it is as good as any. */
  private async wouldAsk(turn: Turn, of: Case): Promise<Routing | null> {
    const index = of.climb?.rung ?? 0;
    const rung = of.climb?.rungs[index];
    if (!of.task || !of.climb || !rung) return null;
    return this.routes.find(turn, of, rung.to, isLast(of.climb, index), of.task.teamId);
  }
}
