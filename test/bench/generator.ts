import { LoadClient } from './load-client.js';
import type { FromGenerator, LoadPlan, LoadReport, ToGenerator } from './load.js';
import { EventWriter } from './event.js';
import { LatencySamples } from './latency.js';

const CONNECTING_AT_ONCE = 50;
const SECONDS_TO_DRAIN = 30;
const KEPT_SAMPLES = 4_000_000;

process.on('message', (message: ToGenerator) => {
  if ('plan' in message) void run(message.plan);
});
process.on('disconnect', () => process.exit(0));

async function run(plan: LoadPlan): Promise<void> {
  const clients = await connectAll(plan);
  tell({ ready: true });
  await new Promise<void>((resolve) => {
    process.once('message', () => resolve());
  });
  tell({ report: await load(plan, clients) });
  for (const client of clients) client.close();
}

async function connectAll(plan: LoadPlan): Promise<LoadClient[]> {
  const writer = new EventWriter(plan.doses);
  const latency = new LatencySamples(Math.min(plan.maxEvents * 2, KEPT_SAMPLES));
  const clients = plan.devices.map((device, index) => new LoadClient(plan, device, index, writer, latency));
  const waiting = [...clients];
  const connectNext = async (): Promise<void> => {
    for (let client = waiting.shift(); client; client = waiting.shift()) await client.connect();
  };
  await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, connectNext));
  return clients;
}

async function load(plan: LoadPlan, clients: LoadClient[]): Promise<LoadReport> {
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  if (plan.pace.kind === 'closed') await keepWindowsFull(plan, plan.pace.window, clients, startedAt);
  else await keepRate(plan, plan.pace.eventsPerSecond, clients, startedAt);
  await drain(clients);

  const cpu = process.cpuUsage(cpuBefore);
  const lastAckAt = Math.max(...clients.map((client) => client.lastAckAt), startedAt + 1);
  const total = (count: (client: LoadClient) => number): number =>
    clients.reduce((sum, client) => sum + count(client), 0);
  const acknowledged = total((client) => client.acknowledged);
  const seconds = (lastAckAt - startedAt) / 1000;
  const failures = clients.flatMap((client) => (client.failure ? [client.failure] : []));
  return {
    sent: total((client) => client.events),
    repeated: total((client) => client.published - client.events),
    acknowledged,
    outOfOrder: total((client) => client.outOfOrder),
    unanswered: total((client) => client.inFlight),
    failures: failures.slice(0, 10),
    startedAt: performance.timeOrigin + startedAt,
    seconds,
    perSecond: acknowledged / seconds,
    latency: clients[0]?.latency.summary() ?? null,
    generatorCpuSeconds: (cpu.user + cpu.system) / 1e6,
  };
}

/** Ends when the events or the time are used up; acknowledgements are still outstanding then. */
async function keepWindowsFull(
  plan: LoadPlan,
  window: number,
  clients: LoadClient[],
  startedAt: number,
): Promise<void> {
  const endsAt = startedAt + plan.maxSeconds * 1000;
  let left = plan.maxEvents;
  const fill = (client: LoadClient): void => {
    if (left <= 0) return;
    if (performance.now() >= endsAt) {
      left = 0;
      return;
    }
    const count = Math.min(window - client.inFlight, left);
    left -= count;
    client.publish(count);
  };
  for (const client of clients) client.onAnswered = () => fill(client);
  for (const client of clients) fill(client);
  while (left > 0 && performance.now() < endsAt && clients.some((client) => !client.failure)) await milliseconds(5);
  left = 0;
}

/** Event number i belongs to client i mod N and is meant to leave at i / rate, however late the sender itself is. */
async function keepRate(plan: LoadPlan, rate: number, clients: LoadClient[], startedAt: number): Promise<void> {
  const planned = Math.min(plan.maxEvents, Math.floor(rate * plan.maxSeconds));
  let issued = 0;
  while (issued < planned) {
    const due = Math.min(planned, Math.floor(((performance.now() - startedAt) * rate) / 1000) + 1);
    for (; issued < due; issued++) {
      clients[issued % clients.length]?.publishMeantFor(startedAt + (issued * 1000) / rate);
    }
    await milliseconds(1);
  }
}

async function drain(clients: LoadClient[]): Promise<void> {
  const giveUpAt = performance.now() + SECONDS_TO_DRAIN * 1000;
  while (performance.now() < giveUpAt && clients.some((client) => client.owes)) await milliseconds(2);
}

function milliseconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count));
}

function tell(message: FromGenerator): void {
  process.send?.(message);
}
