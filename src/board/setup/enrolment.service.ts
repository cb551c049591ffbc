import { Injectable } from '@nestjs/common';
import { type Citizen, mayUseTelemetry } from '../../citizens/citizen.rules.js';
import { ContactsService } from '../../citizens/contacts/contacts.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { SchedulesService } from '../../doses/schedules/schedules.service.js';
import { JournalService } from '../../journal/journal.service.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Enrolled } from './enrolment.rules.js';

/** What a dispenser says when a dose left it, whenever it was due. */
const LEFT = ['dose.dispensed', 'dose.dispensed_early', 'dose.dispensed_late', 'dose.retrieved'];
/** Its own clock may have told some of them as somebody else's. */
const NEWEST = 20;

/** How far a citizen's service has come, by what the house knows and not by what somebody said was done. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly contacts: ContactsService,
    private readonly devices: DevicesService,
    private readonly schedules: SchedulesService,
    private readonly journal: JournalService,
  ) {}

  async of({ tx, now }: Turn, citizen: Citizen): Promise<Enrolled> {
    const plan = await this.schedules.shown(tx, citizen.id, now);
    const all = plan ? [plan.schedule, ...plan.planned] : [];
    const holds = plan && plan.schedule.validFrom <= now && plan.schedule.slots.length > 0 ? plan.schedule : null;
    const dispenser = await this.devices.assignments.current(tx, citizen.id, now);
    return {
      citizenId: citizen.id,
      consent: mayUseTelemetry(citizen),
      isReached: await this.contacts.isReached(tx, citizen),
      hasRelatives: citizen.relatives.length > 0,
      hasContactPerson: citizen.contactPersonId !== null,
      hasPlan: all.some(({ slots }) => slots.length > 0),
      plannedSince: holds && holds.validFrom,
      dispenser: dispenser && { deviceId: dispenser.deviceId, from: dispenser.from },
      seenAt: dispenser && (await this.seenAt(tx, citizen.id, dispenser)),
    };
  }

  private async seenAt(tx: Turn['tx'], citizenId: string, { deviceId, from }: { deviceId: string; from: Date }) {
    const said = await this.journal.entries.newestOf(tx, [deviceId], LEFT, from, NEWEST);
    return said.findLast((entry) => entry.citizenId === citizenId)?.receivedAt ?? null;
  }
}
