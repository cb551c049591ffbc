import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dialectNamed, dialectNames } from '../devices/dialects/dialects.rules.js';
import { begin } from '../platform/emitters.js';
import { readCredentials } from './credentials.rules.js';
import { startFleet, type FleetOptions } from './fleet.js';

const usage =
  'npm run simulate -- --url mqtt://host:1883 --credentials fleet.csv [--seed 1] [--speed 1] [--dialect cloudevents]';

class Refusal extends Error {}

function readArguments(args: string[]): FleetOptions {
  const text = { type: 'string' } as const;
  const { values } = parse(() =>
    parseArgs({ args, options: { url: text, credentials: text, seed: text, speed: text, dialect: text } }),
  );
  if (values.url === undefined) throw new Refusal(`--url is missing: ${usage}`);
  if (values.credentials === undefined) throw new Refusal(`--credentials is missing: ${usage}`);
  if (!URL.canParse(values.url) || !/^(mqtts?|wss?):/.test(values.url))
    throw new Refusal(`--url must begin with mqtt://, mqtts://, ws:// or wss://, not ${values.url}`);
  return {
    url: values.url,
    dispensers: readFleet(values.credentials),
    seed: readNumber('seed', values.seed, Number.isSafeInteger),
    dialect: readDialect(values.dialect),
    speed: readNumber('speed', values.speed, (speed) => speed > 0 && speed <= 10_000),
  };
}

function readFleet(path: string): FleetOptions['dispensers'] {
  const csv = parse(() => readFileSync(path, 'utf8'));
  const credentials = readCredentials(csv);
  if (!credentials.ok) throw new Refusal(`${path}: ${credentials.reason}`);
  return credentials.dispensers;
}

function readDialect(name: string | undefined): FleetOptions['dialect'] {
  const dialect = name === undefined ? undefined : dialectNamed(name);
  if (name !== undefined && !dialect)
    throw new Refusal(`--dialect must be one of ${dialectNames.join(', ')}, not ${name}`);
  return dialect;
}

function readNumber(name: string, text: string | undefined, fits: (value: number) => boolean): number {
  const value = Number(text ?? 1);
  if (text?.trim() === '' || !fits(value)) throw new Refusal(`--${name} does not fit: ${text}`);
  return value;
}

function parse<T>(attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw new Refusal(`${(error as Error).message.split('\n')[0]}`);
  }
}

async function run(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  const told = new Set<string>();
  const fleet = await startFleet({
    ...options,
    onError: (error, deviceId) => {
      const line = error.message || (error as NodeJS.ErrnoException).code || 'no connection';
      if (!told.has(line)) console.error(`${deviceId}: ${line} (told once; tries again unless refused)`);
      told.add(line);
    },
  });
  const { dispensers, connected } = fleet.counts();
  console.log(`${connected} of ${dispensers} dispensers are connected to ${options.url}. Ctrl-C stops them.`);

  let isStopping = false;
  const stop = async () => {
    if (isStopping) process.exit(130);
    isStopping = true;
    await fleet.stop();
    const { published, duplicates, unacknowledged } = fleet.counts();
    console.log(`${published} events acknowledged (${duplicates} of them said twice), ${unacknowledged} not yet.`);
    process.exit(0);
  };
  const failed = (error: Error): never => {
    console.error(error);
    process.exit(1);
  };
  process.on('SIGINT', () => begin(stop, failed));
  process.on('SIGTERM', () => begin(stop, failed));
}

run().catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
});
