import { Injectable } from '@nestjs/common';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Principal } from '../../platform/http/principal.js';
import { type OwnSettings, readKept } from './own-settings.schema.js';
import { OwnSettingsStore } from './own-settings.store.js';

/** The settings of one person; version 0 where nothing was ever set. */
export interface Versioned {
  readonly settings: OwnSettings;
  readonly version: number;
}

/** How each wants the console: hers on whichever device, and nobody else's. They end with the account. */
@Injectable()
export class OwnSettingsService {
  constructor(private readonly store: OwnSettingsStore) {}

  /** @throws Problem 403 for an integration, which has none */
  async find(tx: Turn['tx'], who: Principal): Promise<Versioned> {
    if (who.kind !== 'staff') throw problem.forbidden('An integration has no settings.');
    const kept = await this.store.find(tx, who.id);
    return { settings: readKept(kept?.settings), version: kept?.version ?? 0 };
  }

  /** Of each of these people, by their ids. */
  async ofMany(tx: Turn['tx'], staffIds: readonly string[]): Promise<ReadonlyMap<string, OwnSettings>> {
    const kept = new Map((await this.store.findMany(tx, staffIds)).map(({ staffId, settings }) => [staffId, settings]));
    return new Map(staffIds.map((id) => [id, readKept(kept.get(id))]));
  }

  /** `agree` may refuse what stands there by throwing. */
  async set(
    { tx, now }: Turn,
    who: Principal,
    settings: OwnSettings,
    agree: (held: Versioned) => void,
  ): Promise<Versioned> {
    await this.store.lock(tx, who.id);
    const held = await this.find(tx, who);
    agree(held);
    const saved = { settings, version: held.version + 1 };
    await this.store.save(tx, who.id, saved, now);
    return saved;
  }
}
