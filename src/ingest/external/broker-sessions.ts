import { Injectable } from '@nestjs/common';
import { realNow } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { BesideHeld } from '../../platform/database/beside-held.js';
import { Culprits } from '../../platform/database/culprits.js';
import { Database } from '../../platform/database/database.js';
import { begin } from '../../platform/emitters.js';
import { Log } from '../../platform/logging/log.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { ThisNode } from '../../platform/this-node.js';
import { BrokerSessionsStore } from './broker-sessions.store.js';
import { ExternalBroker } from './external-broker.js';

/**
 * A session at the external broker outlives its node: what was sent to it waits there, and a broker may go on dealing it its share
 * of what comes (MQTT 5 section 4.8.2 leaves that open). When a node has been gone for a while, another empties its sessions and ends them.
 */
@Injectable()
export class BrokerSessions {
  private readonly adopted = new Set<string>();
  private readonly ours = this.besideHeld();
  private readonly theirs = this.besideHeld();
  private lastAt = 0;

  constructor(
    private readonly config: Config,
    private readonly culprits: Culprits,
    private readonly database: Database,
    private readonly external: ExternalBroker,
    private readonly store: BrokerSessionsStore,
    private readonly log: Log,
    private readonly node: ThisNode,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'sessions', role: 'gateway', look: () => this.look() });
  }

  /** Always answers 0: a session is nothing that others must look at. */
  private async look(): Promise<number> {
    const now = realNow();
    const { brokerUrl, orphanedSeconds } = this.config.mqtt;
    const orphanedMs = orphanedSeconds * 1000;
    const { own, held } = this.external.sessions;
    if (brokerUrl === null || held.length === 0 || now.getTime() - this.lastAt < orphanedMs / 4) return 0;
    this.lastAt = now.getTime();
    const left = [
      ...(await this.ours.write(held, (choose) =>
        this.database.transact(async (tx) => this.store.hold(tx, this.node.id, await choose(tx), now)),
      )),
      ...(await this.theirs.write([...this.adopted], (choose) =>
        this.database.transact(async (tx) => this.store.keep(tx, this.node.id, await choose(tx), now)),
      )),
    ];
    this.culprits.noteHeld('session', left);
    // Nobody is to believe that its node is gone.
    if (left.length > 0) this.lastAt = 0;
    const since = new Date(now.getTime() - orphanedMs);
    const orphaned = await this.database.transact((tx) =>
      this.store.takeOver(tx, { nodeId: this.node.id, own }, since, now),
    );
    for (const clientId of orphaned) this.beginToAdopt(clientId);
    return 0;
  }

  private besideHeld(): BesideHeld<string> {
    return new BesideHeld(
      (clientId) => clientId,
      (tx, clientIds) => this.store.heldAmong(tx, clientIds),
    );
  }

  /** One that could not be emptied is not kept any longer, and taken over again: by its own node when that is back, or by whoever looks first. */
  private beginToAdopt(clientId: string): void {
    begin(
      () => this.adopt(clientId),
      (error) =>
        this.log.warn({ clientId, error: error.message }, 'the session of a node that is gone was not emptied'),
    );
  }

  private async adopt(clientId: string): Promise<void> {
    this.adopted.add(clientId);
    try {
      const taken = await this.external.empty(clientId);
      await this.database.transact((tx) => this.store.end(tx, this.node.id, clientId));
      this.log.info({ clientId, taken }, 'the session of a node that is gone was emptied and ended');
    } finally {
      this.adopted.delete(clientId);
    }
  }
}
