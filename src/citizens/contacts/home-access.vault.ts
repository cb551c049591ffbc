import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { SecretsStore } from '../../platform/database/secrets.store.js';
import { Log } from '../../platform/logging/log.js';
import { Seldom } from '../../platform/logging/seldom.js';
import { keyFor, seal, unseal } from '../../platform/sealing.rules.js';
import type { HomeAccess } from './contact.rules.js';

const NAME = 'home access';
const BYTES = 32;
const LINES_A_MINUTE = 20;
/** What the first byte says: which key it was. */
const BY_DATA_KEY = 1;
const BY_OWN_KEY = 2;
const CLOSED = 'how one gets into a home does not open with the DATA_KEY there is';

/**
 * How one gets into homes, sealed at rest and bound to the citizen: with DATA_KEY where there is one, else with a key of the house's own,
 * which lies in the same database. Both are opened for as long as their key is there.
 */
@Injectable()
export class HomeAccessVault {
  private readonly dataKey: Buffer | null;
  private readonly seldom = new Seldom(LINES_A_MINUTE);

  constructor(
    config: Config,
    private readonly secrets: SecretsStore,
    private readonly log: Log,
  ) {
    this.dataKey = config.data.key && keyFor('dosevagt home access', config.data.key);
  }

  async seal(tx: EntityManager, access: HomeAccess, citizenId: string): Promise<Buffer> {
    const text = JSON.stringify(access);
    return this.dataKey
      ? seal(BY_DATA_KEY, this.dataKey, text, citizenId)
      : seal(BY_OWN_KEY, await this.ownKey(tx), text, citizenId);
  }

  /** Null where it does not open: its DATA_KEY is another one or gone, or the bytes are another citizen's. */
  async open(tx: EntityManager, sealed: Buffer, citizenId: string): Promise<HomeAccess | null> {
    const key = sealed[0] === BY_DATA_KEY ? this.dataKey : await this.ownKey(tx);
    const access = key && opened(key, sealed, citizenId);
    if (!access) this.seldom.say('closed', (more) => this.log.warn({ citizenId, ...more }, CLOSED));
    return access;
  }

  /** Made in the turn that needs it first, and not remembered beyond it: that may come to nothing. */
  private ownKey(tx: EntityManager): Promise<Buffer> {
    return this.secrets.findOrMake(tx, NAME, () => randomBytes(BYTES));
  }
}

function opened(key: Buffer, sealed: Buffer, citizenId: string): HomeAccess | null {
  try {
    return JSON.parse(unseal(key, sealed, citizenId)) as HomeAccess;
  } catch {
    return null;
  }
}
