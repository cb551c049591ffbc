import { Injectable } from '@nestjs/common';
import { CredentialsService } from '../access/dispensers/credentials.service.js';
import { DevicesService } from '../devices/devices.service.js';
import { realNow } from '../platform/clock/clock.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { Broker } from './embedded/broker.js';

/** Longer than somebody may be on the way in with what was right when it was asked. */
const LOOKED_AGAIN_MS = 10_000;

/**
 * Cuts the connections of dispensers whose secret was replaced or that were taken out of use, within a sweep, on whichever node
 * they are and wherever that was done. While nothing changes it costs one small query a sweep.
 */
@Injectable()
export class Revocation {
  private version: string | undefined;
  private lookUntil = 0;

  constructor(
    private readonly broker: Broker,
    private readonly credentials: CredentialsService,
    private readonly devices: DevicesService,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'revocation', role: 'gateway', look: () => this.look() });
  }

  /** Always answers 0: nothing follows from it that others must look at. */
  private async look(): Promise<number> {
    if (!this.broker.isOpen) return 0;
    const now = realNow().getTime();
    const version = await this.credentials.version();
    if (version !== this.version) this.lookUntil = now + LOOKED_AGAIN_MS;
    this.version = version;
    if (now < this.lookUntil) await this.cutOutdated();
    return 0;
  }

  private async cutOutdated(): Promise<void> {
    const admitted = this.broker.admitted();
    const traces = new Map(admitted.flatMap(({ client, trace }) => (trace === null ? [] : [[client.id, trace]])));
    const certified = admitted.filter(({ trace }) => trace === null).map(({ client }) => client.id);
    const replaced = await this.credentials.listReplaced(traces);
    const outOfUse = certified.length > 0 ? await this.devices.listOutOfUse(certified) : [];
    const ended = new Set([...replaced, ...outOfUse]);
    for (const { client } of admitted) if (ended.has(client.id)) this.broker.cut(client);
  }
}
