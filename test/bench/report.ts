import type { Round } from './contestant.js';
import { median, medianCpu, medianRatio } from './figures.js';
import type { Machine } from './machine.js';
import type { PublishToTask } from './publish-to-task.js';
import { formatTable, inWords } from './table.js';

export interface LatencyRun {
  /** Of our own peak with 1,000 clients in a closed loop. */
  share: number;
  round: Round;
  /** The same load, acknowledged and forgotten: what the machine and its neighbours add is in it too. */
  ofMosquitto: Round | null;
}

export interface BenchResult {
  machine: Machine;
  form: 'short' | 'full';
  seconds: number;
  /** Closed loop, in the order they ran. */
  peaks: Round[];
  latency: LatencyRun[];
  settling: Round[];
  tasks: PublishToTask[];
  startSeconds: number;
  idleMegabytes: number;
  journalBytesPerEvent: number;
}

export interface Figure {
  what: string;
  measured: number;
  unit: string;
  aim: string;
}

const OURS = 'Dosevagt';
const CEILING = 'Mosquitto alone';
const NAIVE = 'plain Nest service';

export function figuresOf(result: BenchResult): Figure[] {
  const of = (contestant: string, shape: string): Round[] =>
    result.peaks.filter((round) => round.contestant === contestant && round.shape === shape);
  const wide = of(OURS, '100 x 50');
  const narrow = of(OURS, '1000 x 1');
  const naive = of(NAIVE, '100 x 50');
  const figures: Figure[] = [];
  const add = (what: string, measured: number, unit: string, aim = ''): void => {
    if (!Number.isNaN(measured)) figures.push({ what, measured, unit, aim });
  };
  const untilAcknowledged = (round: Round): number => medianCpu([round], (one) => one.cpuUntilAcknowledged).all;
  const untilSettled = (round: Round): number => medianCpu([round], (one) => one.cpuUntilSettled).all;
  // The plain service is done when its rows are there; what its broker acknowledges says nothing about it.
  const againstPlain = (ours: (round: Round) => number): number => medianRatio(naive, wide, untilSettled, ours);

  add('durable events, 100 clients x 50 in flight', median(wide.map((round) => round.load.perSecond)), '/s');
  add('durable events, 1,000 clients x 1 in flight', median(narrow.map((round) => round.load.perSecond)), '/s');
  const speed = (round: Round): number => round.load.perSecond;
  add('... against Mosquitto, 100 x 50', medianRatio(wide, of(CEILING, '100 x 50'), speed), 'x', '0.45, stretch 0.75');
  add(
    '... against Mosquitto, 1,000 x 1',
    medianRatio(narrow, of(CEILING, '1000 x 1'), speed),
    'x',
    '0.35, stretch 0.5',
  );
  add(
    '... against the plain Nest service',
    median(wide.map(speed)) / median(naive.map((r) => r.settledPerSecond)),
    'x',
  );
  add('CPU an event until acknowledged', median(wide.map(untilAcknowledged)), 'us', '24, stretch 16');
  add('... the plain Nest service takes that', againstPlain(untilAcknowledged), 'x', '40, stretch 60');
  add('CPU an event until its dose is settled', median(wide.map(untilSettled)), 'us');
  add('... the plain Nest service takes that', againstPlain(untilSettled), 'x');
  for (const { share, round } of result.latency) {
    const aim = share === 0.5 ? '50, stretch 20' : '';
    add(`PUBACK p99 at ${share * 100} % of peak, 1,000 clients`, round.load.latency?.p99 ?? Number.NaN, 'ms', aim);
  }
  const settled = median(result.settling.map((round) => round.settledPerSecond));
  add('heard to settled, 90 % dispensed, 8 % other, 2 % missed', settled, '/s', '5,000, stretch 20,000');
  add('CPU an event of those', medianCpu(result.settling, (round) => round.cpuUntilSettled).all, 'us');
  for (const { backgroundPerSecond, latency } of result.tasks) {
    const beside = backgroundPerSecond === 0 ? 'idle' : `beside ${backgroundPerSecond} events/s`;
    const aim = backgroundPerSecond === 0 ? '500, stretch 150' : '1,000, stretch 300';
    add(`publish to task on the stream, ${beside}, p50`, latency?.p50 ?? Number.NaN, 'ms');
    add(`publish to task on the stream, ${beside}, p99`, latency?.p99 ?? Number.NaN, 'ms', aim);
  }
  add('journal, on disk with indexes', result.journalBytesPerEvent, 'bytes/event', '500, stretch 400');
  add('start to ready, tables there', result.startSeconds, 's', '3, stretch 1.5');
  add('memory when idle', result.idleMegabytes, 'MB', '200, stretch 120');
  return figures;
}

