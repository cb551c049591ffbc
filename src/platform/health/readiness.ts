import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database, NewerSchema } from '../database/database.js';
import { sayNewer } from '../database/schema/schema.rules.js';
import { rows } from '../database/sql.js';
import { Queues } from '../queue/queues.js';
import { Sweeps } from '../queue/sweeps.js';
import { sayTrouble } from '../database/say-trouble.rules.js';
import { WriteCheck } from './write-check.js';
import {
  type Check,
  type Judgement,
  judgeReadiness,
  type Purpose,
  PURPOSES,
  type CheckResult,
} from './readiness.rules.js';

type Look = () => Promise<CheckResult> | CheckResult;

const NO_GATEWAY: Judgement = {
  status: 'unavailable',
  checks: [{ name: 'role', ok: false, detail: 'this node takes no dispensers: ROLES has no gateway', for: ['mqtt'] }],
};
const LEAVING: Judgement = {
  status: 'unavailable',
  checks: [{ name: 'leaving', ok: false, detail: 'this node is being stopped', for: PURPOSES }],
};
/** A sweep that has not come through for so long is late. */
export const STALE_SWEEP_MS = 15_000;
const LOOK_MS = 3_000;

/** Whether the house can do its work; rooms add what only they can tell, and whom it keeps away. */
@Injectable()
export class Readiness {
  private isLeaving = false;
  private readonly looks: { readonly name: string; readonly purposes: readonly Purpose[]; readonly look: Look }[] = [];

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly sweeps: Sweeps,
    private readonly writes: WriteCheck,
  ) {
    this.add('database', PURPOSES, () => this.lookAtDatabase());
    this.add('writes', ['mqtt'], () => (this.database.isUp ? this.writes.look() : this.notYet()));
    this.add('schema', PURPOSES, () => this.lookAtSchema());
    this.add('queue', [], () => this.lookAtQueue());
    this.add('sweeps', [], () => this.lookAtSweeps());
  }

  /** The node is being stopped: from now on nobody is sent here, for no purpose. */
  leave(): void {
    this.isLeaving = true;
  }

  /** Whoever is named in `purposes` is kept away while the look fails; where nobody is, it is told only as part of the whole. */
  add(name: string, purposes: readonly Purpose[], look: Look): void {
    this.looks.push({ name, purposes, look });
  }

  /** Null asks for the whole truth; a purpose looks only at what is for it. */
  async look(purpose: Purpose | null): Promise<Judgement> {
    if (this.isLeaving) return LEAVING;
    if (purpose === 'mqtt' && !this.config.roles.includes('gateway')) return NO_GATEWAY;
    const asked = this.looks.filter(({ purposes }) => purpose === null || purposes.includes(purpose));
    const checks = await Promise.all(
      asked.map(async ({ name, purposes, look }): Promise<Check> => {
        const standing = await inTime(() => this.database.shares.asFirst(look));
        return { name, ...standing, for: standing.for ?? purposes };
      }),
    );
    return judgeReadiness(checks, purpose);
  }

  private async lookAtDatabase(): Promise<CheckResult> {
    if (!this.database.isUp) return this.notYet();
    await this.database.autocommit((tx) => rows(tx, 'SELECT 1'));
    return { ok: true, detail: ['answers', ...this.database.weaknesses].join('; ') };
  }

  /** A node that runs goes on beside a newer one, which has migrated for both: it is told of, and keeps nobody away. */
  private async lookAtSchema(): Promise<CheckResult> {
    if (!this.database.isUp) return this.notYet();
    const newer = await this.database.newerMigrations();
    if (newer.length === 0) return { ok: true, detail: 'is known to this build' };
    const degradedOnly = this.config.database.newerSchema === 'serve';
    return { ok: false, detail: sayNewer(newer), for: [], degradedOnly };
  }

  private notYet(): CheckResult {
    const { trouble } = this.database;
    if (trouble === null) return { ok: false, detail: 'not connected yet' };
    const why = trouble instanceof NewerSchema ? trouble.message : sayTrouble(trouble);
    return { ok: false, detail: `cannot be used yet: ${why}` };
  }

  private async lookAtQueue(): Promise<CheckResult> {
    const trouble = await this.queues.lookForTrouble();
    return { ok: trouble === null, detail: trouble ?? 'takes wake-ups', degradedOnly: true };
  }

  private lookAtSweeps(): CheckResult {
    const stale = this.sweeps.stale(STALE_SWEEP_MS);
    const names = stale.map(
      ({ name, lastRunAt }) => `${name} last came through ${lastRunAt?.toISOString() ?? 'never'}`,
    );
    return { ok: stale.length === 0, detail: names.join('; ') || 'come through' };
  }
}

/** Whoever asks for our health is answered, and not kept waiting: a look that throws or hangs has failed. */
async function inTime(look: Look): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const looked = new Promise<CheckResult>((resolve) => resolve(look())).catch((error: unknown) => ({
    ok: false,
    detail: sayTrouble(error),
  }));
  const tooLate = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, detail: `no answer within ${LOOK_MS / 1000} s` }), LOOK_MS);
  });
  return Promise.race([looked, tooLate]).finally(() => clearTimeout(timer));
}
