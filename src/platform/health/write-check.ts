import { Injectable } from '@nestjs/common';
import { realNow } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { isReadOnly } from '../database/trouble.rules.js';
import { AskedSeldom } from './asked-seldom.js';
import type { CheckResult } from './readiness.rules.js';
import { sayTrouble } from '../database/say-trouble.rules.js';
import { ThisNode } from '../this-node.js';
import { WriteCheckStore } from './write-check.store.js';

const EVERY_MS = 3_000;
const LONGEST_MS = 2_000;
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000;

/** Whether anything can be written: by a row of this node's own, committed as an acknowledgement is. */
@Injectable()
export class WriteCheck {
  private readonly seldom = new AskedSeldom(() => this.write(), EVERY_MS, LONGEST_MS);
  private hasWritten = false;

  constructor(
    private readonly database: Database,
    private readonly node: ThisNode,
    private readonly store: WriteCheckStore,
  ) {}

  look(): Promise<CheckResult> {
    return this.seldom.ask();
  }

  private async write(): Promise<CheckResult> {
    const at = realNow();
    try {
      await this.database.commitAtOnce((tx) => this.store.write(tx, this.node.id, at));
      if (!this.hasWritten) await this.forgetOthers(at);
      this.hasWritten = true;
      return { ok: true, detail: 'commits' };
    } catch (error) {
      const isStandby = isReadOnly(error) && (await this.database.autocommit((tx) => this.store.isStandby(tx)));
      return { ok: false, detail: isStandby ? 'the server is a standby, and takes no writes' : sayTrouble(error) };
    }
  }

  private forgetOthers(now: Date): Promise<void> {
    const before = new Date(now.getTime() - FORGOTTEN_AFTER_MS);
    return this.database.commitAtOnce((tx) => this.store.forgetBefore(tx, before));
  }
}
