import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { registerAccess } from '../../src/access/sessions/cookie.js';
import { loadSettings } from '../../src/platform/config/load.js';
import { Database } from '../../src/platform/database/database.js';
import { rows } from '../../src/platform/database/sql.js';
import { makeHttpAdapter } from '../../src/platform/http/http-adapter.js';
import { ProblemFilter } from '../../src/platform/http/problem.filter.js';
import { validation } from '../../src/platform/http/validation.js';
import { spareTheWire } from '../../src/platform/http/wire/wire.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { makeDatabase } from './database.js';

/** Some rooms of the house on a database of their own, spoken to over real HTTP; no broker, no sweeps. */
export interface Rooms {
  readonly app: NestFastifyApplication;
  readonly url: string;
  query(sql: string): Promise<object[]>;
  close(): Promise<void>;
}

export async function openRooms(
  imports: Type[],
  controllers: Type[] = [],
  environment: NodeJS.ProcessEnv = {},
): Promise<Rooms> {
  const database = await makeDatabase('rooms');
  const settings = loadSettings(process.cwd(), {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: '8',
    ...environment,
  });
  const module = await Test.createTestingModule({
    imports: [PlatformModule.with(settings, []), ...imports],
    controllers,
  }).compile();
  const adapter = makeHttpAdapter(
    settings.http,
    () => false,
    () => undefined,
  );
  const app = module.createNestApplication<NestFastifyApplication>(adapter, { logger: false });
  const close = () => app.close().finally(database.drop);
  ProblemFilter.use(app);
  app.useGlobalPipes(validation);
  await spareTheWire(app.getHttpAdapter().getInstance());
  await registerAccess(app);
  await app.get(Database).connect();
  try {
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await close();
    throw error;
  }
  const query = (sql: string) => app.get(Database).autocommit((tx) => rows<object>(tx, sql));
  return { app, url: await app.getUrl(), query, close };
}
