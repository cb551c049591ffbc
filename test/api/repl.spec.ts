import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadSettings } from '../../src/platform/config/load.js';
import { converse } from '../../src/repl.js';
import { joinHouse } from '../../src/repl.house.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

const MAKE = `await transact((turn) => districts.create(turn, { placeIds: 'all' }, { name: 'North', parentId: null }))`;
const LIST = `(await teams.listDistricts(tx)).map(({ name }) => name)`;

describe('npm run repl', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await makeDatabase('repl');
  });
  afterAll(() => database.drop());

  /** Says the lines, each when the one before is answered, and Ctrl-D; answers what is printed. */
  async function say(isWriting: boolean, ...lines: string[]): Promise<string> {
    const settings = loadSettings(process.cwd(), { NODE_ENV: 'test', DATABASE_URL: database.url });
    const [input, output] = [new PassThrough(), new PassThrough()];
    let printed = '';
    output.setEncoding('utf8').on('data', (text: string) => (printed += text));
    await joinHouse(settings, database.url, isWriting, async (words) => {
      const conversing = converse(words, '> ', input, output);
      for (const [i, line] of lines.entries()) {
        input.write(`${line}\n`);
        await eventually(() => printed.split('> ').length > i + 2);
      }
      input.end();
      await conversing;
    });
    return printed;
  }

  it('reads by statement and by service, and refuses to write unless it was told to', async () => {
    const read = await say(false, `await rows('SELECT $1::int + 1 AS two', 1)`, MAKE, LIST);
    expect(read).toContain('{ two: 2 }');
    expect(read).toMatch(/cannot execute .* in a read-only transaction/);
    expect(read).toContain('> []');
    expect(await query(database.url, 'SELECT 1 FROM district')).toEqual([]);

    expect(await say(true, MAKE, LIST)).toContain(`[ 'North' ]`);
  });
});
