import type { EntityManager } from 'typeorm';

/** The names of the migrations that were applied; none in a database that is new. */
export async function appliedMigrations(db: Pick<EntityManager, 'query'>): Promise<string[]> {
  const [table] = await db.query<{ there: boolean }[]>(`SELECT to_regclass('migrations') IS NOT NULL AS "there"`);
  if (!table!.there) return [];
  return (await db.query<{ name: string }[]>('SELECT "name" FROM migrations ORDER BY "timestamp"')).map(
    ({ name }) => name,
  );
}
