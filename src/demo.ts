import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DemoModule } from './demo/demo.module.js';
import { DemoFile } from './demo/demo-file.js';
import { openOnFreePorts } from './demo/free-ports.js';
import { type LastTown, lastTown, type Town } from './demo/last-town.js';
import { startFleet } from './simulator/fleet.js';
import { LIVED_STEP_MS, TimeTravel } from './demo/time-travel.service.js';
import { lastTimeItWas } from './demo/town.rules.js';
import { TownService } from './demo/town.service.js';
import { type House, openHouse } from './house.js';
import { Clock } from './platform/clock/clock.js';
import { ClockService } from './platform/clock/clock.service.js';
import { LastResort } from './last-resort.js';
import { loadSettings } from './platform/config/load.js';
import type { Settings } from './platform/config/settings.schema.js';
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.js';
import { projectRoot, runToEnd, say, untilStopped } from './run.js';

const TOWN_SIZE = 200;
const LIVED_BEFORE_MS = 45 * 60_000;
/** A town left alone for longer would wake to a day of missed doses: it is made anew. */
const LONGEST_SLEEP_MS = 30 * 60_000;
const SEED = 20_261_121;

interface Wishes {
  readonly fleet: number;
  readonly speed: number;
  /** Where the town's clock is to stand at the start: a time of day that was; null for now. */
  readonly at: Date | null;
  readonly reset: boolean;
}

/** Everything in one process on embedded parts, with a town and its dispensers, until Ctrl-C. */
runToEnd(async () => {
  const lastResort = new LastResort();
  const stopped = Promise.race([untilStopped(), lastResort.fallen.then(() => undefined)]);
  const wishes = readWishes(process.argv.slice(2));
  const settings = loadSettings(projectRoot);
  const file = new DemoFile(join(settings.data.dir, 'demo.json'));
  const { embedded, town } = await wakePostgres(settings.data.dir, file, wishes);
  try {
    const wished = { HTTP_PORT: settings.http.port, MQTT_PORT: settings.mqtt.port };
    const hosts = { HTTP_PORT: settings.http.host, MQTT_PORT: settings.mqtt.host };
    const house = await openOnFreePorts(wished, hosts, (ports) =>
      openHouse(
        {
          ...settings,
          roles: ['gateway', 'worker', 'web'],
          database: { ...settings.database, url: embedded.url },
          redis: { url: null },
          mqtt: { ...settings.mqtt, brokerUrl: null, port: ports.MQTT_PORT },
          http: { ...settings.http, port: ports.HTTP_PORT },
          // Nobody is pushed anything before she asked for it.
          push: { ...settings.push, subject: settings.push.subject ?? 'mailto:demo@dosevagt.example' },
          log: { level: settings.log.level === 'info' ? 'warn' : settings.log.level },
        },
        [DemoModule],
      ),
    );
    lastResort.watch(house);
    try {
      sayPorts(house, settings);
      await live(house, file, town, wishes, stopped);
    } finally {
      await house.stop();
    }
  } finally {
    await embedded.stop();
  }
  if (lastResort.hasHeard) throw await lastResort.fallen;
});

/**
 * With the town that lives there; one that was left alone for too long, or from which no secret is left, is forgotten, and so is any where
 * the time is given: a clock only goes forward.
 */
async function wakePostgres(dataDir: string, file: DemoFile, { at, fleet, ...wishes }: Wishes) {
  const reset = wishes.reset || at !== null;
  const start = (forget: boolean) => {
    say(forget ? 'forgetting the last town, starting PostgreSQL…' : 'starting PostgreSQL…');
    return startEmbeddedPostgres({ dataDir, forget, log: say });
  };
  const embedded = await start(reset);
  const last = await lastTown(embedded.url);
  const isLost = last === null ? file.exists && !reset : fleet > 0 && sleptTooLong(last);
  file.forget();
  if (!isLost) return { embedded, town: last?.town ?? null };
  await embedded.stop();
  return { embedded: await start(true), town: null };
}

