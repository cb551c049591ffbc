import { Injectable } from '@nestjs/common';
import { detailOf } from '../alert-detail.rules.js';
import { namedWith } from '../alarms/made-by-hand.rules.js';
import type { Alert } from '../alert.rules.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import { readInstant } from '../../devices/readings/instant.rules.js';
import { DosesService } from '../../doses/doses.service.js';
import type { Turn } from '../../platform/database/turn.js';
import { isInShadow } from '../../teams/district.rules.js';
import { TeamsService } from '../../teams/teams.service.js';
import { type Opened, turnsOnNextDose } from './course.rules.js';

/** What a ladder needs to know of a case when it starts. */
@Injectable()
export class Circumstances {
  constructor(
    private readonly citizens: CitizensService,
    private readonly doses: DosesService,
    private readonly teams: TeamsService,
  ) {}

  async of(turn: Turn, alert: Alert): Promise<Opened & { districtId: string | null; shadow: boolean }> {
    const citizen = alert.citizenId ? await this.citizens.find(turn.tx, alert.citizenId) : null;
    const districtId = citizen?.districtId ?? alert.districtId;
    const { depletionAt, batteryRuntimeMin, holdMinutes = 0, zone = null } = detailOf('condition', alert);
    const batteryUntil =
      batteryRuntimeMin === undefined ? null : new Date(turn.now.getTime() + batteryRuntimeMin * 60_000);
    const asksForNext = citizen !== null && turnsOnNextDose(alert.ladderName, batteryUntil);
    return {
      alertId: alert.id,
      alertType: alert.type,
      priority: alert.priority,
      openedAt: alert.openedAt,
      dueAt: alert.dose && new Date(alert.dose.dueAt),
      holdMinutes,
      nextDose: asksForNext ? await this.doses.nextDose(turn.tx, citizen.id, turn.now) : null,
      depletionAt: readInstant(depletionAt),
      batteryUntil,
      zone: citizen?.zone ?? zone,
      isNamed: namedWith(alert) !== null,
      districtId,
      shadow: districtId !== null && isInShadow(await this.teams.listDistricts(turn.tx), districtId),
    };
  }
}
