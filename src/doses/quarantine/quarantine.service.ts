import { Injectable } from '@nestjs/common';
import { CitizensService } from '../../citizens/citizens.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { defaultDialect, dialectNamed } from '../../devices/dialects/dialects.rules.js';
import { isSaidByDevices } from '../../devices/telemetry.rules.js';
import { legibleType } from '../../devices/readings/wreck.rules.js';
import { hear } from '../../ingest/hear.rules.js';
import { type QuarantinedLine, REJECTED, type SaidLine, type WaitingLine } from '../../journal/journal.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { Config } from '../../platform/config/config.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Fact } from '../../platform/facts/fact.js';
import { DosesService } from '../doses.service.js';
import { courseOfDeed } from './quarantine.rules.js';
import { isTimeReliable, NEAR_SWAP_MINUTES } from '../settling/settle.rules.js';
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
  async assign(turn: Turn, quarantined: QuarantinedLine, citizenId: string, by: string): Promise<Fact[]> {
    const line = (await this.journal.lines.find(turn.tx, quarantined.number))!;
    const read = await this.readAgain(turn, line);
    const isUnderstood = 'line' in read && isSaidByDevices(read.line.type);
    const course = courseOfDeed(quarantined.kind, 'assign', isUnderstood);
    await this.journal.quarantined.close(turn.tx, quarantined.id, 'assigned', turn.now, by, citizenId);
    await this.journal.lines.settle(turn.tx, [line.number]);
    if (course === 'effect' && 'line' in read)
      return this.doses.hear(turn, read.line, citizenId, { isVouchedFor: true });
    return this.makeWork(turn, quarantined, line, citizenId);
  }

  /**
   * Sends it round again; what was rejected is read again first, by what is understood today.
   * @throws Problem 409 for what still cannot be read
   */
  async retry(turn: Turn, quarantined: QuarantinedLine, by: string): Promise<Fact[]> {
    const line = (await this.journal.lines.find(turn.tx, quarantined.number))!;
    if (line.type !== REJECTED) {
      await this.journal.hearAgain(turn, quarantined, 'retried', by);
      return [];
    }
    const read = await this.readAgain(turn, line);
    if ('reason' in read)
      throw problem.conflict(`It still cannot be read: ${read.reason}.`, { state: quarantined.kind });
    return this.letHaveEffect(turn, quarantined, read.line, by);
  }

  /** What can be read now is whose dispenser's it was; where that is not sure it goes on waiting, as nobody's. */
  private async letHaveEffect(turn: Turn, held: QuarantinedLine, line: WaitingLine, by: string): Promise<Fact[]> {
    const asked = [{ deviceId: line.deviceId, at: line.effectiveAt }];
    const [owner] = await this.devices.assignments.citizensAt(turn.tx, asked);
    const [isNear] = await this.devices.assignments.changedHandsNear(turn.tx, asked, NEAR_SWAP_MINUTES);
    if (!isSaidByDevices(line.type)) {
      await this.journal.quarantined.refile(
        turn.tx,
        held.id,
        'unknown-type',
        `nobody here knows the type ${line.type}`,
      );
      return [];
    }
    if (!owner || (isNear && !isTimeReliable(line))) {
      const reason = 'it can be read now, and nobody can say whose it was';
      await this.journal.quarantined.refile(turn.tx, held.id, 'unattributed', reason);
      return [];
    }
    await this.citizens.lockCitizens(turn.tx, [owner]);
    await this.journal.quarantined.close(turn.tx, held.id, 'retried', turn.now, by);
    return this.doses.hear(turn, line, owner);
  }

  /** The line as it is understood today, in what its dispenser speaks today, or why it is not. The line itself stays as it was heard. */
  private async readAgain({ tx }: Turn, line: SaidLine): Promise<{ line: WaitingLine } | { reason: string }> {
    if (line.type !== REJECTED) return { line: { ...line, attempts: 0 } };
    if (line.payload.length < line.payloadLength) return { reason: line.reason ?? 'only its beginning was kept' };
    const dialect = dialectNamed(await this.devices.dialectOf(tx, line.deviceId)) ?? defaultDialect;
    const speaker = { deviceId: line.deviceId, number: line.deviceNumber };
    const heard = hear(line.payload, speaker, dialect, line.receivedAt, this.config.ingest.maxEventBytes).line;
    if (heard.reason !== null) return { reason: heard.reason };
    const { number, deviceId } = line;
    return { line: { ...heard, number, deviceId, dialect: dialect.name, attempts: 0 } };
  }

  /** The citizen's team is asked: at once over what reads as an alarm and was not raised yet, else to look into it. */
  private async makeWork(turn: Turn, held: QuarantinedLine, line: SaidLine, citizenId: string): Promise<Fact[]> {
    const { number, deviceId, receivedAt, dialect } = line;
    const { reason } = held;
    const type =
      line.type === REJECTED ? legibleType(line.payload, dialectNamed(dialect) ?? defaultDialect) : line.type;
    const [owner] = await this.devices.assignments.citizensAt(turn.tx, [{ deviceId, at: receivedAt }]);
    const isNews = held.kind !== 'rejected' || owner !== citizenId;
    const raised =
      type && isNews
        ? await this.alarms.raise(turn, { number, deviceId, type, receivedAt, reason, times: 1 }, citizenId)
        : [];
    if (raised.length > 0) return raised;
    const { districtId } = await this.citizens.get(turn.tx, citizenId);
    const data = { kind: held.kind, reason, line: number, eventType: type };
    return [{ type: 'telemetry.handed_over', subject: String(number), citizenId, deviceId, districtId, data }];
  }
}
