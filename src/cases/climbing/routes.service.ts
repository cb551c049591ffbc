import { Injectable } from '@nestjs/common';
import { PrincipalsService } from '../../access/principals.service.js';
import { RostersService } from '../../access/staff/rosters.service.js';
import { StaffService } from '../../access/staff/staff.service.js';
import type { Alert } from '../alert.rules.js';
import { mayBeNamed, namedWith } from '../alarms/made-by-hand.rules.js';
import type { Case } from '../case-state.rules.js';
import { CasesStore } from '../cases.store.js';
import { type Citizen, whereabouts } from '../../citizens/citizen.rules.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import type { Turn } from '../../platform/database/turn.js';
import { dutyNow } from '../../teams/roster.rules.js';
import {
  choose,
  type Recipient,
  type Routing,
  type RoutingInputs,
  shortlist,
  teamsToWeigh,
} from '../../teams/routing.rules.js';
import { recipientOf } from './lead.rules.js';

/** Gathers what the routing rules must know of a case, and asks them. */
@Injectable()
export class RoutesService {
  constructor(
    private readonly store: CasesStore,
    private readonly rosters: RostersService,
    private readonly citizens: CitizensService,
    private readonly staff: StaffService,
    private readonly principals: PrincipalsService,
  ) {}

  /** Whether somebody would be found now for what a step asks about an alert. */
  async isSomebodyThere(turn: Turn, alertId: string, to: Recipient): Promise<boolean> {
    const alert = await this.store.find(turn.tx, alertId);
    if (alert === null) return false;
    const routing = await this.find(turn, { alert, task: null, climb: null, ended: [] }, to, false);
    return routing.rule !== 'nobody-on-duty';
  }

  /**
   * Whom a step asks: who is there now, unless it is the last, which ignores rosters.
   * @param except a team that may be asked by it although it was before
   */
  async find(turn: Turn, of: Case, to: Recipient, last: boolean, except: string | null = null): Promise<Routing> {
    const before = to === 'next-nearest-team' ? await this.store.askedTeamIds(turn.tx, of) : [];
    const { alert } = of;
    const asked = before.filter((id) => id !== except);
    const inputs = await this.gather(turn, alert, to);
    const need = { to: recipientOf(to, alert.type), excludeTeamIds: asked, ignoreRosters: last };
    const listed = shortlist(need, inputs);
    const weighed = teamsToWeigh(listed);
    const workload = weighed.length > 0 ? await this.store.workload(turn.tx, weighed) : null;
    return choose(listed, inputs, workload);
  }

  /** When the shift ends that is asked. */
  async shiftEnd(turn: Turn, teamId: string | null): Promise<Date | null> {
    const team = await this.rosters.find(turn.tx, teamId);
    return team && dutyNow(team, team.zone, turn.now).until;
  }

  private async gather(turn: Turn, alert: Alert, to: Recipient): Promise<RoutingInputs> {
    const { districts, teams } = await this.rosters.loadForRouting(turn.tx);
    const citizen = alert.citizenId ? await this.citizens.find(turn.tx, alert.citizenId) : null;
    const where = citizen && whereabouts(citizen, turn.now);
    const contactPerson = citizen?.contactPersonId
      ? await this.staff.findColleague(turn.tx, citizen.contactPersonId)
      : null;
    return {
      home: where ? { lat: where.address.lat, lon: where.address.lon } : homeOfGateway(teams),
      districtId: where ? where.districtId : alert.districtId,
      eDistrictTeamId: citizen?.eDistrictTeamId ?? null,
      contactPersonId: contactPerson?.id ?? null,
      contactPersonTeamIds: contactPerson?.teamIds ?? [],
      named: to === 'named-colleague' && citizen ? await this.named(turn, alert, citizen) : null,
      districts,
      teams,
      now: turn.now,
    };
  }

  /** Whoever was named, as her account and its citizen stand now. */
  private async named({ tx }: Turn, alert: Alert, citizen: Citizen): Promise<RoutingInputs['named']> {
    const assigneeId = namedWith(alert);
    const colleague = assigneeId === null ? null : await this.principals.current(tx, assigneeId);
    return mayBeNamed(colleague, citizen) ? colleague : null;
  }
}

/** An alert about the gateway itself has no home: it is looked at from where the response centre is. */
function homeOfGateway(teams: RoutingInputs['teams']): { lat: number; lon: number } {
  const { lat, lon } = teams.find(({ kind }) => kind === 'response-centre') ?? teams[0] ?? { lat: 0, lon: 0 };
  return { lat, lon };
}
