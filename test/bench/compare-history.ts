import { runRound, sumOf } from './contestant.js';
import { measureBurst } from './burst.js';
import { median } from './figures.js';
import { historyOf, seedHistory, type History } from './history.js';
import { OurGateway } from './ours.js';
import type { BenchPostgres } from './postgres.js';
import { askForQueues } from './queue.js';
import { measureTasks, planBurst, planDay, planNarrow, planWatch, planWide } from './plans.js';
import { seedTasks } from './seed-tasks.js';
import type { BenchSize } from './size.js';
import { townOf } from './town.js';
import { measureWatch } from './watch.js';

export interface Compared {
  what: string;
  unit: string;
  without: number;
  with: number;
  /** How much dearer, slower or later it is with history, in percent; of rounds the median of the pairs. */
  costPercent: number;
}

export interface HistoryCost {
  history: History;
  compared: Compared[];
  complaints: string[];
}

interface Sample {
  what: string;
  unit: string;
  value: number;
  /** Of a rate more is better. */
  isRate?: boolean;
}

type Measure = (ours: OurGateway, round: number) => Promise<{ samples: Sample[]; complaints: string[] }>;

/** Measures two houses alternately that differ in what they have behind them: nothing, or a long history. */
export async function compareHistory(
  size: BenchSize,
  postgres: BenchPostgres,
  root: string,
  say: (line: string) => void,
): Promise<HistoryCost> {
  const history = historyOf(size.history.events);
  say(`history: making ${history.events.toLocaleString('en')} events of it`);
  const town = townOf(size);
  const long = await OurGateway.start(postgres, root, town, {
    name: 'long',
    title: 'Dosevagt with history',
    prepare: (database) => seedHistory(database, history),
  });
  const none = await OurGateway.start(postgres, root, town, { name: 'none', title: 'Dosevagt without history' });
  const both = [none, long];
  const pairs = new Map<string, { first: Sample; none: number[]; long: number[] }>();
  const complaints: string[] = [];

  const alternate = async (measure: Measure, rounds: number, isKept = true): Promise<void> => {
    for (let round = 1; round <= rounds; round++) {
      // Whoever comes second has what the first left for PostgreSQL to clear up.
      for (const ours of round % 2 ? both : both.toReversed()) {
        await ours.rest();
        const measured = await measure(ours, round);
        complaints.push(...measured.complaints.map((one) => `${ours.title}: ${one}`));
        if (!isKept) continue;
        for (const sample of measured.samples) {
          const pair = pairs.get(sample.what) ?? { first: sample, none: [], long: [] };
          pairs.set(sample.what, pair);
          pair[ours === none ? 'none' : 'long'].push(sample.value);
          say(`history: ${ours.title}: ${sample.what}: ${sample.value.toPrecision(3)} ${sample.unit}`);
        }
      }
    }
  };

  const warmUp = { maxEvents: 10_000, maxSeconds: 1 };
  await alternate((ours) => peak(ours, { ...planWide(size), ...warmUp }), 1, false);
  await alternate((ours) => peak(ours, planWide(size)), size.history.rounds);
  await alternate((ours, round) => ordinaryDay(ours, size, round), Math.min(size.history.rounds, size.settlingRounds));
  if (size.history.everything) {
    const shorter = { ...size, ...size.history.everything };
    await alternate((ours) => peak(ours, planNarrow(size)), size.history.rounds);
    await alternate((ours) => tasks(ours, size), 1);
    await alternate((ours) => burst(ours, shorter), 1);
    await alternate((ours) => watch(ours, shorter), 1);
    await Promise.all(both.map((ours) => seedTasks(ours.database, size.queue.tasks, size.queue.teams)));
    await alternate((ours) => queue(ours, size), size.history.rounds);
  }
  for (const ours of both) await ours.stop();
  return { history, compared: [...pairs.values()].map(compare), complaints };
}

function compare({ first, none, long }: { first: Sample; none: number[]; long: number[] }): Compared {
  const costs = none.map((value, i) => {
    const other = long[i] ?? Number.NaN;
    return ((first.isRate ? value / other : other / value) - 1) * 100;
  });
  const { what, unit } = first;
  return { what, unit, without: median(none), with: median(long), costPercent: median(costs) };
}

async function peak(ours: OurGateway, plan: Parameters<typeof runRound>[1]) {
  const round = await runRound(ours, plan);
  const samples: Sample[] = [
    { what: `events acknowledged, ${round.shape}`, unit: '/s', value: round.load.perSecond, isRate: true },
    { what: `CPU an event until settled, ${round.shape}`, unit: 'us', value: sumOf(round.cpuUntilSettled) },
  ];
  return { samples, complaints: round.complaints };
}

async function ordinaryDay(ours: OurGateway, size: BenchSize, n: number) {
  const round = await runRound(ours, planDay(size, n));
  const samples: Sample[] = [
    { what: 'ordinary day, events settled', unit: '/s', value: round.settledPerSecond, isRate: true },
    { what: 'ordinary day, CPU an event', unit: 'us', value: sumOf(round.cpuUntilSettled) },
  ];
  return { samples, complaints: round.complaints };
}

async function tasks(ours: OurGateway, size: BenchSize) {
  const { latency, complaints } = await measureTasks(ours, size, 0, 0);
  return { samples: [{ what: 'publish to task, p99', unit: 'ms', value: latency?.p99 ?? Number.NaN }], complaints };
}

async function burst(ours: OurGateway, size: BenchSize) {
  const { secondsUntilAllTasks, complaints } = await measureBurst(ours, planBurst(ours, size));
  return { samples: [{ what: 'morning burst, until all tasks', unit: 's', value: secondsUntilAllTasks }], complaints };
}

async function watch(ours: OurGateway, size: BenchSize) {
  const { hour, atOnce } = await measureWatch(ours, planWatch(ours, size));
  const samples: Sample[] = [
    { what: 'deadline to alert, p99', unit: 'ms', value: hour.latency?.p99 ?? Number.NaN },
    { what: 'one deadline for all, until the last alert', unit: 's', value: atOnce.seconds },
  ];
  return { samples, complaints: [...hour.complaints, ...atOnce.complaints] };
}

async function queue(ours: OurGateway, size: BenchSize) {
  const { latency, complaints } = await askForQueues(ours, size.queue.requests);
  return { samples: [{ what: 'queue of a team, p99', unit: 'ms', value: latency?.p99 ?? Number.NaN }], complaints };
}
