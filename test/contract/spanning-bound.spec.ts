import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { AppModule } from '../../src/app.module.js';
import { loadSettings } from '../../src/platform/config/load.js';
import { Database } from '../../src/platform/database/database.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { BOARD } from './bound/board.js';
import { FIGURES } from './bound/figures.js';
import { DOSES } from './bound/doses.js';
import { FLEET } from './bound/fleet.js';
import { OPERATIONS } from './bound/operations.js';
import { REACH } from './bound/reach.js';
import { TIMELINE } from './bound/timeline.js';

/** Random rows through the rules, or the rule said plainly, and through the statement: `spanning-sql.spec.ts` holds the list to this. */
describe('SQL that spans rooms', () => {
  let database: TestDatabase;
  let house: INestApplicationContext;
  let source: Database['source'];

  beforeAll(async () => {
    database = await makeDatabase('bound');
    const settings = loadSettings(process.cwd(), { NODE_ENV: 'test', DATABASE_URL: database.url });
    house = await NestFactory.createApplicationContext(AppModule.with({ ...settings, log: { level: 'error' } }, []), {
      logger: false,
      abortOnError: false,
    });
    source = await house.get(Database).source.initialize();
  });
  afterAll(async () => {
    await source?.destroy();
    await house?.close();
    await database.drop();
  });

  it.each([...FLEET, ...BOARD, ...DOSES, ...FIGURES, ...OPERATIONS, ...REACH, ...TIMELINE])(
    'says what the rules say: $statement',
    ({ holds }) => holds(source, house),
  );
});
