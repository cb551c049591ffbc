import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule } from './access/access.module.js';
import { DevicesModule } from './devices/devices.module.js';
import { ClockService } from './platform/clock/clock.service.js';
import { loadSettings } from './platform/config/load.js';
import { Database } from './platform/database/database.js';
import { findRunningPostgres } from './embedded-postgres/running.js';
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.js';
import { PlatformModule } from './platform/platform.module.js';

export type House = Pick<INestApplicationContext, 'get'>;

/** Opens just enough of the house, on the database that the service uses, running or not, and closes it again. */
export async function withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const settings = loadSettings(fileURLToPath(new URL('..', import.meta.url)));
  const { dir } = settings.data;
  const running = settings.database.url ?? (await findRunningPostgres(dir));
  const own = running ? null : await startEmbeddedPostgres({ dataDir: dir, log: () => undefined });
  const database = { ...settings.database, url: running ?? own!.url };
  // Our own database goes when we do, which is no news.
  const log = own ? { level: 'error' as const } : settings.log;
  const modules = [PlatformModule.with({ ...settings, database, log }, []), AccessModule, DevicesModule];
  const house = await NestFactory.createApplicationContext(
    { module: AdminModule, imports: modules },
    { logger: false, abortOnError: false },
  );
  try {
    await house.get(Database).connect();
    await house.get(ClockService).refresh();
    return await work(house);
  } finally {
    await house.close();
    await own?.stop();
  }
}

class AdminModule {}
