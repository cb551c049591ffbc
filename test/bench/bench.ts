import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureBesideFlood } from './beside-flood.js';
import type { BehindMosquitto } from './behind-mosquitto.js';
import { measureBurst } from './burst.js';
import { compareHistory } from './compare-history.js';
import { measureConnectStorm } from './connect-storm.js';
import { runRound, type Contestant, type Round, type RoundPlan } from './contestant.js';
import { median } from './figures.js';
import { describeMachine } from './machine.js';
import { startMosquitto } from './mosquitto.js';
import { MosquittoAlone } from './mosquitto-alone.js';
import { startNaive } from './naive.js';
import { installNodeRed, startNodeRed } from './node-red.js';
import { measureOnTheWire, type OnTheWire } from './on-the-wire.js';
import { OurGateway } from './ours.js';
import { measureTasks, planBurst, planDay, planNarrow, planPage, planWatch, planWide } from './plans.js';
import { startPostgres, type BenchPostgres } from './postgres.js';
import { stopEverything, stopEverythingOnSignals, wasInterrupted } from './processes.js';
import { profileRounds } from './profile-rounds.js';
import type { PublishToTask } from './publish-to-task.js';
import { measurePage, type PageFigures, ROWS } from './page.js';
import { measureQueue } from './queue.js';
import {
  complaintsOf,
  FIGURE_HEADS,
  formatMarkdown,
  formatReport,
  type BenchResult,
  type LatencyRun,
} from './report.js';
import { OPEN_A_TEAM, seedTasks } from './seed-tasks.js';
import { SIZES, type BenchSize } from './size.js';
import { formatTable, inWords } from './table.js';
import { aimInWords, figuresOf, pageFiguresOf, sizingsOf } from './targets.js';
import { townOf } from './town.js';
import { measureWatch } from './watch.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const DATA = join(ROOT, '.data');

const USAGE = `usage: npm run bench -- [--full] [--markdown] [--json [file]]
       npm run bench -- [--full] --profile folder
       npm run bench -- [--full] --page
  --full      more rounds, more events, ten million events of history, Node-RED: under half an hour instead of 3 minutes
  --markdown  the figures as docs/performance.md shows them, instead of the tables
  --json      the result as JSON, into the file, or to standard output instead of the tables
  --profile   no figures: the peak rounds and an ordinary day, each as a .cpuprofile of the service in the folder
  --page      the console in Chromium and nothing else`;

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [file] = positionals;
  const size = SIZES[values.full ? 'full' : 'short'];
  if (values.profile) {
    console.log(await profileRounds(await startPostgres(DATA), ROOT, size, values.profile));
    return;
  }
  if (values.page) {
    const { page, wire } = await benchPage(await startPostgres(DATA), size);
    if (!page) throw new Error('There is no Chromium on this machine (CHROMIUM names it).');
    const figures = pageFiguresOf(page, wire).map((figure) => [
      figure.what,
      figure.measured,
      figure.unit,
      ...aimInWords(figure),
    ]);
    const complaints = [...page.complaints, ...wire.complaints];
    console.log([formatTable(FIGURE_HEADS, figures), ...complaints.map((one) => `NOT AS PROMISED: ${one}`)].join('\n'));
    if (complaints.length > 0) process.exitCode = 1;
    return;
  }
  const result = await bench(size);
  const complaints = complaintsOf(result);
  const told = { figures: figuresOf(result), sizing: sizingsOf(result), complaints, ...result };
  const json = `${JSON.stringify(told, null, 2)}\n`;
  if (values.json && !file) process.stdout.write(json);
  else console.log(values.markdown ? formatMarkdown(result) : `\n${formatReport(result)}`);
  if (file) await writeFile(file, json);
  if (complaints.length > 0) process.exitCode = 1;
}

function readArguments() {
  try {
    const read = parseArgs({
      options: {
        full: { type: 'boolean' },
        json: { type: 'boolean' },
        markdown: { type: 'boolean' },
        page: { type: 'boolean' },
        profile: { type: 'string' },
      },
      allowPositionals: true,
    });
    if (read.positionals.length > (read.values.json ? 1 : 0)) throw new Error(`What is ${read.positionals[0]}?`);
    return read;
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(1);
  }
}

