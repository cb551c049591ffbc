import { Injectable } from '@nestjs/common';
import { CitizensService } from '../citizens/citizens.service.js';
import { type CitizensContact, DevicesService } from '../devices/devices.service.js';
import { OutageService } from '../ingest/presence/outage.service.js';
import { JournalService } from '../journal/journal.service.js';
import { Config } from '../platform/config/config.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Patience } from '../platform/database/held.js';
import type { Turn } from '../platform/database/turn.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { DosesStore } from './doses.store.js';
import { SilenceService } from './silence.service.js';
import { LayoutService } from './schedules/layout.service.js';

/** A word that the house cannot let have its effect is waited for so long. */
const WORD_ON_ITS_WAY_MS = 5 * 60_000;
const CITIZENS_A_LOOK = 500;
/** Whose doses were due at the same minute are told together: each statement of the turn is about all of them. */
const CITIZENS_A_TURN = 20;

/** Lays doses out ahead, and notices those that nothing was heard of by their deadline. */
@Injectable()
export class WatchWorker {
  /** By citizen, the last entry that was on its way when the silence was noticed. */
  private readonly waitsUntil = new Map<string, number>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly journal: JournalService,
    private readonly outage: OutageService,
    private readonly bus: FactBus,
    private readonly silence: SilenceService,
    private readonly store: DosesStore,
    private readonly layout: LayoutService,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add(
      { name: 'plan', role: 'worker', look: () => this.plan() },
      {
        name: 'watch',
        role: 'worker',
        look: () => this.watch(),
        nextDue: () => this.nextDeadline(),
        lookFirst: 'beat',
      },
    );
  }

  private async plan(): Promise<number> {
    const citizenIds = await this.database.autocommit((tx) =>
      this.layout.tooShort(tx, this.clock.now(), CITIZENS_A_LOOK),
    );
    const planFor = (citizenId: string, patience: Patience): Promise<number> =>
      this.bus.transact(async (turn) => {
        await this.citizens.lockCitizens(turn.tx, [citizenId], patience);
        await this.layout.extend(turn, citizenId);
        return { facts: [], result: 1 };
      });
    return this.sweeps.each(citizenIds, planFor, this.config.care.concurrency);
  }

  /** While nobody is heard, silence says nothing about a citizen. */
  private async watch(): Promise<number> {
    const countsUntil = await this.database.autocommit((tx) => this.outage.silenceCountsUntil(tx, this.clock.now()));
    if (countsUntil === null) {
      this.waitsUntil.clear();
      return 0;
    }
    return this.sweeps.whileMoreIsLeft(CITIZENS_A_LOOK, async () => {
      const citizenIds = await this.database.autocommit((tx) =>
        this.store.overdueCitizens(tx, countsUntil, CITIZENS_A_LOOK),
      );
      this.forgetOthers(citizenIds);
      const watch = (some: readonly string[], patience: Patience): Promise<number> => this.watchOver(some, patience);
      const done = await this.sweeps.together(citizenIds, CITIZENS_A_TURN, watch, this.config.care.concurrency);
      return { found: citizenIds.length, done };
    });
  }

  /** Of those that silence does not count for yet. */
  private nextDeadline(): Promise<Date | null> {
    return this.database.autocommit(async (tx) => {
      const countsUntil = await this.outage.silenceCountsUntil(tx, this.clock.now());
      return countsUntil && this.store.nextDeadline(tx, countsUntil);
    });
  }

  private watchOver(citizenIds: readonly string[], patience: Patience): Promise<number> {
    return this.bus.transact(async (turn) => {
      const citizens = await this.citizens.lockCitizens(turn.tx, citizenIds, patience);
      // Anything may have stood still since the look: the machine, or the gateways.
      const countsUntil = await this.outage.silenceCountsUntil(turn.tx, turn.now);
      if (countsUntil === null) return { facts: [], result: 0 };
      const contacts = await this.devices.contactsOf(turn.tx, citizenIds, turn.now);
      const onTheirWay = await this.wordsOnTheirWay(turn, contacts);
      const silent = citizens.filter(({ id }) => !onTheirWay.has(id));
      const facts = await this.silence.note(turn, silent, contacts, countsUntil);
      return { facts, result: facts.length };
    });
  }

  /**
   * Something the dispenser said is on its way: it may be the very word that is missing. What it says from then on keeps nobody from
   * asking: one that never stops speaking would never be asked about. Nor does what the house fails for ever.
   */
  private async wordsOnTheirWay(
    { tx, now }: Turn,
    contacts: ReadonlyMap<string, CitizensContact>,
  ): Promise<ReadonlySet<string>> {
    const heardAfter = new Date(now.getTime() - WORD_ON_ITS_WAY_MS);
    const deviceIds = [...contacts.values()].flatMap(({ everHad }) => everHad);
    const waiting = await this.journal.entries.waitingOf(tx, deviceIds, heardAfter);
    const onTheirWay = new Set<string>();
    for (const { citizenId, everHad } of contacts.values()) {
      const said = everHad.flatMap((deviceId) => waiting.get(deviceId) ?? []);
      if (said.length === 0) continue;
      const until = this.waitsUntil.get(citizenId) ?? Math.max(...said.map(({ newest }) => newest));
      this.waitsUntil.set(citizenId, until);
      if (said.some(({ oldest }) => oldest <= until)) onTheirWay.add(citizenId);
    }
    return onTheirWay;
  }

  /** A look that did not reach everybody does not know who is left. */
  private forgetOthers(citizenIds: readonly string[]): void {
    if (citizenIds.length === CITIZENS_A_LOOK) return;
    const overdue = new Set(citizenIds);
    for (const citizenId of this.waitsUntil.keys()) if (!overdue.has(citizenId)) this.waitsUntil.delete(citizenId);
  }
}
