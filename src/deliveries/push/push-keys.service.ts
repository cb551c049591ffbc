import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import webPush from 'web-push';
import { z } from 'zod';
import { Config } from '../../platform/config/config.js';
import { SecretsStore } from '../../platform/database/secrets.store.js';
import { Log } from '../../platform/logging/log.js';
import { Seldom } from '../../platform/logging/seldom.js';
import { keyFor, seal, unseal } from '../../platform/sealing.rules.js';

/** By what the house is known to push services (RFC 8292). */
export interface PushKeys {
  readonly subject: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Why nothing is pushed: nobody said whom push services are to turn to, or the keys do not open with the DATA_KEY there is. */
export const PUSH_OFF = ['not-configured', 'keys-closed'] as const;
export type PushOff = (typeof PUSH_OFF)[number];

const KEYS = 'push keys';
const OWN_KEY = 'push seal';
const BYTES = 32;
const LINES_A_MINUTE = 1;
/** What the first byte says: which key it was. */
const BY_DATA_KEY = 1;
const BY_OWN_KEY = 2;

const pair = z.object({ publicKey: z.string(), privateKey: z.string() });
type Pair = z.infer<typeof pair>;

/**
 * The keys of the configuration, or else a pair that the house made for itself once: sealed with DATA_KEY where there was one, else with a key
 * that lies in the same database. Every browser is bound to the pair it subscribed by, so they stay.
 */
@Injectable()
export class PushKeysService {
  private readonly seldom = new Seldom(LINES_A_MINUTE);
  private known: PushKeys | null = null;

  constructor(
    private readonly config: Config,
    private readonly secrets: SecretsStore,
    private readonly log: Log,
  ) {}

  async find(tx: EntityManager): Promise<PushKeys | PushOff> {
    if (this.known) return this.known;
    const { subject, publicKey, privateKey } = this.config.push;
    if (subject === null) return 'not-configured';
    const found = publicKey !== null && privateKey !== null ? { publicKey, privateKey } : await this.ownPair(tx);
    if (found) return (this.known = { subject, ...found });
    this.seldom.say('closed', (more) =>
      this.log.warn(more, 'the keys that pushes are signed with do not open with the DATA_KEY there is'),
    );
    return 'keys-closed';
  }

  private async ownPair(tx: EntityManager): Promise<Pair | null> {
    const { key } = this.config.data;
    const dataKey = key && keyFor('dosevagt push keys', key);
    const ownKey = await this.secrets.findOrMake(tx, OWN_KEY, () => randomBytes(BYTES));
    const sealed = await this.secrets.findOrMake(tx, KEYS, () => {
      const text = JSON.stringify(webPush.generateVAPIDKeys());
      return dataKey ? seal(BY_DATA_KEY, dataKey, text, KEYS) : seal(BY_OWN_KEY, ownKey, text, KEYS);
    });
    const opens = sealed[0] === BY_DATA_KEY ? dataKey : ownKey;
    return opens && opened(opens, sealed);
  }
}

function opened(key: Buffer, sealed: Buffer): Pair | null {
  try {
    return pair.parse(JSON.parse(unseal(key, sealed, KEYS)));
  } catch {
    return null;
  }
}
