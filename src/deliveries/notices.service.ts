import { Injectable } from '@nestjs/common';
import { carries } from '../access/roles.rules.js';
import { StaffService } from '../access/staff/staff.service.js';
import { CitizensService } from '../citizens/citizens.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact, FactOf } from '../platform/facts/fact.js';
import { TeamsService } from '../teams/teams.service.js';
import { Channels } from './channels.js';
import { DeliveriesService } from './deliveries.service.js';
import { copiesLead, type ToDeliver } from './delivery.rules.js';
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
    private readonly channels: Channels,
  ) {}

  async tellOfRung(turn: Turn, fact: RungFact): Promise<Fact[]> {
    const told = await this.toldOf(turn, fact);
    const isRelativeTold = told.some(({ recipientKind }) => recipientKind === 'relative');
    if (isForRelatives(fact) && !isRelativeTold) this.deliveries.logNoRelative(turn, fact.subject);
    this.deliveries.write(turn, told);
    return [];
  }

  /** Those who hear of it. */
  async toldOf(turn: Turn, fact: RungFact): Promise<ToDeliver[]> {
    return [...(await this.relativesFor(turn, fact)), ...(await this.leadsFor(turn, fact))];
  }

  /** The ways on which this house can reach a recipient. */
  waysTo({ channels }: Pick<ToDeliver, 'channels'>): string[] {
    return channels.filter((name) => this.channels.find(name) !== null);
  }

  private async relativesFor({ tx }: Turn, fact: RungFact): Promise<ToDeliver[]> {
    if (!isForRelatives(fact)) return [];
    const { relatives } = await this.citizens.get(tx, fact.citizenId!);
    return relatives.map(({ id }, place): ToDeliver => ({
      ...about(fact),
      purpose: 'notify-relative',
      recipientKind: 'relative',
      recipientId: id ?? String(place),
      channels: ['sms', 'mail'],
    }));
  }

  /** A copy to those who lead the team that is asked. */
  private async leadsFor(turn: Turn, fact: RungFact): Promise<ToDeliver[]> {
    const { data } = fact;
    const team = (await this.teams.listTeams(turn.tx)).find(({ id }) => id === data.teamId);
    if (!team || !copiesLead({ ladderName: data.ladder }, data, team.zone, turn.now)) return [];
    const colleagues = await this.staff.listColleagues(turn.tx);
    const leads = colleagues.filter(({ roles, teamIds }) => carries(roles, 'shift:lead') && teamIds.includes(team.id));
    return leads.map(({ id }): ToDeliver => ({
      ...about(fact),
      purpose: 'tell-lead',
      recipientKind: 'staff',
      recipientId: id,
      channels: ['mail', 'console'],
    }));
  }
}

const isForRelatives = ({ data, citizenId }: RungFact): boolean => asks(data, 'relatives') && citizenId != null;

const about = ({ subject, citizenId = null, districtId = null }: RungFact) => ({
  alertId: subject,
  taskId: null,
  citizenId,
  districtId,
});
