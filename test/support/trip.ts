import type { House } from './house.js';

/**
 * From now on every second statement that changes the table loses to a neighbour that is not there, as in a deadlock, and whoever
 * wrote it has to do all of it again. Answers how to end that, which answers how many statements there were.
 */
export async function tripEverySecond({ query }: Pick<House, 'query'>, table: string): Promise<() => Promise<number>> {
  await query('CREATE SEQUENCE trips');
  await query(`CREATE FUNCTION trip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('trips') % 2 = 1 THEN RAISE EXCEPTION 'lost to a neighbour' USING ERRCODE = '40001'; END IF; RETURN NULL; END $$`);
  await query(`CREATE TRIGGER trips BEFORE UPDATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION trip()`);
  return async () => {
    await query(`DROP TRIGGER trips ON ${table}`);
    await query('DROP FUNCTION trip');
    const [found] = await query<{ last: string }>('SELECT "last_value" AS "last" FROM trips');
    await query('DROP SEQUENCE trips');
    return Number(found!.last);
  };
}
