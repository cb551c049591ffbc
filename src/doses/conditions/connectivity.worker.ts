import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CitizensService } from '../../citizens/citizens.service.js';
import { checkAfter } from '../../devices/conditions/condition.rules.js';
import { DevicesService } from '../../devices/devices.service.js';
import { OutageService } from '../../ingest/presence/outage.service.js';
import { Clock, steadyMs } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Culprits, doWithoutCulprits } from '../../platform/database/culprits.js';
import { Database } from '../../platform/database/database.js';
import { Held, type Patience } from '../../platform/database/held.js';
import type { Turn } from '../../platform/database/turn.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { ConditionsService } from './conditions.service.js';
import { ConnectivityStore, type Contact, type ContactTimes } from './connectivity.store.js';

const AT_ONCE = 50;
const MOST = 1_000;
/** Whoever waits to write down that a dispenser was heard has done so by then. */
const WRITTEN_MS = 10_000;

/** Notices which dispensers cannot be heard and which can again, and what else became of conditions with time. */
@Injectable()
export class ConnectivityWorker {
  /** Of which dispensers somebody held the row lately, and until when they are not judged for it. */
  private readonly unjudged = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly citizens: CitizensService,
    private readonly conditions: ConditionsService,
    private readonly devices: DevicesService,
    private readonly outage: OutageService,
    private readonly store: ConnectivityStore,
    private readonly bus: FactBus,
    private readonly culprits: Culprits,
    private readonly sweeps: Sweeps,
  ) {
    sweeps.add(
      { name: 'connectivity', role: 'worker', look: () => this.look() },
      { name: 'conditions', role: 'worker', look: () => this.lookAtConditions() },
    );
  }

  private async look(): Promise<number> {
    const times = this.times(this.clock.now());
    const found = await this.database.autocommit((tx) => this.store.found(tx, times, null, MOST));
    const back = await this.tell(found, 'connectivity.online');
    const lost = await this.database.autocommit((tx) => this.lost(tx, times.now, null, MOST));
    return back + (await this.tell(lost, 'connectivity.offline'));
  }

  /** Many in one turn; one that the database refuses is left out, and the others are told. */
  private tell(contacts: readonly Contact[], type: 'connectivity.online' | 'connectivity.offline'): Promise<number> {
    return this.sweeps.together(contacts, AT_ONCE, async (group, patience) => {
      let told = 0;
      await doWithoutCulprits(
        group,
        async (some) => (told += await this.tellOf(some, type, patience)),
        (contact, error) => this.culprits.note(type, contact, error),
      );
      return told;
    });
  }

  /** Each is looked at once more when nobody else can change it. */
  private tellOf(contacts: readonly Contact[], type: string, patience: Patience): Promise<number> {
    return this.bus.transact(async (turn) => {
      const citizenIds = contacts.map(({ citizenId }) => citizenId).sort();
      await this.citizens.lockCitizens(turn.tx, citizenIds, patience);
      if (type === 'connectivity.offline') await this.assertWritten(turn.tx, contacts);
      const facts = [];
      for (const { lastSeenAt, ...contact } of await this.lookAgain(turn, contacts, type)) {
        const data = { lastSeenAt: lastSeenAt?.toISOString() ?? null };
        facts.push(...(await this.conditions.hear(turn, { ...contact, type, at: turn.now, line: null, data })));
      }
      return { facts, result: facts.length };
    });
  }

  /**
   * When a dispenser was heard last can be written down, and was.
   * @throws Held of whom somebody holds the row: those who hear it cannot say so
   */
  private async assertWritten(tx: EntityManager, contacts: readonly Contact[]): Promise<void> {
    const ids = contacts.map(({ deviceId }) => deviceId);
    const now = steadyMs();
    for (const deviceId of await this.devices.health.heldAmong(tx, ids)) this.unjudged.set(deviceId, now + WRITTEN_MS);
    for (const [deviceId, until] of this.unjudged) if (until <= now) this.unjudged.delete(deviceId);
    if (ids.some((deviceId) => this.unjudged.has(deviceId))) throw new Held();
  }

  private lookAgain({ tx, now }: Turn, group: readonly Contact[], type: string): Promise<Contact[]> {
    const ids = group.map(({ deviceId }) => deviceId);
    return type === 'connectivity.online'
      ? this.store.found(tx, this.times(now), ids, AT_ONCE)
      : this.lost(tx, now, ids, AT_ONCE);
  }

  /** Nobody, while it says nothing that a dispenser was not heard. */
  private async lost(tx: EntityManager, now: Date, only: readonly string[] | null, limit: number): Promise<Contact[]> {
    const countsUntil = await this.outage.offlineCountsUntil(tx, now);
    return countsUntil ? this.store.lost(tx, this.times(countsUntil), only, limit) : [];
  }

  private async lookAtConditions(): Promise<number> {
    const set = await this.database.transact((tx) =>
      this.conditions.setChecks({ tx, now: this.clock.now() }, checkAfter),
    );
    const due = await this.database.autocommit((tx) => this.devices.conditions.due(tx, this.clock.now(), MOST));
    const done = await this.sweeps.each(due, ({ deviceId, condition, citizenId }, patience) =>
      this.bus.transact(async (turn) => {
        if (citizenId) await this.citizens.lockCitizens(turn.tx, [citizenId], patience);
        return { facts: await this.conditions.look(turn, deviceId, condition), result: 1 };
      }),
    );
    return set + done;
  }

  private times(now: Date): ContactTimes {
    const { offlineMinutes, silentMinutes } = this.config.devices;
    return { now, offlineMinutes, silentMinutes };
  }
}
