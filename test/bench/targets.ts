import type { Round } from './contestant.js';
import type { Latency } from './latency.js';
import { median, medianCpu, medianRatio } from './figures.js';
import { CEILING } from './mosquitto-alone.js';
import { NAIVE } from './naive.js';
import { NODE_RED, NODE_RED_BATCHED } from './node-red.js';
import { OURS } from './ours.js';
import { INTERACTIONS, type PageFigures, ROWS } from './page.js';
import type { OnTheWire } from './on-the-wire.js';
import type { BenchResult } from './report.js';
import { ASSUMED, sizing, type Sizing } from './sizing.js';
import { inWords } from './table.js';

/** What a figure should be: the floor, and what is hoped for. */
export interface Aim {
  best: 'high' | 'low';
  target: number;
  stretch: number;
}

export interface Figure {
  what: string;
  /** NaN: not measured. */
  measured: number;
  unit: string;
  aim: Aim | null;
  reached: 'stretch' | 'target' | 'no' | null;
}

const atLeast = (target: number, stretch: number): Aim => ({ best: 'high', target, stretch });
const atMost = (target: number, stretch: number): Aim => ({ best: 'low', target, stretch });

/** The figures of the page alone. */
export function pageFiguresOf(page: PageFigures, wire: OnTheWire): Figure[] {
  const figures: Figure[] = [];
  const add: Add = (what, measured, unit, aim = null) =>
    figures.push({ what, measured, unit, aim, reached: reached(measured, aim) });
  addPage(page, add);
  addWire(wire, add);
  return figures;
}

/** Every figure there is an aim for, measured or not, and those that explain them. */
export function figuresOf(result: BenchResult): Figure[] {
  const of = (contestant: string, shape: string): Round[] =>
    result.peaks.filter((round) => round.contestant === contestant && round.shape === shape);
  const wide = of(OURS, '100 x 50');
  const narrow = of(OURS, '1000 x 1');
  const naive = of(NAIVE, '100 x 50');
  const nodeRed = of(NODE_RED, '100 x 50');
  const batched = of(NODE_RED_BATCHED, '100 x 50');
  const figures: Figure[] = [];
  const add = (what: string, measured: number, unit: string, aim: Aim | null = null): void => {
    if (aim || !Number.isNaN(measured)) figures.push({ what, measured, unit, aim, reached: reached(measured, aim) });
  };
  const speed = (round: Round): number => round.load.perSecond;
  const untilAcknowledged = (round: Round): number => medianCpu([round], (one) => one.cpuUntilAcknowledged).all;
  const untilSettled = (round: Round): number => medianCpu([round], (one) => one.cpuUntilSettled).all;
  // A service behind a broker is done when its rows are there; what its broker acknowledges says nothing about it.
  const against = (them: Round[], ours: (round: Round) => number): number =>
    medianRatio(them, wide, untilSettled, ours);

  add('durable events, 100 clients x 50 in flight', median(wide.map(speed)), '/s');
  add('durable events, 1,000 clients x 1 in flight', median(narrow.map(speed)), '/s');
  add('... against Mosquitto, 100 x 50', medianRatio(wide, of(CEILING, '100 x 50'), speed), 'x', atLeast(0.45, 0.75));
  add('... against Mosquitto, 1,000 x 1', medianRatio(narrow, of(CEILING, '1000 x 1'), speed), 'x', atLeast(0.35, 0.5));
  add(
    '... against the plain Nest service',
    medianRatio(wide, naive, speed, (round) => round.settledPerSecond),
    'x',
  );
  add('CPU an event until acknowledged', median(wide.map(untilAcknowledged)), 'us', atMost(24, 16));
  add('... the plain Nest service takes that', against(naive, untilAcknowledged), 'x', atLeast(40, 60));
  add('... Node-RED takes that', against(nodeRed, untilAcknowledged), 'x', atLeast(11, 16));
  add('... Node-RED with batches takes that', against(batched, untilAcknowledged), 'x');
  add('CPU an event until its dose is settled', median(wide.map(untilSettled)), 'us');
  add('... the plain Nest service takes that', against(naive, untilSettled), 'x');
  add('... Node-RED takes that', against(nodeRed, untilSettled), 'x');
  add('... Node-RED with batches takes that', against(batched, untilSettled), 'x');
  for (const { share, round } of result.latency) {
    const aim = share === 0.5 ? atMost(50, 20) : null;
    add(`PUBACK p99 at ${share * 100} % of peak, 1,000 clients`, round.load.latency?.p99 ?? Number.NaN, 'ms', aim);
  }
  const settled = median(result.settling.map((round) => round.settledPerSecond));
  add('heard to settled, 90 % dispensed, 8 % other, 2 % missed', settled, '/s', atLeast(5_000, 20_000));
  add('CPU an event of those', medianCpu(result.settling, (round) => round.cpuUntilSettled).all, 'us');
  for (const { backgroundPerSecond, latency } of result.tasks) {
    const beside = backgroundPerSecond === 0 ? 'idle' : `beside ${backgroundPerSecond} events/s`;
    const aim = backgroundPerSecond === 0 ? atMost(500, 150) : atMost(1_000, 300);
    add(`publish to task on the stream, ${beside}, p50`, latency?.p50 ?? Number.NaN, 'ms');
    add(`publish to task on the stream, ${beside}, p99`, latency?.p99 ?? Number.NaN, 'ms', aim);
  }
  addMorning(result, add);
  addWire(result.wire, add);
  addPage(result.page, add);
  add(
    '10,000 dispensers come back, all connected',
    result.storm?.secondsUntilConnected ?? Number.NaN,
    's',
    atMost(20, 20),
  );
  add('... PUBACK p99 of the others, alone', result.storm?.before?.p99 ?? Number.NaN, 'ms');
  add('... and meanwhile', result.storm?.meanwhile?.p99 ?? Number.NaN, 'ms');
  add('10,000 connected dispensers, memory', result.storm?.megabytes ?? Number.NaN, 'MB', atMost(512, 300));
  add('memory when idle', result.idleMegabytes, 'MB', atMost(200, 120));
  add('start to ready, tables there', result.startSeconds, 's', atMost(3, 1.5));
  add('journal, on disk with indexes', result.journalBytesPerEvent, 'bytes/event', atMost(500, 400));
  const events = inWords(result.history.history.events);
  for (const { what, costPercent } of result.history.compared) {
    add(`cost of ${events} events of history: ${what}`, costPercent, '%', atMost(10, 0));
  }
  return figures;
}

