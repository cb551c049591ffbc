import { DataSource } from 'typeorm';
import { migrations } from '../../src/platform/database/migrations/index.js';

/** Makes every table in an empty database. */
export async function migrate(url: string): Promise<void> {
  const source = new DataSource({ type: 'postgres', url, migrations, migrationsTransactionMode: 'each' });
  await source.initialize();
  await source.runMigrations();
  await source.destroy();
}
