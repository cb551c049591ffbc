import { Injectable } from '@nestjs/common';
import { CitizensService } from '../../citizens/citizens.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { defaultDialect, dialectNamed } from '../../devices/dialects/dialects.rules.js';
import { legibleType } from '../../devices/readings/wreck.rules.js';
import { causeOf, type QuarantinedEntry } from '../../journal/journal.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { Database } from '../../platform/database/database.js';
import type { Patience } from '../../platform/database/held.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Log } from '../../platform/logging/log.js';
import { Seldom } from '../../platform/logging/seldom.js';
import { Failing } from '../../platform/queue/failing.js';
import { LONGEST_DELAY_MS } from '../../platform/queue/retry-delay.rules.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { TELLING } from './quarantine.rules.js';
import { NEAR_SWAP_MINUTES } from '../processing/next-step.rules.js';
import { type Unreadable, UnreadableAlarmService } from './unreadable-alarm.service.js';

const DISPENSERS_A_LOOK = 100;
/** A dispenser that says more is told of again by the next look, behind the others. */
const ENTRIES_AT_ONCE = 200;
const MOST_CAUSES = 8;
const LINES_A_MINUTE = 20;

/** Tells of what was put aside: those who look after dispensers, and the citizen's team of what reads as an alarm. */
@Injectable()
export class QuarantineNoticeWorker {
  private readonly seldom = new Seldom(LINES_A_MINUTE);
  private readonly failing = new Failing<string>(LONGEST_DELAY_MS, false);

  constructor(
    private readonly database: Database,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly journal: JournalService,
    private readonly alarms: UnreadableAlarmService,
    private readonly bus: FactBus,
    private readonly log: Log,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'telling', role: 'worker', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const deviceIds = await this.database.autocommit((tx) => this.journal.quarantined.untold(tx, DISPENSERS_A_LOOK));
    return this.sweeps.each(deviceIds, (deviceId, patience) =>
      this.failing.unlessTooSoon(deviceId, () => this.tell(deviceId, patience)),
    );
  }

  private tell(deviceId: string, patience: Patience): Promise<number> {
    return this.bus.transact(async (turn) => {
      const entries = await this.journal.quarantined.takeUntold(turn.tx, deviceId, ENTRIES_AT_ONCE);
      const facts = await this.tellTeams(turn, entries, patience);
      return { facts: [...facts, ...(await this.tellOperations(turn, deviceId, entries))], result: entries.length };
    });
  }

  /** Of a dispenser that serves nobody, or nobody who lets us listen, there is nobody to look after: it is counted, and shown. */
  private async tellOperations(turn: Turn, deviceId: string, entries: readonly QuarantinedEntry[]): Promise<Fact[]> {
    const told = entries.filter(({ kind }) => TELLING[kind].operations);
    const [owner] = await this.devices.assignments.citizensAt(turn.tx, [{ deviceId, at: turn.now }]);
    if (told.length === 0 || !owner) return [];
    const { citizen, consent } = await this.citizens.circumstances(turn.tx, owner, turn.now);
    if (!consent) return [];
    const { districtId, zone } = citizen;
    const byCause = new Map(told.map(({ id, reason }) => [causeOf(reason), id]));
    const quarantineIds = [...byCause.values()].slice(0, MOST_CAUSES);
    this.note(deviceId, told);
    const data = { quarantineIds, count: told.length, zone, line: told.at(-1)!.number };
    return [{ type: 'telemetry.found_unusable', subject: deviceId, deviceId, districtId, data }];
  }

  /** Whose the dispenser was when it was heard, and long enough to be sure. Many alike are one. */
  private async tellTeams(turn: Turn, entries: readonly QuarantinedEntry[], patience: Patience): Promise<Fact[]> {
    const meant = await this.legible(
      turn,
      entries.filter(({ kind }) => TELLING[kind].team),
    );
    const asked = meant.map(({ deviceId, receivedAt }) => ({ deviceId, at: receivedAt }));
    const owners = await this.devices.assignments.citizensAt(turn.tx, asked);
    const isDoubtful = await this.devices.assignments.changedHandsNear(turn.tx, asked, NEAR_SWAP_MINUTES);
    const owned = meant.flatMap((said, i) => (owners[i] && !isDoubtful[i] ? [{ said, citizenId: owners[i] }] : []));
    const citizenIds = [...new Set(owned.map(({ citizenId }) => citizenId))].sort();
    if (citizenIds.length > 0) await this.citizens.lockCitizens(turn.tx, citizenIds, patience);
    const facts: Fact[] = [];
    for (const same of alike(owned)) {
      const { said, citizenId } = same.at(-1)!;
      facts.push(...(await this.alarms.raise(turn, { ...said, times: same.length }, citizenId)));
    }
    return facts;
  }

  private async legible({ tx }: Turn, entries: readonly QuarantinedEntry[]): Promise<Unreadable[]> {
    const reasons = new Map(entries.map(({ number, reason }) => [number, reason]));
    const said = await this.journal.entries.findMany(tx, [...reasons.keys()]);
    return said.flatMap(({ number, deviceId, dialect, payload, receivedAt }) => {
      const type = legibleType(payload, dialectNamed(dialect) ?? defaultDialect);
      return type ? [{ number, deviceId, type, receivedAt, reason: reasons.get(number)!, times: 1 }] : [];
    });
  }

  /** A name that a dispenser made up is not ours to write down. */
  private note(deviceId: string, told: readonly QuarantinedEntry[]): void {
    const reasons = told.map(({ kind, reason }) => (kind === 'unknown-type' ? kind : causeOf(reason)));
    const facts = { deviceId, reasons: [...new Set(reasons)].slice(0, MOST_CAUSES), count: told.length };
    this.seldom.say(told[0]!.kind, (more) =>
      this.log.warn({ ...facts, ...more }, 'what a dispenser says cannot be used'),
    );
  }
}

const QUARTER_MS = 15 * 60_000;

/** The same alarm within the same quarter of an hour. */
const alike = <T extends { said: Unreadable; citizenId: string }>(owned: readonly T[]): T[][] => [
  ...Map.groupBy(
    owned,
    ({ said, citizenId }) => `${citizenId} ${said.type} ${Math.floor(said.receivedAt.getTime() / QUARTER_MS)}`,
  ).values(),
];