async function bench(size: BenchSize): Promise<BenchResult> {
  const startedAt = performance.now();
  const machine = describeMachine();
  say(`bench, ${size.form} form: starting PostgreSQL, the brokers and the services`);
  const postgres = await startPostgres(DATA);
  const baselines = await startBaselines(size, postgres);
  const { alone, leftOut } = baselines;
  const ours = await OurGateway.start(postgres, ROOT, townOf(size));

  const peaks = await measurePeaks(size, ours, baselines);
  const latency = await measureLatency(size, ours, alone, peaks);
  const settling: Round[] = [];
  for (let round = 1; round <= size.settlingRounds; round++) {
    settling.push(told('ordinary day', await runRound(ours, planDay(size, round))));
  }
  const journalBytesPerEvent = await ours.journalBytesPerEvent();

  const tasks: PublishToTask[] = [];
  for (const backgroundPerSecond of [0, 200]) {
    await ours.rest();
    const measured = await measureTasks(ours, size, tasks.length, backgroundPerSecond);
    tasks.push(measured);
    say(`publish to task beside ${backgroundPerSecond} events/s: p50 ${inWords(measured.latency?.p50 ?? null)} ms`);
  }
  await ours.rest();
  const burst = await measureBurst(ours, planBurst(ours, size));
  say(
    `morning burst: ${inWords(burst.alarms.once)} of ${inWords(burst.alarms.expected)} tasks, all ${inWords(burst.secondsUntilAllTasks)} s after the last event`,
  );
  await ours.rest();
  const watch = await measureWatch(ours, planWatch(ours, size));
  say(
    `watch: deadline to alert p99 ${inWords(watch.hour.latency?.p99 ?? null)} ms; ${inWords(watch.atOnce.doses)} at once: ${inWords(watch.atOnce.seconds)} s`,
  );
  await ours.rest();
  const queue = await measureQueue(ours, size.queue);
  say(`queue of a team among ${inWords(queue.tasks)} tasks: p99 ${inWords(queue.latency?.p99 ?? null)} ms`);
  await ours.stop();

  const { page, wire } = await benchPage(postgres, size);
  if (!page) leftOut.push('the console in a browser, since there is no Chromium (CHROMIUM names it)');

  const flood = await measureBesideFlood(postgres, ROOT, size);
  say(
    `${flood.loops} in a loop at ${inWords(flood.perSecond)}/s: deadline to alert p99 ${inWords(flood.silence?.p99 ?? null)} ms, ladder p99 ${inWords(flood.rungs?.p99 ?? null)} ms, not ready ${flood.notReady} of ${flood.looks} times`,
  );

  const storm = await measureConnectStorm(postgres, ROOT, size);
  if (storm) {
    const p99 = inWords(storm.meanwhile?.p99 ?? null);
    say(
      `${inWords(storm.dispensers)} connected in ${inWords(storm.secondsUntilConnected)} s; PUBACK p99 of others ${p99} ms`,
    );
  }

  const history = await compareHistory(size, postgres, ROOT, say);
  return {
    machine: { ...machine, postgres: postgres.version, mosquitto: alone?.version ?? null },
    form: size.form,
    seconds: (performance.now() - startedAt) / 1000,
    peaks,
    latency,
    settling,
    tasks,
    burst,
    watch,
    queue,
    wire,
    page,
    flood,
    storm,
    history,
    leftOut,
    startSeconds: ours.startSeconds,
    idleMegabytes: ours.idleMegabytes,
    journalBytesPerEvent,
  };
}

/** In a house of its own. */
async function benchPage(
  postgres: BenchPostgres,
  size: BenchSize,
): Promise<{ page: PageFigures | null; wire: OnTheWire }> {
  const ours = await OurGateway.start(postgres, ROOT, townOf(size), { name: 'page' });
  const page = await measurePage(ours, planPage(ours, size));
  if (!page) await seedTasks(ours.database, ROWS, ROWS / OPEN_A_TEAM);
  const wire = await measureOnTheWire(ours, ROOT);
  await ours.stop();
  if (page)
    say(
      `the page: publish to row p99 ${inWords(page.toRow.screen?.p99 ?? null)} ms; ${page.storm.consoles} consoles ${inWords(page.storm.together)} s of CPU, one ${inWords(page.storm.alone)} s`,
    );
  say(
    `on the wire: first load ${inWords(wire.firstLoad)} bytes, ${inWords(wire.queue.rows)} tasks ${inWords(wire.queue.bytes)}`,
  );
  return { page, wire };
}

