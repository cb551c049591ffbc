import { Injectable } from '@nestjs/common';
import { PrincipalsService } from '../../access/principals.service.js';
import { StaffService } from '../../access/staff/staff.service.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import { newId } from '../../platform/database/id.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import { mayReach, type Principal } from '../../platform/http/principal.js';
import { isInShadow } from '../../teams/district.rules.js';
import { TeamsService } from '../../teams/teams.service.js';
import type { Refused } from '../case-state.rules.js';
import { CasesService } from '../cases.service.js';
import { AlertsService } from '../lists/alerts.service.js';
import { TasksService } from '../lists/tasks.service.js';
import { WorkReach } from '../lists/work-reach.service.js';
import type { Task } from '../task.rules.js';
import { madeByHand, mayBeNamed, type WorkWanted } from './made-by-hand.rules.js';

/** What was asked for; the line then asks somebody. */
interface Made {
  readonly alertId: string;
  readonly facts: Fact[];
}

/** Who may be named, as she is known to who names her. */
interface ColleagueToName {
  readonly id: string;
  readonly name: string;
  readonly teamNames: string[];
}

const BY_NAME = new Intl.Collator('da');

/** Work that a person asks for: a citizen or a relative rang, or somebody planned it. */
@Injectable()
export class MadeByHandService {
  constructor(
    private readonly cases: CasesService,
    private readonly alerts: AlertsService,
    private readonly tasks: TasksService,
    private readonly citizens: CitizensService,
    private readonly teams: TeamsService,
    private readonly principals: PrincipalsService,
    private readonly staff: StaffService,
    private readonly work: WorkReach,
  ) {}

  /** Null where the citizen is not there for who asks. */
  async make(turn: Turn, who: Principal, wanted: WorkWanted): Promise<Made | Refused | null> {
    const { tx } = turn;
    const [citizen] = await this.citizens.lockCitizens(tx, [wanted.citizenId]);
    if (!citizen || !(await this.mayAsk(turn, who, citizen))) return null;
    const { districtId } = citizen;
    if (districtId !== null && isInShadow(await this.teams.listDistricts(tx), districtId))
      return wrong('citizenId', 'lives in a district where all is only tried out: nobody would be asked');
    const colleague = wanted.assigneeId === null ? null : await this.principals.current(tx, wanted.assigneeId);
    if (wanted.assigneeId !== null && !mayBeNamed(colleague, citizen))
      return wrong('assigneeId', 'names nobody who may be asked about this citizen');
    const facts = await this.cases.report(turn, madeByHand(wanted, who, districtId, newId()));
    const alertId = facts[0]!.subject;
    const data = { task: wanted.kind, colleague: colleague?.name ?? null };
    this.alerts.log(turn, { alertId }, { kind: 'made_by_hand', data }, who, wanted.text);
    return { alertId, facts };
  }

  /** Who may be named with it, by name; null where the citizen is not there for who asks. */
  async colleagues(turn: Turn, who: Principal, citizenId: string): Promise<ColleagueToName[] | null> {
    const { tx } = turn;
    const citizen = await this.citizens.find(tx, citizenId);
    if (!citizen || !(await this.mayAsk(turn, who, citizen))) return null;
    const names = new Map((await this.teams.listTeams(tx)).map(({ id, name }) => [id, name]));
    const found: ColleagueToName[] = [];
    for (const { id } of await this.staff.listColleagues(tx)) {
      const colleague = await this.principals.current(tx, id);
      if (!mayBeNamed(colleague, citizen)) continue;
      const teamNames = colleague.teamIds.flatMap((teamId) => names.get(teamId) ?? []);
      found.push({ id, name: colleague.name, teamNames: teamNames.toSorted() });
    }
    return found.toSorted((a, b) => BY_NAME.compare(a.name, b.name));
  }

  /** Who was asked for it, once the line has run; null where there is nobody in the house. */
  asked({ tx }: Turn, alertId: string): Promise<Task | null> {
    return this.tasks.findOpenFor(tx, alertId);
  }

  /** Who reads the citizen by a way that is no work of hers asks for none. */
  private async mayAsk({ tx }: Turn, who: Principal, { id, districtId }: { id: string; districtId: string | null }) {
    return mayReach(who, districtId) || (await this.work.of(tx, who, [id])).length > 0;
  }
}

const wrong = (path: string, message: string): Refused => ({ refused: 'wrong', path, message });
