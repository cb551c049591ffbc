import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { BehindMosquitto } from './behind-mosquitto.js';
import type { Broker } from './mosquitto.js';
import type { BenchPostgres } from './postgres.js';
import { own, stopAtEnd } from './processes.js';

export const NAIVE = 'plain Nest service';

/** Nest's own MQTT microservice with `@EventPattern` and `repository.save`. */
export async function startNaive(broker: Broker, postgres: BenchPostgres): Promise<BehindMosquitto> {
  const databaseUrl = await postgres.createDatabase('naive');
  const script = fileURLToPath(new URL('./naive-service.js', import.meta.url));
  const service = fork(script, [databaseUrl, `mqtt://127.0.0.1:${broker.port}`]);
  own(service);
  await new Promise((resolve, reject) => {
    service.once('message', resolve);
    service.once('exit', () => reject(new Error('The plain Nest service did not start.')));
  });
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  stopAtEnd(() => database.end());
  return new BehindMosquitto(NAIVE, broker, database, {
    service: service.pid,
    postgres: postgres.pid,
    broker: broker.pid,
  });
}
