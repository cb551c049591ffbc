import { describe, expect, it } from '@jest/globals';
import { Held } from '../database/held.js';
import { refusalFor } from './database-trouble.js';

const refused = (code: string) => Object.assign(new Error('query failed'), { driverError: { code } });
const withCode = (code: string) => Object.assign(new Error('failed'), { code });

describe('what a caller hears while the database does not do its part', () => {
  it.each<[string, unknown, RegExp | null, number]>([
    ['a full disk', refused('53100'), /^Nothing can be saved/, 5],
    ['a standby', refused('25006'), /^Nothing can be saved/, 5],
    ['a lock', refused('55P03'), /^Somebody else holds/, 2],
    ['somebody who holds it', new Held(), /^Somebody else holds/, 2],
    ['a database not there yet', withCode('08001'), /^The database is away/, 2],
    ['a server that starts', refused('57P03'), /^The database is away/, 2],
    ['a statement that was given up', refused('57014'), /^The database is away/, 2],
    ['a server nobody reaches', withCode('ECONNREFUSED'), /^The database is away/, 2],
    ['a connection that broke', new Error('Connection terminated unexpectedly'), /^The database is away/, 2],
    ['a rule of the table', refused('23505'), null, 0],
    ['a column we invented', refused('42703'), null, 0],
    ['a mistake of ours', new TypeError('undefined is not a function'), null, 0],
    ['nothing', undefined, null, 0],
  ])('over %s', (_, error, detail, seconds) => {
    const found = refusalFor(error);
    if (detail === null) return expect(found).toBeNull();
    expect(found).toMatchObject({ status: 503, extra: { retryAfterSeconds: seconds } });
    expect(found!.detail).toMatch(detail);
  });
});
