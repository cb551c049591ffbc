import { Injectable } from '@nestjs/common';
import { undoneBy } from '../citizens/absence.rules.js';
import { DevicesService } from '../devices/devices.service.js';
import { vocabulary } from '../devices/telemetry.rules.js';
import { JournalService } from '../journal/journal.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { DosesService } from './doses.service.js';

/** Of very much the newest is enough: what is over stays over until it is said again. */
const MOST_LINES = 200;

/** The words that something ended with: a dose that was dispensed, a fault that is gone. */
const ENDS = Object.entries(vocabulary).flatMap(([type, { resolves }]) => (resolves.length > 0 ? [type] : []));

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
    const filter = { deviceIds, types: ENDS, from: undone.since, to: null, before: null };
    const lines = deviceIds.length === 0 ? [] : await this.journal.lines.list(turn.tx, filter, MOST_LINES);
    const owners = await this.devices.assignments.citizensAt(
      turn.tx,
      lines.map(({ deviceId, effectiveAt: at }) => ({ deviceId, at })),
    );
    // A dose that is still ahead is watched anew, whatever was said of it.
    const own = lines
      .filter(({ dueAt }, i) => owners[i] === citizenId && (dueAt === null || dueAt <= turn.now))
      .reverse();
    for (const line of own) await this.doses.hear(turn, { ...line, attempts: 0 }, citizenId);
    return [];
  }
}
