import { join } from 'node:path';
import { runRound, sumOf, type RoundPlan } from './contestant.js';
import { measureBurst } from './burst.js';
import { OurGateway } from './ours.js';
import { planBurst, planDay, planNarrow, planWide } from './plans.js';
import type { BenchPostgres } from './postgres.js';
import { profiled, whereTimeGoes, type CpuProfile } from './profile.js';
import type { BenchSize } from './size.js';
import { formatTable, inWords } from './table.js';
import { townOf } from './town.js';

const PARTS = 12;

/** The peak rounds, an ordinary day and the morning burst, each once under the profiler; answers where the time went. */
export async function profileRounds(
  postgres: BenchPostgres,
  root: string,
  size: BenchSize,
  folder: string,
): Promise<string> {
  const ours = await OurGateway.start(postgres, root, townOf(size), { flags: ['--inspect=127.0.0.1:0'] });
  const { inspectorUrl } = ours;
  if (!inspectorUrl) throw new Error('The service does not say where its debugger listens.');
  const told: string[] = [];
  const tell = (name: string, file: string, how: string, profile: CpuProfile): void => {
    const parts = whereTimeGoes(profile).slice(0, PARTS);
    const rows = parts.map(({ part, share }) => [part, Math.round(share * 1000) / 10]);
    told.push(`${name}: ${how}; ${file}`, formatTable(["of the service's time, %", 'share'], rows), '');
  };
  const rounds: [string, RoundPlan][] = [
    ['100-x-50', planWide(size)],
    ['1000-x-1', planNarrow(size)],
    ['ordinary-day', planDay(size, 1)],
  ];
  await runRound(ours, { ...planWide(size), maxEvents: 10_000, maxSeconds: 1 });
  for (const [name, plan] of rounds) {
    const file = join(folder, `${name}.cpuprofile`);
    const { result, profile } = await profiled(inspectorUrl, file, () => runRound(ours, plan));
    const how = `acknowledged at ${inWords(result.load.perSecond)}/s, CPU an event until settled ${inWords(sumOf(result.cpuUntilSettled))} us`;
    tell(name, file, [how, ...result.complaints].join('; '), profile);
  }
  const file = join(folder, 'burst.cpuprofile');
  const { result, profile } = await profiled(inspectorUrl, file, () => measureBurst(ours, planBurst(ours, size)));
  const how = `all tasks ${inWords(result.secondsUntilAllTasks)} s after the last event`;
  tell('burst', file, [how, ...result.complaints].join('; '), profile);
  return told.join('\n');
}
