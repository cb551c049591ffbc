import { describe, expect, it } from '@jest/globals';
import { Held } from '../database/held.js';
import { NoPlace } from '../database/connections/places.js';
import { isUnserved } from './database-trouble.js';
import { asProblem } from './problem.answer.js';

const refused = (code: string) => Object.assign(new Error('query failed'), { driverError: { code } });
const withCode = (code: string) => Object.assign(new Error('failed'), { code });
const named = (name: string) => Object.assign(new Error('failed'), { name });

const held = [503, /^Somebody else holds/, 2, 'held'] as const;
const unwritable = [503, /^Nothing can be saved/, 5, 'unwritable'] as const;
const uncertain = [503, /It may have been: look before/, 2, 'uncertain'] as const;
const away = [503, /^The database is away, or cannot/, 2, 'infrastructure'] as const;
const notKept = [422, /cannot be kept/, undefined, undefined] as const;
const unforeseen = [500, /^Something went wrong here/, undefined, undefined] as const;

describe('what a caller hears of trouble', () => {
  it.each<[string, unknown, readonly [number, RegExp, number?, string?]]>([
    // The house fails it.
    ['a lock', refused('55P03'), held],
    ['somebody who holds it', new Held(), held],
    ['a full disk', refused('53100'), unwritable],
    ['a standby', refused('25006'), unwritable],
    ['a database not there yet', withCode('08001'), away],
    ['a connection without an answer', withCode('08006'), away],
    ['a commit that its standby has not confirmed', withCode('08007'), uncertain],
    ['a commit without an answer', withCode('40003'), uncertain],
    ['a transaction the server calls over', refused('25P02'), away],
    ['a login that is refused', refused('28P01'), away],
    ['a lost deadlock', refused('40P01'), away],
    ['a column of another schema', refused('42703'), away],
    ['no place for one more', new NoPlace(3_000), away],
    ['a statement that was given up', refused('57014'), away],
    ['a server that starts', refused('57P03'), away],
    ['a file the server cannot use', refused('58030'), away],
    ['a damaged index', refused('XX002'), away],
    ['a server nobody reaches', withCode('ECONNREFUSED'), away],
    ['a name nobody knows', withCode('ENOTFOUND'), away],
    ['no more files', withCode('EMFILE'), away],
    ['a connection that broke', new Error('Connection terminated unexpectedly'), away],
    ['a connection that went away in between', named('QueryRunnerAlreadyReleasedError'), away],
    // It is about the request.
    ['a NUL in a text', refused('22021'), notKept],
    ['half a character', refused('22P05'), notKept],
    ['a number out of range', refused('22003'), notKept],
    ['a time out of range', refused('22008'), notKept],
    ['what is nested too deep', refused('54001'), notKept],
    // Nobody foresaw it.
    ['a rule of the table', refused('23505'), unforeseen],
    ['a trigger that raises', refused('P0001'), unforeseen],
    ['a mistake of ours', new TypeError('undefined is not a function'), unforeseen],
    ['an argument Node refuses', withCode('ERR_INVALID_ARG_TYPE'), unforeseen],
    ['nothing', undefined, unforeseen],
  ])('by %s', (_, error, [status, detail, seconds, reason]) => {
    const found = asProblem(error);
    expect([found.status, found.extra.retryAfterSeconds, found.extra.reason]).toEqual([status, seconds, reason]);
    expect(found.detail).toMatch(detail);
    expect(isUnserved(found)).toBe(status === 503);
  });
});
