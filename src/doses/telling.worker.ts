import { Injectable } from '@nestjs/common';
import { CitizensService } from '../citizens/citizens.service.js';
import { DevicesService } from '../devices/devices.service.js';
import { defaultDialect, dialectNamed } from '../devices/dialects/dialects.rules.js';
import { legibleType } from '../devices/wreck.rules.js';
import { causeOf, type QuarantinedLine } from '../journal/journal.rules.js';
import { JournalService } from '../journal/journal.service.js';
import { Database } from '../platform/database/database.js';
import type { Patience } from '../platform/database/held.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { Line } from '../platform/facts/line.js';
import { Log } from '../platform/logging/log.js';
import { Seldom } from '../platform/logging/seldom.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { TELLING } from './quarantine.rules.js';
import { NEAR_SWAP_MINUTES } from './settle.rules.js';
import { type Unreadable, UnreadableAlarmService } from './unreadable-alarm.service.js';

const DISPENSERS_A_LOOK = 100;
/** A dispenser that says more is told of again by the next look, behind the others. */
const LINES_AT_ONCE = 200;
const MOST_CAUSES = 8;
const LINES_A_MINUTE = 20;

/** Tells of what was put aside: those who look after dispensers, and the citizen's team of what reads as an alarm. */
@Injectable()
export class TellingWorker {
  private readonly seldom = new Seldom(LINES_A_MINUTE);

  constructor(
    private readonly database: Database,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly journal: JournalService,
    private readonly alarms: UnreadableAlarmService,
    private readonly line: Line,
    private readonly log: Log,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'telling', role: 'worker', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const deviceIds = await this.database.read((tx) => this.journal.quarantined.untold(tx, DISPENSERS_A_LOOK));
    return this.sweeps.each(deviceIds, (deviceId, patience) => this.tell(deviceId, patience));
  }

  private tell(deviceId: string, patience: Patience): Promise<number> {
    return this.line.transact(async (turn) => {
      const { tx, now } = turn;
      const [owner] = await this.devices.assignments.citizensAt(tx, [{ deviceId, at: now }]);
      if (owner) await this.citizens.lockCitizens(tx, [owner], patience);
      const lines = await this.journal.quarantined.takeUntold(tx, deviceId, LINES_AT_ONCE);
      // Of a dispenser that serves nobody there is nobody to look after: it is counted, and shown.
      if (!owner || lines.length === 0) return { facts: [], result: lines.length };
      const facts = [...(await this.tellTeam(turn, owner, lines)), ...(await this.tellOperations(turn, owner, lines))];
      return { facts, result: lines.length };
    });
  }

  private async tellOperations(turn: Turn, owner: string, lines: readonly QuarantinedLine[]): Promise<Fact[]> {
    const told = lines.filter(({ kind }) => TELLING[kind].operations);
    if (told.length === 0) return [];
    const { districtId, zone } = await this.citizens.get(turn.tx, owner);
    const { deviceId, kind, number } = told.at(-1)!;
    const causes = [...new Set(told.map(({ reason }) => causeOf(reason)))].slice(0, MOST_CAUSES);
    this.seldom.say(kind, (more) =>
      this.log.warn({ deviceId, causes, count: told.length, ...more }, 'what a dispenser says cannot be used'),
    );
    const data = { causes, count: told.length, zone, line: number };
    return [{ type: 'telemetry.unusable', subject: deviceId, deviceId, districtId, data }];
  }

  /** Only what was this citizen's dispenser already when it was heard, and long enough to be sure. */
  private async tellTeam(turn: Turn, owner: string, lines: readonly QuarantinedLine[]): Promise<Fact[]> {
    const meant = await this.legible(
      turn,
      lines.filter(({ kind }) => TELLING[kind].team),
    );
    const asked = meant.map(({ deviceId, receivedAt }) => ({ deviceId, at: receivedAt }));
    const owners = await this.devices.assignments.citizensAt(turn.tx, asked);
    const isDoubtful = await this.devices.assignments.changedHandsNear(turn.tx, asked, NEAR_SWAP_MINUTES);
    const facts: Fact[] = [];
    for (const [i, said] of meant.entries())
      if (owners[i] === owner && !isDoubtful[i]) facts.push(...(await this.alarms.raise(turn, said, owner)));
    return facts;
  }

  private async legible({ tx }: Turn, lines: readonly QuarantinedLine[]): Promise<Unreadable[]> {
    const reasons = new Map(lines.map(({ number, reason }) => [number, reason]));
    const said = await this.journal.lines.findMany(tx, [...reasons.keys()]);
    return said.flatMap(({ number, deviceId, dialect, payload, receivedAt }) => {
      const type = legibleType(payload, dialectNamed(dialect) ?? defaultDialect);
      return type ? [{ number, deviceId, type, receivedAt, reason: reasons.get(number)! }] : [];
    });
  }
}
