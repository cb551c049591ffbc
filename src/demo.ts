import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startFleet } from './simulator/fleet.js';
import { TimeTravel } from './demo/time-travel.service.js';
import { type Town, TownService } from './demo/town.service.js';
import { type House, openHouse } from './house.js';
import { Clock } from './platform/clock/clock.js';
import { ClockService } from './platform/clock/clock.service.js';
import { loadSettings } from './platform/config/load.js';
import { startEmbeddedPostgres } from './platform/database/embedded.js';
import { projectRoot, runToEnd, say, untilStopped } from './run.js';

const TOWN_SIZE = 200;
const LIVED_BEFORE_MS = 45 * 60_000;
/** A town left alone for longer would wake to a day of missed doses: it is made anew. */
const LONGEST_SLEEP_MS = 30 * 60_000;
const SEED = 20_261_121;

interface Wishes {
  readonly fleet: number;
  readonly speed: number;
  readonly reset: boolean;
}

/** Everything in one process on embedded parts, with a town and its dispensers, until Ctrl-C. */
runToEnd(async () => {
  const stopped = untilStopped();
  const wishes = readWishes(process.argv.slice(2));
  const settings = loadSettings(projectRoot);
  const dir = settings.data.dir;
  const file = join(dir, 'demo.json');
  const forget = wishes.reset || sleptTooLong(file, wishes);

  say(forget ? 'forgetting the last town, starting PostgreSQL…' : 'starting PostgreSQL…');
  const embedded = await startEmbeddedPostgres({ dataDir: dir, forget, log: say });
  if (forget) rmSync(file, { force: true });
  try {
    const house = await openHouse({
      ...settings,
      roles: ['gateway', 'worker', 'web'],
      database: { ...settings.database, url: embedded.url },
      redis: { url: null },
      mqtt: { ...settings.mqtt, brokerUrl: null, port: await freePort(settings.mqtt.host, settings.mqtt.port, 'MQTT') },
      http: { ...settings.http, port: await freePort(settings.http.host, settings.http.port, 'HTTP') },
      log: { level: settings.log.level === 'info' ? 'warn' : settings.log.level },
      demo: true,
    });
    try {
      await live(house, file, wishes, stopped);
    } finally {
      await house.stop();
    }
  } finally {
    await embedded.stop();
  }
});

async function live(house: House, file: string, wishes: Wishes, stopped: Promise<void>): Promise<void> {
  const clock = house.app.get(ClockService);
  const { town, isNew } = await townOf(house, file, wishes);
  const mqttUrl = `mqtt://127.0.0.1:${house.mqttPort}`;
  writeFileSync(file, `${JSON.stringify({ httpUrl: house.httpUrl, mqttUrl, ...town }, null, 2)}\n`, { mode: 0o600 });
  const awake = setInterval(() => utimesSync(file, new Date(), new Date()), 10_000);
  const fleet = wishes.fleet === 0 ? null : await wakeFleet(house, mqttUrl, town, wishes, isNew);
  await clock.moveTo(new Date(), wishes.speed);
  introduce(file, house.httpUrl, mqttUrl, town, wishes);
  await stopped;
  say('stopping…');
  clearInterval(awake);
  await fleet?.stop();
  // Time in the town stands no faster than ours while nobody is there.
  await clock.moveTo(new Date(0), 1);
}

function readWishes(args: string[]): Wishes {
  const options = { fleet: { type: 'string' }, speed: { type: 'string' }, reset: { type: 'boolean' } } as const;
  let values;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new Error(
      `${(error as Error).message.split('. ')[0]}\nusage: npm run demo -- [--fleet 0-10000] [--speed 1-1000] [--reset]`,
      { cause: error },
    );
  }
  return {
    fleet: readNumber('fleet', values.fleet ?? String(TOWN_SIZE), 0, 10_000),
    speed: readNumber('speed', values.speed ?? '1', 1, 1_000),
    reset: values.reset ?? false,
  };
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`--${name} must be a whole number from ${least} to ${most}, not ${text}`);
  return number;
}

function sleptTooLong(file: string, { fleet }: Wishes): boolean {
  return fleet > 0 && existsSync(file) && Date.now() - statSync(file).mtimeMs > LONGEST_SLEEP_MS;
}

/** The next free port from the wished one on. */
async function freePort(host: string, wished: number, what: string): Promise<number> {
  for (let port = wished; port < wished + 100; port++) {
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer().once('error', () => resolve(false));
      server.listen(port, host, () => server.close(() => resolve(true)));
    });
    if (!isFree) continue;
    if (port !== wished) say(`${what} port ${wished} is in use; taking ${port}`);
    return port;
  }
  throw new Error(`no free ${what} port from ${wished} to ${wished + 99}`);
}

async function townOf(house: House, file: string, { fleet }: Wishes): Promise<{ town: Town; isNew: boolean }> {
  const service = house.app.get(TownService);
  if (existsSync(file)) {
    if (fleet === 0) await service.stopSchedules();
    return { town: JSON.parse(readFileSync(file, 'utf8')) as Town, isNew: false };
  }
  const citizens = Math.max(TOWN_SIZE, fleet);
  say(`making a town of ${citizens} invented citizens…`);
  const lived = fleet > 0 ? LIVED_BEFORE_MS : 0;
  await house.app.get(ClockService).beginAt(new Date(Date.now() - lived), 1);
  return { town: await service.make(citizens, fleet), isNew: true };
}

/** A new town lives through its last 45 minutes in a moment, so that there is something to see. */
async function wakeFleet(house: House, url: string, town: Town, { fleet, speed }: Wishes, isNew: boolean) {
  const dispensers = town.dispensers.slice(0, fleet);
  const starting = startFleet({
    url,
    dispensers,
    seed: SEED,
    speed,
    connectsPerSecond: 400,
    startsAt: house.app.get(Clock).now(),
  });
  if (!isNew) return starting;
  say(`${dispensers.length} dispensers connect and live through the last 45 minutes…`);
  const running = await starting;
  await house.app.get(TimeTravel).forwardTo(new Date());
  return running;
}

function introduce(
  file: string,
  httpUrl: string,
  mqttUrl: string,
  { admin, staff, partner }: Town,
  { fleet, speed }: Wishes,
): void {
  const nurses = staff.map(({ username, team }) => `    ${username.padEnd(10)} ${team}`).join('\n');
  say(`
  Dosevagt demo: ${fleet === 0 ? 'no simulated dispensers' : `${fleet} dispensers`}${speed === 1 ? '' : `, ${speed} times as fast`}

  console    ${httpUrl}
  REST API   ${httpUrl}/api/docs
  MQTT       ${mqttUrl}

  sign in with password ${admin.password} as
    ${admin.username.padEnd(10)} administrator
${nurses}

  partner    client_id ${partner.clientId}
             client_secret ${partner.clientSecret}

  All of it, and the dispensers' secrets, stands in ${file}. Ctrl-C stops.`);
}
