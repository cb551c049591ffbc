import { Injectable } from '@nestjs/common';
import { realNow } from '../../platform/clock/clock.js';
import { Batcher } from '../../platform/database/batcher.js';
import { Database } from '../../platform/database/database.js';
import { versionOf } from '../../platform/database/table-cache.js';
import type { Turn } from '../../platform/database/turn.js';
import { CredentialsStore } from './credentials.store.js';
import { hashSecret, isSecretRight, newSecret } from '../sessions/secret.js';

const KEPT_MS = 5_000;
const CHANGING_MS = 15_000;
const MOST_KEPT = 50_000;

/**
 * The dispensers' secrets. A hash is remembered for 5 s, so an old secret dies at once in the process that changed it and within
 * 5 s in the others, on gateways with their next sweep; a new one works at once everywhere. Lookups that come together share one
 * query: a whole fleet may return at once.
 */
@Injectable()
export class CredentialsService {
  private readonly kept = new Map<string, { hash: Buffer; until: number }>();
  /** Devices whose change may not be committed yet: what is read meanwhile must not be remembered. */
  private readonly changing = new Map<string, number>();
  private readonly hashes = new Batcher((deviceIds: readonly string[]) =>
    this.database.autocommit((tx) => this.store.findHashes(tx, deviceIds)),
  );

  constructor(
    private readonly store: CredentialsStore,
    private readonly database: Database,
  ) {}

  /** Gives the device a new secret, shown this once; the one before stops working. */
  async issue(turn: Turn, deviceId: string): Promise<string> {
    const [issued] = await this.issueMany(turn, [deviceId]);
    return issued!.secret;
  }

  async issueMany(turn: Turn, deviceIds: readonly string[]): Promise<{ deviceId: string; secret: string }[]> {
    const issued = [...new Set(deviceIds)].map((deviceId) => ({ deviceId, secret: newSecret() }));
    for (const { deviceId } of issued) this.forget(deviceId);
    const hashes = new Map(issued.map(({ deviceId, secret }) => [deviceId, hashSecret(secret)]));
    await this.store.save(turn.tx, hashes, turn.now);
    return issued;
  }

  /** Takes the device's secret away; false when it had none. */
  async revoke(turn: Turn, deviceId: string): Promise<boolean> {
    this.forget(deviceId);
    return this.store.remove(turn.tx, deviceId);
  }

  /** Those of the devices that have no secret. */
  async listWithout(tx: Turn['tx'], deviceIds: readonly string[]): Promise<string[]> {
    const found = await this.store.findHashes(tx, deviceIds);
    return deviceIds.filter((deviceId) => !found.has(deviceId));
  }

  async isRight(deviceId: string, secret: string): Promise<'right' | 'wrong' | 'unknown'> {
    const kept = this.kept.get(deviceId);
    if (kept && kept.until > realNow().getTime() && isSecretRight(kept.hash, secret)) return 'right';
    // What we remember may be older than the secret shown to us.
    const hash = await this.hashes.load(deviceId);
    if (!hash) return 'unknown';
    this.keep(deviceId, hash);
    return isSecretRight(hash, secret) ? 'right' : 'wrong';
  }

  /** Another whenever a secret was replaced or taken away, in whichever process. */
  version(): Promise<string | undefined> {
    return this.database.autocommit((tx) => versionOf(tx, 'device_credential'));
  }

  /** What is kept of a secret that let somebody in, to ask later whether it still would. */
  traceOf(secret: string): string {
    return hashSecret(secret).toString('base64');
  }

  /** Those of the devices whose secret is another by now, or none; asks the database and forgets what was remembered. */
  async listReplaced(traces: ReadonlyMap<string, string>): Promise<string[]> {
    this.kept.clear();
    const hashes = await this.database.autocommit((tx) => this.store.findHashes(tx, [...traces.keys()]));
    return [...traces.keys()].filter((deviceId) => hashes.get(deviceId)?.toString('base64') !== traces.get(deviceId));
  }

  private keep(deviceId: string, hash: Buffer): void {
    const now = realNow().getTime();
    if ((this.changing.get(deviceId) ?? 0) > now) return;
    this.changing.delete(deviceId);
    this.kept.delete(deviceId);
    this.kept.set(deviceId, { hash, until: now + KEPT_MS });
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
  }

  private forget(deviceId: string): void {
    this.kept.delete(deviceId);
    this.changing.set(deviceId, realNow().getTime() + CHANGING_MS);
  }
}