/** A town whose clock is behind ours would jump ahead over as much. */
const sleptTooLong = ({ awakeAt, clockAt }: LastTown): boolean =>
  awakeAt !== null && Date.now() - Math.min(awakeAt.getTime(), clockAt!.getTime()) > LONGEST_SLEEP_MS;

function sayPorts({ httpUrl, mqttPort }: House, { http, mqtt }: Settings): void {
  const httpPort = Number(new URL(httpUrl).port);
  if (httpPort !== http.port) say(`HTTP port ${http.port} is in use; took ${httpPort}`);
  if (mqttPort !== mqtt.port) say(`MQTT port ${mqtt.port} is in use; took ${mqttPort}`);
}

async function live(house: House, file: DemoFile, last: Town | null, wishes: Wishes, stopped: Promise<unknown>) {
  const town = last ? await resume(house, last, wishes) : await makeTown(house, wishes);
  const mqttUrl = `mqtt://127.0.0.1:${house.mqttPort}`;
  file.keep({ httpUrl: house.httpUrl, mqttUrl, ...town });
  const fleet = wishes.fleet === 0 ? null : await wakeFleet(house, mqttUrl, town, wishes, last === null);
  await house.app.get(ClockService).moveTo(wishes.at ?? new Date());
  await house.app.get(TimeTravel).runAt(wishes.speed);
  introduce(file.path, house.httpUrl, mqttUrl, town, wishes);
  await stopped;
  say('stopping…');
  file.close();
  await fleet?.stop();
  // Time in the town stands no faster than ours while nobody is there.
  await house.app.get(ClockService).moveTo(new Date(0), 1);
}

function readWishes(args: string[]): Wishes {
  const options = {
    fleet: { type: 'string' },
    speed: { type: 'string' },
    at: { type: 'string' },
    reset: { type: 'boolean' },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new Error(
      `${(error as Error).message.split('. ')[0]}\nusage: npm run demo -- [--fleet 0-10000] [--speed 1-1000] [--at HH:MM] [--reset]`,
      { cause: error },
    );
  }
  return {
    fleet: readNumber('fleet', values.fleet ?? String(TOWN_SIZE), 0, 10_000),
    speed: readNumber('speed', values.speed ?? '1', 1, 1_000),
    at: values.at === undefined ? null : readTimeOfDay('at', values.at),
    reset: values.reset ?? false,
  };
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`--${name} must be a whole number from ${least} to ${most}, not ${text}`);
  return number;
}

function readTimeOfDay(name: string, text: string): Date {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text))
    throw new Error(`--${name} must be a time of day such as 08:05, not ${text}`);
  return lastTimeItWas(text, new Date());
}

async function resume(house: House, town: Town, { fleet }: Wishes): Promise<Town> {
  if (fleet === 0) await house.app.get(TownService).stopSchedules();
  return town;
}

async function makeTown(house: House, { fleet, at }: Wishes): Promise<Town> {
  const citizens = Math.max(TOWN_SIZE, fleet);
  say(`making a town of ${citizens} invented citizens…`);
  const lived = fleet > 0 ? LIVED_BEFORE_MS : 0;
  await house.app.get(ClockService).beginAt(new Date((at ?? new Date()).getTime() - lived), 1);
  return house.app.get(TownService).make(citizens, fleet);
}

/** A new town lives through its last 45 minutes in a moment, so that there is something to see. */
async function wakeFleet(house: House, url: string, town: Town, { fleet, at }: Wishes, isNew: boolean) {
  const dispensers = town.dispensers.slice(0, fleet);
  const starting = startFleet({
    url,
    dispensers,
    seed: SEED,
    connectsPerSecond: 400,
    startsAt: house.app.get(Clock).now(),
  });
  if (!isNew) return starting;
  say(`${dispensers.length} dispensers connect and live through the last 45 minutes…`);
  const running = await starting;
  await house.app.get(TimeTravel).forwardTo(at ?? new Date(), LIVED_STEP_MS);
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
