import { Injectable } from '@nestjs/common';
import { CitizensService } from '../../citizens/citizens.service.js';
import { ladderFor, priorityFor, eventTypeFor } from '../../devices/telemetry.rules.js';
import { withEvidence } from '../../journal/evidence.rules.js';
import { causeOf } from '../../journal/journal.rules.js';
import { Config } from '../../platform/config/config.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact, FactOf } from '../../platform/facts/fact.js';
import { type DoseFactData, doseData } from '../dose-fact.rules.js';
import { DosesStore } from '../doses.store.js';
import { isAlarm, mostCritical } from './quarantine.rules.js';
import { MINUTE_MS } from '../../platform/clock/spans.rules.js';

/** What cannot have its effect and still says under which name it was meant. */
export interface Unreadable {
  readonly number: number;
  readonly deviceId: string;
  /** As far as it is legible. */
  readonly type: string;
  readonly receivedAt: Date;
  readonly reason: string;
  /** How often it was said alike; this is the latest. */
  readonly times: number;
}

/** Raises what reads as an alarm as if it had been heard; what became of a dose it cannot say. */
@Injectable()
export class UnreadableAlarmService {
  constructor(
    private readonly config: Config,
    private readonly citizens: CitizensService,
    private readonly doses: DosesStore,
  ) {}

  /** Nothing for what is no alarm, and of a citizen who gave no consent, or whose dose is missed while the service rests. */
  async raise(turn: Turn, said: Unreadable, citizenId: string): Promise<Fact[]> {
    if (!isAlarm(said.type)) return [];
    const { citizen, consent, pause } = await this.citizens.circumstances(turn.tx, citizenId, said.receivedAt);
    if (!consent) return [];
    const isAboutDose = eventTypeFor(said.type)!.about === 'dose';
    if (isAboutDose && pause !== null) return [];
    const dose = isAboutDose ? await this.aboutDose(turn, said, citizenId, citizen.zone) : null;
    const condition = isAboutDose ? null : conditionData(said);
    const { deviceId, number } = said;
    const { districtId } = citizen;
    return [
      {
        type: 'telemetry.read_as_alarm',
        subject: String(number),
        citizenId,
        deviceId,
        districtId,
        data: { eventType: said.type, line: number, times: said.times, dose, condition },
      },
    ];
  }

  /** The dose it costs at the worst: the most critical about then. An alarm was raised over it, and its state stays what it was. */
  private async aboutDose(turn: Turn, said: Unreadable, citizenId: string, zone: string): Promise<DoseFactData> {
    const { type, receivedAt, deviceId, number } = said;
    const reachMs = this.config.doses.matchMinutes * MINUTE_MS;
    const [from, until] = [-reachMs, reachMs].map((ms) => new Date(receivedAt.getTime() + ms)) as [Date, Date];
    const dose = mostCritical(await this.doses.lockBetween(turn.tx, citizenId, from, until), receivedAt);
    const detail = markOf(said);
    if (!dose) {
      const unmatched: DoseFactData = {
        doseId: null,
        dueAt: null,
        windowClosesAt: null,
        slot: null,
        criticality: 'standard',
        eventType: type,
        effectiveAt: receivedAt.toISOString(),
        priority: priorityFor(type, 'standard'),
        ladder: ladderFor(type, 'standard'),
        line: number,
        zone,
        detail,
      };
      return unmatched;
    }
    const evidence = withEvidence(dose.evidence, number);
    await this.doses.save(turn.tx, { ...dose, evidence, alarmedAt: dose.alarmedAt ?? turn.now });
    const about = { type, districtId: null, zone, deviceId, number, data: detail };
    return doseData(dose, about, receivedAt);
  }
}

const markOf = ({ reason }: Unreadable): Record<string, unknown> => ({ unreadable: true, cause: causeOf(reason) });

function conditionData(said: Unreadable): FactOf<'condition.raised'>['data'] {
  const eventType = eventTypeFor(said.type)!;
  return {
    condition: eventType.condition ?? said.type,
    eventType: said.type,
    effectiveAt: said.receivedAt.toISOString(),
    priority: priorityFor(said.type, 'standard') ?? 'P4',
    ladder: ladderFor(said.type, 'standard'),
    times: said.times,
    holdMinutes: eventType.holdMinutes ?? 0,
    line: said.number,
    detail: markOf(said),
  };
}