export function formatReport(result: BenchResult): string {
  const { machine } = result;
  const figures = figuresOf(result).map(({ what, measured, unit, aim }) => [what, measured, unit, aim]);
  const parts = [
    `Dosevagt bench, ${result.form} form, ${machine.date}, ${inWords(result.seconds)} s, commit ${machine.commit ?? 'unknown'}`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, load before ${machine.loadBefore}`,
    `Node ${machine.node}, PostgreSQL ${machine.postgres} with fsync on, Mosquitto ${machine.mosquitto ?? 'not installed'};`,
    'generator, brokers, services and PostgreSQL share this machine. Rates move with a neighbour; trust CPU an event and ratios.',
    '',
    'Closed loop, QoS 1, medians of the rounds, which ran alternately. CPU in microseconds an event, until its work was done:',
    'ours until its dose is settled and the fact is told, the plain service until its row is there.',
    peakTable(result.peaks),
    '',
    'Open loop, 1,000 clients, milliseconds from the intended sending to the PUBACK.',
    latencyTable(result.latency),
    '',
    formatTable(['figure', 'measured', 'unit', 'aim'], figures),
  ];
  const complaints = complaintsOf(result);
  parts.push(
    '',
    complaints.length === 0
      ? 'Every acknowledged event was found committed once and had its effect once; PUBACKs came in order.'
      : '',
  );
  return [...parts, ...complaints.map((complaint) => `NOT AS PROMISED: ${complaint}`)].join('\n').trimEnd();
}

export function complaintsOf({ peaks, latency, settling, tasks }: BenchResult): string[] {
  const rounds = [...peaks, ...latency.map(({ round }) => round), ...settling];
  return [
    ...rounds.flatMap(({ contestant, shape, complaints }) =>
      complaints.map((one) => `${contestant}, ${shape}: ${one}`),
    ),
    ...tasks.flatMap(({ complaints }) => complaints.map((one) => `publish to task: ${one}`)),
  ];
}

function peakTable(peaks: Round[]): string {
  const groups = Map.groupBy(peaks, (round) => `${round.contestant}/${round.shape}`);
  const heads = [
    '',
    'clients',
    'events/s',
    'lowest',
    'highest',
    'service',
    'PostgreSQL',
    'broker',
    'all',
    'generator',
    'p50 ms',
    'p99 ms',
    'kept',
  ];
  const rows = [...groups.values()].map((rounds) => {
    const [first] = rounds;
    const isNaive = first?.contestant === NAIVE;
    const rates = rounds.map((round) => (isNaive ? round.settledPerSecond : round.load.perSecond));
    const cpu = medianCpu(rounds, (round) => round.cpuUntilSettled);
    const generator = median(rounds.map(({ load }) => (load.generatorCpuSeconds * 1e6) / load.sent));
    // What the plain service's broker acknowledges says nothing about the service.
    const latency = (which: 'p50' | 'p99'): number | null =>
      isNaive ? null : median(rounds.map(({ load }) => load.latency?.[which] ?? Number.NaN));
    const kept = first?.committed === null ? 'nothing' : isNaive ? 'after PUBACK' : 'before PUBACK';
    return [
      first?.contestant ?? '',
      first?.shape ?? '',
      median(rates),
      Math.min(...rates),
      Math.max(...rates),
      cpu.service,
      cpu.postgres,
      cpu.broker,
      cpu.all,
      generator,
      latency('p50'),
      latency('p99'),
      kept,
    ];
  });
  return formatTable(heads, rows);
}

function latencyTable(runs: LatencyRun[]): string {
  const row = (share: number, { contestant, load }: Round): (string | number | null)[] => [
    contestant,
    `${share * 100} % of our peak`,
    load.perSecond,
    load.latency?.p50 ?? null,
    load.latency?.p90 ?? null,
    load.latency?.p99 ?? null,
    load.latency?.max ?? null,
  ];
  const rows = runs.flatMap(({ share, round, ofMosquitto }) => [
    ...(ofMosquitto ? [row(share, ofMosquitto)] : []),
    row(share, round),
  ]);
  return formatTable(['', 'load', 'events/s', 'p50', 'p90', 'p99', 'highest'], rows);
}
