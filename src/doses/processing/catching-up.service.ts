import { Injectable } from '@nestjs/common';
import { undoneBy } from '../../citizens/absence.rules.js';
import { DevicesService } from '../../devices/devices.service.js';
import { vocabulary, type EventType } from '../../devices/telemetry.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import { DosesService } from '../doses.service.js';

/** Of very much the newest is enough: what is over stays over until it is said again. */
const MOST_LINES = 200;

/** The words that something ended with: a dose that was dispensed; a fault that is gone. However many of the one hide none of the other. */
const endsAbout = (about: EventType['about']): string[] =>
  Object.entries(vocabulary).flatMap(([type, eventType]) =>
    eventType.about === about && eventType.resolves.length > 0 ? [type] : [],
  );
const ENDS = [endsAbout('dose'), endsAbout('condition')];

/**
 * Consent is given back: what was only written down meanwhile is read for what ended, so that nobody is sent for what is over. What began
 * is told when it is said again.
 */
@Injectable()
export class CatchingUpService {
  constructor(
    private readonly devices: DevicesService,
    private readonly journal: JournalService,
    private readonly doses: DosesService,
  ) {}

  async readWhatEnded(turn: Turn, fact: Fact): Promise<Fact[]> {
    const undone = undoneBy(fact);
    if (!undone) return [];
    const citizenId = fact.citizenId!;
    const devices = await this.devices.assignments.all(turn.tx, citizenId);
    const deviceIds = [...new Set(devices.map(({ deviceId }) => deviceId))];
    for (const types of ENDS) {
      const entries = await this.journal.entries.newestOf(turn.tx, deviceIds, types, undone.since, MOST_LINES);
      for (const entry of entries) {
        // A dose that is still ahead is watched anew, whatever was said of it.
        if (entry.citizenId !== citizenId || (entry.dueAt !== null && entry.dueAt > turn.now)) continue;
        await this.doses.hear(turn, { ...entry, attempts: 0 }, citizenId);
      }
    }
    return [];
  }
}
