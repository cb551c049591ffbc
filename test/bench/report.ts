import type { BesideFlood } from './beside-flood.js';
import type { Burst } from './burst.js';
import type { HistoryCost } from './compare-history.js';
import type { ConnectStorm } from './connect-storm.js';
import type { Round } from './contestant.js';
import { median, medianCpu } from './figures.js';
import type { Machine } from './machine.js';
import { NAIVE } from './naive.js';
import { NODE_RED, NODE_RED_BATCHED } from './node-red.js';
import type { PageFigures } from './page.js';
import type { OnTheWire } from './on-the-wire.js';
import type { PublishToTask } from './publish-to-task.js';
import type { Queue } from './queue.js';
import { sizingInWords } from './sizing.js';
import { formatTable, inWords } from './table.js';
import { aimInWords, figuresOf, sizingsOf } from './targets.js';
import type { Watch } from './watch.js';

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
  burst: Burst;
  watch: Watch;
  queue: Queue;
  wire: OnTheWire;
  /** Null where there is no Chromium. */
  page: PageFigures | null;
  flood: BesideFlood;
  /** Null where that was not measured. */
  storm: ConnectStorm | null;
  history: HistoryCost;
  /** What was left out, and why, one line each. */
  leftOut: string[];
  startSeconds: number;
  idleMegabytes: number;
  journalBytesPerEvent: number;
}

export function formatReport(result: BenchResult): string {
  const { machine } = result;
  const figures = figuresOf(result).map((figure) => [figure.what, figure.measured, figure.unit, ...aimInWords(figure)]);
  const parts = [
    `Dosevagt bench, ${result.form} form, ${machine.date}, ${inWords(result.seconds)} s, commit ${machine.commit ?? 'unknown'}`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, load before ${machine.loadBefore}`,
    `Node ${machine.node}, PostgreSQL ${machine.postgres} with fsync on, Mosquitto ${machine.mosquitto ?? 'not installed'};`,
    'generator, brokers, services and PostgreSQL share this machine. Rates move with a neighbour; trust CPU an event and ratios.',
    '',
    'Closed loop, QoS 1, medians of the rounds, which ran alternately. CPU in microseconds an event, until its work was done:',
    'ours until its dose is settled and the fact is told, the plain services until their rows are there.',
    peakTable(result.peaks),
    '',
    'Open loop, 1,000 clients, milliseconds from the intended sending to the PUBACK.',
    latencyTable(result.latency),
    '',
    `The same with ${inWords(result.history.history.events)} events of history in the journal, ${inWords(result.history.history.facts)} facts and`,
    `${inWords(result.history.history.doses)} dispensed doses, against a house without, alternately.`,
    historyTable(result.history),
    '',
    formatTable(FIGURE_HEADS, figures),
    '',
    sizingInWords(sizingsOf(result)),
    ...result.leftOut.map((line) => `Left out: ${line}`),
  ];
  const complaints = complaintsOf(result);
  parts.push(
    '',
    complaints.length === 0
      ? 'Every acknowledged event was found committed once and had its effect once, PUBACKs came in order, and every missed or silent dose had one alert and one task.'
      : '',
  );
  return [...parts, ...complaints.map((complaint) => `NOT AS PROMISED: ${complaint}`)].join('\n').trimEnd();
}

/** The figures as a page of the documentation shows them. */
export function formatMarkdown(result: BenchResult): string {
  const { machine } = result;
  const row = (cells: (string | number | null)[]): string => `| ${cells.map(inWords).join(' | ')} |`;
  const figures = figuresOf(result).map((figure) =>
    row([figure.what, figure.measured, figure.unit, ...aimInWords(figure)]),
  );
  const compared = result.history.compared.map((one) =>
    row([one.what, one.unit, one.without, one.with, one.costPercent]),
  );
  return [
    `${machine.date.slice(0, 10)}, commit ${machine.commit ?? 'unknown'}, ${result.form} form, ${inWords(result.seconds / 60)} minutes. ${machine.cpu}, ${machine.cores} cores,`,
    `${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}, PostgreSQL ${machine.postgres} with fsync on, Mosquitto ${machine.mosquitto ?? 'not installed'}.`,
    `Load average before anything ran: ${machine.loadBefore}.`,
    '',
    row(FIGURE_HEADS),
    row(['---', '---:', '---', '---:', '---:', '---']),
    ...figures,
    '',
    `The same with ${inWords(result.history.history.events)} events of history, ${inWords(result.history.history.facts)} facts and ${inWords(result.history.history.doses)} dispensed doses:`,
    '',
    row(HISTORY_HEADS),
    row(['---', '---', '---:', '---:', '---:']),
    ...compared,
    '',
    sizingInWords(sizingsOf(result)),
    ...result.leftOut.map((line) => `\nLeft out: ${line}.`),
    ...complaintsOf(result).map((complaint) => `\nNot as promised: ${complaint}.`),
  ].join('\n');
}

export const FIGURE_HEADS = ['figure', 'measured', 'unit', 'target', 'stretch', 'reached'];
const HISTORY_HEADS = ['', 'unit', 'without', 'with', 'cost %'];

function historyTable({ compared }: HistoryCost): string {
  return formatTable(
    HISTORY_HEADS,
    compared.map((one) => [one.what, one.unit, one.without, one.with, one.costPercent]),
  );
}

export function complaintsOf(result: BenchResult): string[] {
  const { peaks, latency, settling, tasks, burst, watch, queue, wire, page, flood, storm, history } = result;
  const rounds = [...peaks, ...latency.map(({ round }) => round), ...settling];
  return [
    ...rounds.flatMap(({ contestant, shape, complaints }) =>
      complaints.map((one) => `${contestant}, ${shape}: ${one}`),
    ),
    ...tasks.flatMap(({ complaints }) => complaints.map((one) => `publish to task: ${one}`)),
    ...burst.complaints.map((one) => `morning burst: ${one}`),
    ...[...watch.hour.complaints, ...watch.atOnce.complaints].map((one) => `watch: ${one}`),
    ...queue.complaints.map((one) => `queue: ${one}`),
    ...wire.complaints.map((one) => `on the wire: ${one}`),
    ...(page?.complaints ?? []).map((one) => `the page: ${one}`),
    ...flood.complaints.map((one) => `beside a flood: ${one}`),
    ...(storm?.complaints ?? []).map((one) => `connect storm: ${one}`),
    ...history.complaints,
  ];
}

const BEHIND_MOSQUITTO = [NAIVE, NODE_RED, NODE_RED_BATCHED];

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
    const isNaive = BEHIND_MOSQUITTO.includes(first?.contestant ?? '');
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
