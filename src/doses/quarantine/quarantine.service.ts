import { Injectable } from '@nestjs/common';
import { CitizensService } from '../../citizens/citizens.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { defaultDialect, dialectNamed } from '../../devices/dialects/dialects.rules.js';
import { isKnownType, isSaidByDevices } from '../../devices/telemetry.rules.js';
import { legibleType } from '../../devices/readings/wreck.rules.js';
import { hear } from '../../ingest/hear.rules.js';
import { type QuarantinedEntry, REJECTED, type SaidEntry, type WaitingEntry } from '../../journal/journal.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { Config } from '../../platform/config/config.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Fact } from '../../platform/facts/fact.js';
import { DosesService } from '../doses.service.js';
import { courseOfDeed } from './quarantine.rules.js';
import { isTimeReliable, NEAR_SWAP_MINUTES } from '../processing/next-step.rules.js';
import { UnreadableAlarmService } from './unreadable-alarm.service.js';

/** What a person does about something that was put aside. */
@Injectable()
export class QuarantineService {
  constructor(
    private readonly config: Config,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly journal: JournalService,
    private readonly doses: DosesService,
    private readonly alarms: UnreadableAlarmService,
  ) {}

  /** Says whose it was. The citizen is locked already. */
  async assign(turn: Turn, quarantined: QuarantinedEntry, citizenId: string, by: string): Promise<Fact[]> {
    const entry = (await this.journal.entries.find(turn.tx, quarantined.number))!;
    const read = await this.readAgain(turn, entry);
    const isUnderstood = 'entry' in read && isSaidByDevices(read.entry.type);
    const course = courseOfDeed(quarantined.kind, 'assign', isUnderstood);
    await this.journal.quarantined.close(turn.tx, quarantined.id, {
      state: 'assigned',
      closedAt: turn.now,
      closedBy: by,
      citizenId,
    });
    await this.journal.entries.settle(turn.tx, [entry.number]);
    if (course === 'effect' && 'entry' in read)
      return this.doses.hear(turn, read.entry, citizenId, { isVouchedFor: true });
    return this.makeWork(turn, quarantined, entry, citizenId);
  }

  /**
   * Sends it round again; what was rejected is read again first, by what is understood today.
   * @throws Problem 409 for what still cannot be read
   */
  async retry(turn: Turn, quarantined: QuarantinedEntry, by: string): Promise<Fact[]> {
    const entry = (await this.journal.entries.find(turn.tx, quarantined.number))!;
    if (entry.type !== REJECTED) {
      await this.journal.hearAgain(turn, quarantined, 'retried', by);
      return [];
    }
    const read = await this.readAgain(turn, entry);
    if ('reason' in read)
      throw problem.conflict(`It still cannot be read: ${read.reason}.`, { state: quarantined.kind });
    return this.letHaveEffect(turn, quarantined, read.entry, by);
  }

  /** What can be read now is whose dispenser's it was; where that is not sure it goes on waiting, as nobody's. */
  private async letHaveEffect(turn: Turn, held: QuarantinedEntry, entry: WaitingEntry, by: string): Promise<Fact[]> {
    const asked = [{ deviceId: entry.deviceId, at: entry.effectiveAt }];
    const [owner] = await this.devices.assignments.citizensAt(turn.tx, asked);
    const [isNear] = await this.devices.assignments.changedHandsNear(turn.tx, asked, NEAR_SWAP_MINUTES);
    if (!isSaidByDevices(entry.type)) {
      await this.journal.quarantined.refile(
        turn.tx,
        held.id,
        'unknown-type',
        `nobody here knows the type ${entry.type}`,
      );
      return [];
    }
    if (!owner || (isNear && !isTimeReliable(entry))) {
      const reason = 'it can be read now, and nobody can say whose it was';
      await this.journal.quarantined.refile(turn.tx, held.id, 'unattributed', reason);
      return [];
    }
    await this.citizens.lockCitizens(turn.tx, [owner]);
    await this.journal.quarantined.close(turn.tx, held.id, { state: 'retried', closedAt: turn.now, closedBy: by });
    return this.doses.hear(turn, entry, owner);
  }

  /** The entry as it is understood today, in what its dispenser speaks today, or why it is not. The entry itself stays as it was heard. */
  private async readAgain({ tx }: Turn, entry: SaidEntry): Promise<{ entry: WaitingEntry } | { reason: string }> {
    if (entry.type !== REJECTED) return { entry: { ...entry, attempts: 0 } };
    if (entry.payload.length < entry.payloadLength) return { reason: entry.reason ?? 'only its beginning was kept' };
    const dialect = dialectNamed(await this.devices.dialectOf(tx, entry.deviceId)) ?? defaultDialect;
    const speaker = { deviceId: entry.deviceId, number: entry.deviceNumber, dialect };
    const heard = hear(entry.payload, speaker, entry.receivedAt, this.config.ingest.maxEventBytes).entry;
    if (heard.reason !== null) return { reason: heard.reason };
    const { number, deviceId } = entry;
    return { entry: { ...heard, number, deviceId, dialect: dialect.name, attempts: 0 } };
  }

  /** The citizen's team is asked: at once over what reads as an alarm and was not raised yet, else to look into it. */
  private async makeWork(turn: Turn, held: QuarantinedEntry, entry: SaidEntry, citizenId: string): Promise<Fact[]> {
    const { number, deviceId, receivedAt, dialect } = entry;
    const { reason } = held;
    const type =
      entry.type === REJECTED ? legibleType(entry.payload, dialectNamed(dialect) ?? defaultDialect) : entry.type;
    const [owner] = await this.devices.assignments.citizensAt(turn.tx, [{ deviceId, at: receivedAt }]);
    const isNews = held.kind !== 'rejected' || owner !== citizenId;
    const raised =
      type && isNews
        ? await this.alarms.raise(turn, { number, deviceId, type, receivedAt, reason, times: 1 }, citizenId)
        : [];
    if (raised.length > 0) return raised;
    const { districtId } = await this.citizens.get(turn.tx, citizenId);
    const eventType = type && isKnownType(type) ? type : null;
    const data = { kind: held.kind, quarantineId: held.id, line: number, eventType };
    return [{ type: 'telemetry.handed_over', subject: String(number), citizenId, deviceId, districtId, data }];
  }
}