function addMorning(
  { burst, watch, queue, flood }: BenchResult,
  add: (what: string, measured: number, unit: string, aim?: Aim) => void,
): void {
  const { alarms } = burst;
  const morning = `08:00 burst, ${inWords(burst.events)} events in ${burst.seconds} s, ${inWords(alarms.expected)} missed`;
  add(`${morning}: all tasks after the last event`, burst.secondsUntilAllTasks, 's', atMost(30, 5));
  add('... missed doses with one task', alarms.once, '');
  add('... with none', alarms.missing, '');
  add('... with more than one', alarms.twice, '');
  const hour = `100,000 doses due in an hour, ${inWords(watch.hour.doses)} in a row silent`;
  add(`${hour}: deadline to alert, p50`, (watch.hour.latency?.p50 ?? Number.NaN) / 1000, 's');
  add(`${hour}: deadline to alert, p99`, (watch.hour.latency?.p99 ?? Number.NaN) / 1000, 's', atMost(5, 1));
  const atOnce = `${inWords(watch.atOnce.doses)} silent doses with one deadline`;
  add(`${atOnce}: until the last alert`, watch.atOnce.seconds, 's');
  add(`queue of a team among ${inWords(queue.tasks)} tasks over HTTP, p50`, queue.latency?.p50 ?? Number.NaN, 'ms');
  add(
    `queue of a team among ${inWords(queue.tasks)} tasks over HTTP, p99`,
    queue.latency?.p99 ?? Number.NaN,
    'ms',
    atMost(20, 5),
  );
  const beside = `${flood.loops} dispensers in a loop`;
  const seconds = (latency: Latency | null, which: 'p50' | 'p99'): number => (latency?.[which] ?? Number.NaN) / 1000;
  add(`${beside}: events of theirs, acknowledged`, flood.perSecond, '/s');
  add(`${beside}: deadline to alert of others, p50`, seconds(flood.silence, 'p50'), 's');
  add(`${beside}: deadline to alert of others, p99`, seconds(flood.silence, 'p99'), 's', atMost(2, 1));
  add(`${beside}: step of a ladder after it is due, of others, p50`, seconds(flood.rungs, 'p50'), 's');
  add(`${beside}: step of a ladder after it is due, of others, p99`, seconds(flood.rungs, 'p99'), 's', atMost(2, 1));
  add(`${beside}: looks at /readyz that were no 200`, flood.notReady, '', atMost(0, 0));
}

