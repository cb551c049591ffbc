import type { INestApplicationContext, Type } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { joinLine } from './house.js';
import { ClockService } from './platform/clock/clock.service.js';
import type { Settings } from './platform/config/settings.schema.js';
import { Database } from './platform/database/database.js';
import type { Turn } from './platform/database/turn.js';
import { every } from './platform/emitters.js';
import { FactBus } from './platform/facts/fact-bus.js';
import { rows } from './platform/database/sql.js';

const CLOCK_LOOK_MS = 1_000;
const READ_ONLY = '-c default_transaction_read_only=on';

/** What can be said by name: `rows`, `tx`, `transact`, and each service of the house (`cases`, `devices`, `clock`). */
export type Words = Readonly<Record<string, unknown>>;

/**
 * Joins the house whose database this is, with all of its services and none of its work: nothing listens, sweeps, processes or connects
 * dispensers. What is written (where it may be) goes down the line as anywhere, and the house that runs does what follows.
 * @throws when its database is of another version than this build
 */
export async function joinHouse<T>(
  settings: Settings,
  url: string,
  isWriting: boolean,
  work: (words: Words) => Promise<T>,
): Promise<T> {
  const address = new URL(url);
  if (!isWriting) address.searchParams.set('options', READ_ONLY);
  const house = await NestFactory.createApplicationContext(
    AppModule.with({ ...settings, database: { ...settings.database, url: address.href }, log: { level: 'error' } }, []),
    { logger: false, abortOnError: false },
  );
  const database = house.get(Database);
  const clock = house.get(ClockService);
  let timer: NodeJS.Timeout | undefined;
  try {
    await database.source.initialize();
    if (await database.source.showMigrations())
      throw new Error('The house that runs is of an older version than this one: start it again first.');
    await database.connect();
    await clock.refresh();
    timer = every(
      CLOCK_LOOK_MS,
      () => clock.refresh(),
      () => undefined,
    );
    joinLine(house);
    return await database.autocommit((tx) => work(wordsOf(house, tx)));
  } finally {
    clearInterval(timer);
    await house.close();
  }
}

function wordsOf(house: INestApplicationContext, tx: Turn['tx']): Words {
  return {
    ...servicesByName(house),
    tx,
    rows: (sql: string, ...parameters: unknown[]) => rows(tx, sql, parameters),
    transact: <R>(deed: (turn: Turn) => Promise<R>) =>
      house.get(FactBus).transact(async (turn) => ({ facts: [], result: await deed(turn) })),
  };
}

/** `CasesService` is `cases`, unless another class has that name: then it is `casesService`. */
export function servicesByName(house: INestApplicationContext): Words {
  const found = new Map<string, unknown>();
  for (const { providers } of house.get(ModulesContainer).values())
    for (const { metatype, instance } of providers.values())
      if (isClass(metatype) && instance instanceof metatype) found.set(metatype.name, instance);
  const inside = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
  return Object.fromEntries(
    [...found].map(([name, instance]) => {
      const short = name.replace(/Service$/, '');
      return [inside(found.has(short) ? name : short), instance];
    }),
  );
}

const isClass = (metatype: unknown): metatype is Type => typeof metatype === 'function' && 'prototype' in metatype;
