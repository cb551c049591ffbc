import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { rows } from '../database/sql.js';
import { Queues } from '../queue/queues.js';
import { Sweeps } from '../queue/sweeps.js';

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** A part that is away but covered by another does not make the house unready. */
  readonly degradedOnly?: boolean;
}

const STALE_SWEEP_MS = 15_000;
const LOOK_MS = 3_000;

/** Whether the house can do its work; rooms add what only they can tell. */
@Injectable()
export class Readiness {
  private readonly checks: { name: string; look: () => Promise<Check> | Check }[] = [];

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly sweeps: Sweeps,
  ) {}

  add(name: string, look: () => Promise<Check> | Check): void {
    this.checks.push({ name, look });
  }

  async look(): Promise<{ ready: boolean; degraded: boolean; checks: Check[] }> {
    const asked = await Promise.all([
      inTime('database', this.lookAtDatabase()),
      inTime('queue', this.lookAtQueue(), { degradedOnly: true }),
      ...this.checks.map(({ name, look }) => inTime(name, look())),
    ]);
    const checks = [...asked, this.lookAtSweeps()];
    return {
      ready: checks.every((check) => check.ok || check.degradedOnly),
      degraded: checks.some((check) => !check.ok),
      checks,
    };
  }

  private async lookAtDatabase(): Promise<Check> {
    if (!this.database.isUp) return { name: 'database', ok: false, detail: 'not connected yet' };
    try {
      await this.database.read((tx) => rows(tx, 'SELECT 1'));
      return { name: 'database', ok: true, detail: 'answers' };
    } catch (error) {
      return { name: 'database', ok: false, detail: (error as Error).message };
    }
  }

  private async lookAtQueue(): Promise<Check> {
    const trouble = await this.queues.lookForTrouble();
    return { name: 'queue', ok: trouble === null, detail: trouble ?? 'takes wake-ups', degradedOnly: true };
  }

  private lookAtSweeps(): Check {
    const stale = this.sweeps.stale(STALE_SWEEP_MS);
    const names = stale.map(
      ({ name, lastRunAt }) => `${name} last came through ${lastRunAt?.toISOString() ?? 'never'}`,
    );
    return { name: 'sweeps', ok: stale.length === 0, detail: names.join('; ') || 'come through' };
  }
}

/** Whoever asks for our health is answered, and not kept waiting: a check that throws or hangs has failed. */
async function inTime(name: string, looking: Promise<Check> | Check, more: Partial<Check> = {}): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const looked = Promise.resolve(looking).catch((error: Error) => ({
    name,
    ok: false,
    detail: error.message,
    ...more,
  }));
  const tooLate = new Promise<Check>((resolve) => {
    const check = { name, ok: false, detail: `no answer within ${LOOK_MS / 1000} s`, ...more };
    timer = setTimeout(() => resolve(check), LOOK_MS);
  });
  return Promise.race([looked, tooLate]).finally(() => clearTimeout(timer));
}
