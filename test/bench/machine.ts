import { spawnSync } from 'node:child_process';
import { arch, cpus, loadavg, release, totalmem } from 'node:os';

export interface Machine {
  date: string;
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  postgres: string;
  mosquitto: string | null;
  commit: string | null;
  /** One-minute load average before anything of ours ran: above 0.5 a core somebody else is measured too. */
  loadBefore: number;
}

export function describeMachine(): Omit<Machine, 'postgres' | 'mosquitto'> {
  const cores = cpus();
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
  return {
    date: new Date().toISOString(),
    cpu: cores[0]?.model.trim() || 'unknown',
    cores: cores.length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${release()} ${arch()}`,
    node: process.version,
    commit: commit.status === 0 ? commit.stdout.trim() : null,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