interface Baselines {
  alone: MosquittoAlone | null;
  behindMosquitto: BehindMosquitto[];
  leftOut: string[];
}

async function startBaselines(size: BenchSize, postgres: BenchPostgres): Promise<Baselines> {
  const broker = await startMosquitto();
  const naivesBroker = broker && (await startMosquitto());
  const leftOut: string[] = [];
  const behindMosquitto: BehindMosquitto[] = [];
  if (!naivesBroker) leftOut.push('Mosquitto and the services behind it, since it is not installed');
  else {
    behindMosquitto.push(await startNaive(naivesBroker, postgres));
    const nodeRed = size.nodeRed ? await installNodeRed(DATA) : { reason: 'only the full form measures it' };
    if ('reason' in nodeRed) leftOut.push(`Node-RED: ${nodeRed.reason}`);
    else {
      for (const isBatched of [false, true]) {
        const own = await startMosquitto();
        if (own) behindMosquitto.push(await startNodeRed(nodeRed.script, own, postgres, DATA, isBatched));
      }
    }
  }
  for (const line of leftOut) say(`left out: ${line}`);
  return { alone: broker && new MosquittoAlone(broker), behindMosquitto, leftOut };
}

/** All in turn, round after round, so that a neighbour's load weighs on all alike. */
async function measurePeaks(
  size: BenchSize,
  ours: OurGateway,
  { alone, behindMosquitto }: Baselines,
): Promise<Round[]> {
  const [wide, narrow] = [planWide(size), planNarrow(size)];
  const turns: [Contestant, RoundPlan][] = [
    ...(alone ? [[alone, wide] as [Contestant, RoundPlan]] : []),
    [ours, wide],
    ...(alone ? [[alone, narrow] as [Contestant, RoundPlan]] : []),
    [ours, narrow],
    ...behindMosquitto.map((one): [Contestant, RoundPlan] => [one, { ...wide, maxEvents: size.naiveEvents }]),
  ];
  say('warming up');
  for (const [contestant, plan] of turns) {
    await runRound(contestant, { ...plan, maxEvents: Math.min(plan.maxEvents, 10_000), maxSeconds: 1 });
  }
  const peaks: Round[] = [];
  for (let round = 1; round <= size.rounds; round++) {
    for (const [contestant, plan] of turns) {
      peaks.push(told(`round ${round} of ${size.rounds}`, await runRound(contestant, plan)));
    }
  }
  return peaks;
}

async function measureLatency(
  size: BenchSize,
  ours: OurGateway,
  alone: MosquittoAlone | null,
  peaks: Round[],
): Promise<LatencyRun[]> {
  const own = peaks.filter((round) => round.contestant === ours.title && round.shape === '1000 x 1');
  const peak = median(own.map((round) => round.load.perSecond));
  const latency: LatencyRun[] = [];
  for (const share of size.latencyAt) {
    const plan: RoundPlan = {
      ...planNarrow(size),
      pace: { kind: 'open', eventsPerSecond: peak * share },
      maxEvents: Number.MAX_SAFE_INTEGER,
      maxSeconds: size.latencySeconds,
    };
    const ofMosquitto = alone && told('latency', await runRound(alone, plan));
    latency.push({ share, round: told('latency', await runRound(ours, plan)), ofMosquitto });
  }
  return latency;
}

function told(when: string, round: Round): Round {
  const done = round.committed === null ? '' : `, done with at ${inWords(round.settledPerSecond)}/s`;
  say(`${when}: ${round.contestant}, ${round.shape}: acknowledged at ${inWords(round.load.perSecond)}/s${done}`);
  return round;
}

/** On its way to the result, which alone goes to standard output. */
function say(line: string): void {
  const seconds = Math.round(performance.now() / 1000);
  console.error(`${String(seconds).padStart(5)} s  ${line}`);
}

stopEverythingOnSignals();
try {
  await main();
} catch (error) {
  if (!wasInterrupted()) {
    console.error(error);
    process.exitCode = 1;
  }
} finally {
  await stopEverything();
}
process.exit();
