import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runRound, type Contestant, type Round, type RoundPlan } from './contestant.js';
import { ORDINARY_DAY } from './event.js';
import { median } from './figures.js';
import { describeMachine } from './machine.js';
import { startMosquitto } from './mosquitto.js';
import { MosquittoAlone } from './mosquitto-alone.js';
import { NaiveNest } from './naive.js';
import { OurGateway } from './ours.js';
import { measurePublishToTask, type PublishToTask } from './publish-to-task.js';
import { startPostgres } from './postgres.js';
import { stopEverything, stopEverythingOnSignals, wasInterrupted } from './processes.js';
import { complaintsOf, figuresOf, formatReport, type BenchResult, type LatencyRun } from './report.js';
import { SIZES, type BenchSize } from './size.js';
import { inWords } from './table.js';
import { dosesForPeak, dosesForSettling, NARROW_CLIENTS, townOf, WIDE_CLIENTS } from './town.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const MISSED_PER_SECOND = 8;

const USAGE = `usage: npm run bench -- [--full] [--json [file]]
  --full    more rounds, more events: about 15 minutes instead of 2
  --json    the result as JSON, into the file, or to standard output instead of the tables`;

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [file] = positionals;
  const toStdout = Boolean(values.json) && !file;
  const result = await bench(SIZES[values.full ? 'full' : 'short']);
  const json = `${JSON.stringify({ figures: figuresOf(result), complaints: complaintsOf(result), ...result }, null, 2)}\n`;
  if (toStdout) process.stdout.write(json);
  else console.log(`\n${formatReport(result)}`);
  if (file) await writeFile(file, json);
  if (complaintsOf(result).length > 0) process.exitCode = 1;
}

function readArguments() {
  try {
    const read = parseArgs({
      options: { full: { type: 'boolean' }, json: { type: 'boolean' } },
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
  const postgres = await startPostgres(join(ROOT, '.data'));
  const broker = await startMosquitto();
  const naivesBroker = await startMosquitto();
  if (!broker) say('Mosquitto is not installed: it and the plain Nest service behind it are left out');
  const alone = broker && new MosquittoAlone(broker);
  const naive = naivesBroker && (await NaiveNest.start(naivesBroker, postgres));
  const ours = await OurGateway.start(postgres, ROOT, townOf(size));

  const wide: RoundPlan = {
    clients: WIDE_CLIENTS,
    pace: { kind: 'closed', window: 50 },
    maxEvents: size.peakEvents,
    maxSeconds: size.peakSeconds,
    doses: dosesForPeak(size, WIDE_CLIENTS),
  };
  const narrow: RoundPlan = {
    ...wide,
    clients: NARROW_CLIENTS,
    pace: { kind: 'closed', window: 1 },
    doses: dosesForPeak(size, NARROW_CLIENTS),
  };
  const few: RoundPlan = { ...wide, maxEvents: size.naiveEvents };
  const turns: [Contestant | null, RoundPlan][] = [
    [alone, wide],
    [ours, wide],
    [alone, narrow],
    [ours, narrow],
    [naive, few],
  ];

  say('warming up');
  for (const [contestant, plan] of turns) {
    if (contestant) await runRound(contestant, { ...plan, maxEvents: Math.min(plan.maxEvents, 10_000), maxSeconds: 1 });
  }
  const peaks: Round[] = [];
  for (let round = 1; round <= size.rounds; round++) {
    for (const [contestant, plan] of turns) {
      if (contestant) peaks.push(told(`round ${round} of ${size.rounds}`, await runRound(contestant, plan)));
    }
  }

  const peak = median(
    peaks.filter((r) => r.contestant === ours.title && r.shape === '1000 x 1').map((r) => r.load.perSecond),
  );
  const latency: LatencyRun[] = [];
  for (const share of size.latencyAt) {
    const plan: RoundPlan = {
      ...narrow,
      pace: { kind: 'open', eventsPerSecond: peak * share },
      maxEvents: Number.MAX_SAFE_INTEGER,
      maxSeconds: size.latencySeconds,
    };
    const ofMosquitto = alone && told('latency', await runRound(alone, plan));
    latency.push({ share, round: told('latency', await runRound(ours, plan)), ofMosquitto });
  }

  const settling: Round[] = [];
  for (let round = 1; round <= size.settlingRounds; round++) {
    const plan: RoundPlan = {
      ...narrow,
      clients: size.dispensers,
      maxEvents: size.dispensers * size.dosesPerRound,
      maxSeconds: 60,
      mix: ORDINARY_DAY,
      doses: dosesForSettling(size, round),
      repeatEvery: 10,
    };
    settling.push(told('ordinary day', await runRound(ours, plan)));
  }

  const tasks: PublishToTask[] = [];
  for (const backgroundPerSecond of [0, 200]) {
    const first = size.dispensers + tasks.length * size.missed;
    const measured = await measurePublishToTask(ours, {
      missing: ours.logins(first + size.missed).slice(first),
      missedPerSecond: MISSED_PER_SECOND,
      others: ours.logins(size.dispensers),
      backgroundPerSecond,
      doses: dosesForPeak(size, NARROW_CLIENTS),
    });
    tasks.push(measured);
    say(`publish to task beside ${backgroundPerSecond} events/s: p50 ${inWords(measured.latency?.p50 ?? null)} ms`);
  }

  return {
    machine: { ...machine, postgres: postgres.version, mosquitto: broker?.version ?? null },
    form: size.form,
    seconds: (performance.now() - startedAt) / 1000,
    peaks,
    latency,
    settling,
    tasks,
    startSeconds: ours.startSeconds,
    idleMegabytes: ours.idleMegabytes,
    journalBytesPerEvent: await ours.journalBytesPerEvent(),
  };
}

function told(when: string, round: Round): Round {
  const done = round.committed === null ? '' : `, done with at ${inWords(round.settledPerSecond)}/s`;
  say(`${when}: ${round.contestant}, ${round.shape}: acknowledged at ${inWords(round.load.perSecond)}/s${done}`);
  return round;
}

/** On its way to the result, which alone goes to standard output. */
function say(line: string): void {
  console.error(line);
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
