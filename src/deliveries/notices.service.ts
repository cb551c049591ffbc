import { Injectable } from '@nestjs/common';
import { carries } from '../access/roles.rules.js';
import { StaffService } from '../access/staff/staff.service.js';
import { CitizensService } from '../citizens/citizens.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact, FactOf } from '../platform/facts/fact.js';
import { TeamsService } from '../teams/teams.service.js';
import { DeliveriesService, type ToDeliver } from './deliveries.service.js';
import { copiesLead } from './delivery.rules.js';
import { asks } from '../ladders/ladder.rules.js';

type RungFact = FactOf<'escalation.rung_fired' | 'escalation.rung_skipped'>;

/** Who hears of a rung beside those it asks. Nobody waits for them. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly citizens: CitizensService,
    private readonly staff: StaffService,
    private readonly teams: TeamsService,
  ) {}

  async tellOfRung(turn: Turn, fact: RungFact): Promise<Fact[]> {
    await this.tellRelatives(turn, fact);
    await this.tellLead(turn, fact);
    return [];
  }

  private async tellRelatives(turn: Turn, fact: RungFact): Promise<void> {
    if (!asks(fact.data, 'relatives') || !fact.citizenId) return;
    const { relatives } = await this.citizens.get(turn.tx, fact.citizenId);
    if (relatives.length === 0) {
      this.deliveries.logNoRelative(turn, fact.subject);
      return;
    }
    const told = relatives.map(({ id }, place): ToDeliver => ({
      ...about(fact),
      purpose: 'notify-relative',
      recipientKind: 'relative',
      recipientId: id ?? String(place),
      channels: ['sms', 'mail'],
    }));
    this.deliveries.write(turn, told);
  }

  /** A copy to those who lead the team that is asked. */
  private async tellLead(turn: Turn, fact: RungFact): Promise<void> {
    const { data } = fact;
    const team = (await this.teams.listTeams(turn.tx)).find(({ id }) => id === data.teamId);
    if (!team || !copiesLead({ ladderName: data.ladder }, data, team.zone, turn.now)) return;
    const colleagues = await this.staff.listColleagues(turn.tx);
    const leads = colleagues.filter(({ roles, teamIds }) => carries(roles, 'shift:lead') && teamIds.includes(team.id));
    const told = leads.map(({ id }): ToDeliver => ({
      ...about(fact),
      purpose: 'tell-lead',
      recipientKind: 'staff',
      recipientId: id,
      channels: ['mail', 'console'],
    }));
    this.deliveries.write(turn, told);
  }
}

const about = ({ subject, citizenId = null, districtId = null }: RungFact) => ({
  alertId: subject,
  taskId: null,
  citizenId,
  districtId,
});
