import { Injectable } from '@nestjs/common';
import { carries } from '../access/roles.rules.js';
import { StaffService } from '../access/staff/staff.service.js';
import type { Alert } from '../cases/alert.rules.js';
import { CasesService } from '../cases/cases.service.js';
import { CitizensService } from '../citizens/citizens.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact, FactOf } from '../platform/facts/fact.js';
import { TeamsService } from '../teams/teams.service.js';
import { DeliveriesService, type ToDeliver } from './deliveries.service.js';
import { copiesLead } from './delivery.rules.js';
import { asks, type Rung } from '../ladders/ladder.rules.js';

/** Who hears of a rung beside those it asks. Nobody waits for them. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly cases: CasesService,
    private readonly citizens: CitizensService,
    private readonly staff: StaffService,
    private readonly teams: TeamsService,
  ) {}

  async tellOfRung(
    turn: Turn,
    { subject, data }: FactOf<'escalation.rung_fired' | 'escalation.rung_skipped'>,
  ): Promise<Fact[]> {
    const alert = await this.cases.find(turn.tx, subject);
    if (!alert) return [];
    await this.tellRelatives(turn, alert, data);
    await this.tellLead(turn, alert, data, data.teamId);
    return [];
  }

  private async tellRelatives(turn: Turn, alert: Alert, rung: Pick<Rung, 'actions'>): Promise<void> {
    if (!asks(rung, 'relatives') || !alert.citizenId) return;
    const { relatives } = await this.citizens.get(turn.tx, alert.citizenId);
    if (relatives.length === 0) {
      this.deliveries.logNoRelative(turn, alert.id);
      return;
    }
    const told = relatives.map(({ id }, place): ToDeliver => ({
      ...about(alert),
      purpose: 'notify-relative',
      recipientKind: 'relative',
      recipientId: id ?? String(place),
      channels: ['sms', 'mail'],
    }));
    this.deliveries.write(turn, told);
  }

  /** A copy to those who lead the team that is asked. */
  private async tellLead(
    turn: Turn,
    alert: Alert,
    rung: Pick<Rung, 'actions' | 'to'>,
    teamId: string | null,
  ): Promise<void> {
    const team = (await this.teams.listTeams(turn.tx)).find(({ id }) => id === teamId);
    if (!team || !copiesLead(alert, rung, team.zone, turn.now)) return;
    const colleagues = await this.staff.listColleagues(turn.tx);
    const leads = colleagues.filter(({ roles, teamIds }) => carries(roles, 'shift:lead') && teamIds.includes(team.id));
    const told = leads.map(({ id }): ToDeliver => ({
      ...about(alert),
      purpose: 'tell-lead',
      recipientKind: 'staff',
      recipientId: id,
      channels: ['mail', 'console'],
    }));
    this.deliveries.write(turn, told);
  }
}

const about = ({ id, citizenId, districtId }: Alert) => ({ alertId: id, taskId: null, citizenId, districtId });
