import { Injectable } from '@nestjs/common';
import type { Citizen } from '../../citizens/citizen.rules.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import { inDeviceOrder } from '../../devices/device-order.rules.js';
import { type PendingEntry, placeOf } from '../../journal/journal.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { Clock, realNow } from '../../platform/clock/clock.js';
import type { Patience } from '../../platform/database/held.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import { DosesService } from '../doses.service.js';
import { isAlarm } from '../quarantine/quarantine.rules.js';
import type { Stage } from './turn.rules.js';

/** An alarm that the house failed, or that waited almost so long as others are told of it (`waiting.rules.ts`), is told when it came through. */
const LONG_MS = 50_000;

/** Whose turn it is, and which. */
export interface Place {
  readonly subject: string;
  readonly turn: number;
}

/** Lets single entries of the journal have their effect: what may need a human, one message each. */
@Injectable()
export class SingleProcessor {
  constructor(
    private readonly clock: Clock,
    private readonly citizens: CitizensService,
    private readonly journal: JournalService,
    private readonly doses: DosesService,
  ) {}

  /** The entries of one turn of a citizen, in the order the dispenser meant. */
  async entriesOf(tx: Turn['tx'], stage: Stage, { subject, turn }: Place): Promise<PendingEntry[]> {
    const entries = await this.journal.entries.entriesOf(tx, stage, subject, turn, realNow());
    return inDeviceOrder(entries, placeOf, ({ deviceNumber }) => deviceNumber);
  }

  /**
   * One entry walks the line: it has its whole effect in this turn, or none.
   * @throws Held when somebody holds the citizen for longer than there is patience
   */
  async process(turn: Turn, citizenId: string, number: number, patience?: Patience): Promise<Fact[]> {
    const [citizen] = await this.citizens.lockCitizens(turn.tx, [citizenId], patience);
    const entry = await this.journal.entries.takeForCare(turn.tx, number);
    if (!entry) return [];
    if (entry.apart) await this.journal.quarantined.noteDone(turn.tx, number, turn.now);
    const facts = await this.doses.hear(turn, entry, citizenId);
    const hasWaited =
      entry.delays > 0 || turn.now.getTime() - entry.receivedAt.getTime() >= LONG_MS * Math.max(1, this.clock.speed);
    return hasWaited && isAlarm(entry.type) ? [...facts, cameThrough(entry, citizen!)] : facts;
  }
}

/** Somebody may have been asked about it meanwhile. */
const cameThrough = ({ number, deviceId }: PendingEntry, citizen: Citizen): Fact => ({
  type: 'alarm.came_through',
  subject: String(number),
  citizenId: citizen.id,
  districtId: citizen.districtId,
  deviceId,
  data: { line: number },
});
