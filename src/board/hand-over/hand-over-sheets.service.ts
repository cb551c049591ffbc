import { Injectable } from '@nestjs/common';
import { RostersService } from '../../access/staff/rosters.service.js';
import { TasksService } from '../../cases/lists/tasks.service.js';
import { OPEN_STATES } from '../../cases/task.rules.js';
import { ContactsService } from '../../citizens/contacts/contacts.service.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Language } from '../../platform/http/language.js';
import type { Principal } from '../../platform/http/principal.js';
import { ancestors, below } from '../../teams/district.rules.js';
import type { Team } from '../../teams/team.rules.js';
import { CaseView } from '../case.view.js';
import { printHandOver } from './hand-over.view.js';

const MOST = 500;
const EVERYTHING = { states: OPEN_STATES, kinds: null, citizenIds: null, from: null, to: null, ids: null };

/** The open work that a team hands over, as one of its readers is shown it. */
@Injectable()
export class HandOverSheets {
  constructor(
    private readonly rosters: RostersService,
    private readonly tasks: TasksService,
    private readonly contacts: ContactsService,
    private readonly view: CaseView,
  ) {}

  async items(turn: Turn, { id, districtId }: Team, who: Principal, language: Language) {
    const { districts, teams } = await this.rosters.loadForRouting(turn.tx);
    const around = [...below(districts, districtId), ...ancestors(districts, districtId)];
    const crew = teams.find((team) => team.id === id)?.crew ?? [];
    const filter = {
      ...EVERYTHING,
      audience: { teamIds: [id], districtIds: [...new Set(around)] },
      reach: reachOf(who),
    };
    const held = await this.tasks.toHandOver(turn.tx, filter, [...crew], MOST);
    return this.view.ofTasks(turn, held, who, 'handover', language);
  }

  /** The same as a page of its own, with whom to call. */
  async print(turn: Turn, team: Team, who: Principal, language: Language): Promise<string> {
    const items = await this.items(turn, team, who, language);
    const citizens = [...(await this.view.citizensOf(turn, items, who)).values()];
    const reached = await this.contacts.show(turn.tx, citizens, () => false);
    const phones = new Map(citizens.map(({ id }, i) => [id, reached[i]!.mobile ?? reached[i]!.phone]));
    const { districts } = await this.rosters.loadForRouting(turn.tx);
    const named = items.map((item) => ({
      ...item,
      phone: phones.get(item.citizenId ?? '') ?? null,
      districtName: districts.find(({ id }) => id === item.alert.districtId)?.name ?? null,
    }));
    return printHandOver(team, turn.now, named, language);
  }
}

const reachOf = ({ districtIds, teamIds, id: principalId }: Principal) =>
  districtIds === 'all' ? null : { districtIds, teamIds, principalId };