type Add = (what: string, measured: number, unit: string, aim?: Aim | null) => void;

/** In a real Chromium; the plain page has as many rows, and stands in the same browser. */
function addPage(page: PageFigures | null, add: Add): void {
  if (!page) return;
  const { firstRow, interactions, plainInteractions, updates, storm, toRow } = page;
  const slowly = 'at a quarter of the CPU';
  add(
    `${inWords(ROWS)} tasks, ${slowly}: cold start to the first row`,
    median(firstRow.ours),
    'ms',
    atMost(4_000, 2_000),
  );
  add('... a plain page of as many rows, which asks nobody', median(firstRow.plain), 'ms');
  add(`${inWords(ROWS)} tasks: elements in the document`, page.nodes, '', atMost(2_500, 1_500));
  for (const which of INTERACTIONS)
    add(`${inWords(ROWS)} tasks, ${slowly}: INP of ${which}`, median(interactions[which]), 'ms', atMost(200, 100));
  add('... INP of the plain page', median(plainInteractions), 'ms');
  add(
    `${inWords(ROWS)} tasks: longest task over ${updates.count} updates`,
    median(updates.longest),
    'ms',
    atMost(50, 25),
  );
  add('... of the plain page over as many', median(updates.plain), 'ms');
  const beside = `publish to row on the screen, beside ${page.backgroundPerSecond} events/s`;
  add(`${beside}, p50`, toRow.screen?.p50 ?? Number.NaN, 'ms', atMost(500, 150));
  add(`${beside}, p99`, toRow.screen?.p99 ?? Number.NaN, 'ms', atMost(1_000, 300));
  add('... of that until the stream told it, p50', toRow.stream?.p50 ?? Number.NaN, 'ms');
  add('... of that until the stream told it, p99', toRow.stream?.p99 ?? Number.NaN, 'ms');
  const many = `${storm.consoles} consoles over ${inWords(storm.alarms)} alarms at once`;
  add(`${many}: CPU of the gateway`, storm.together, 's');
  add('... of that with one console', storm.together / storm.alone, 'x', atMost(4, 2));
}

function addWire(wire: OnTheWire, add: Add): void {
  add('first load of the console', wire.firstLoad / 1000, 'kB', atMost(90, 70));
  add('... unpacked', wire.unpacked / 1000, 'kB');
  add('... its scripts', wire.scripts / 1000, 'kB', atMost(50, 40));
  add('... the largest script that comes later', wire.largestLater / 1000, 'kB', atMost(25, 15));
  add('... and what draws the map', wire.mapDrawing / 1000, 'kB', atMost(47, 40));
  add(`${inWords(wire.queue.rows)} tasks of the queue`, wire.queue.bytes / 1000, 'kB', atMost(150, 120));
  add('... read one page after the other', wire.queue.milliseconds, 'ms', atMost(1_000, 300));
  add('... with all there is of each', wire.whole.bytes / 1000, 'kB');
  add('... read one page after the other', wire.whole.milliseconds, 'ms');
  add('largest fact on the stream', wire.largestFact / 1000, 'kB', atMost(2, 1));
}

/** How many dispensers such a machine carries, by what was measured in this run. */
export function sizingsOf({ settling, watch, storm, machine }: BenchResult): Sizing[] {
  const basis = {
    eventsPerSecond: median(settling.map((round) => round.settledPerSecond)),
    alarmsPerSecond: watch.atOnce.doses / watch.atOnce.seconds,
    memory: storm ? { perTenThousand: storm.megabytes, machine: machine.memoryGb * 1024 } : null,
  };
  return ASSUMED.alarmSharesPercent.map((share) => sizing(basis, share));
}

/** Target, stretch and which was reached, as a table shows them. */
export function aimInWords({ aim, reached: which }: Figure): (string | number | null)[] {
  return aim ? [inWords(aim.target), inWords(aim.stretch), which ?? 'not measured'] : ['', '', ''];
}

function reached(measured: number, aim: Aim | null): Figure['reached'] {
  if (!aim || Number.isNaN(measured)) return null;
  const meets = (limit: number): boolean => (aim.best === 'high' ? measured >= limit : measured <= limit);
  return meets(aim.stretch) ? 'stretch' : meets(aim.target) ? 'target' : 'no';
}
