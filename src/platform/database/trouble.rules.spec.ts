import { describe, expect, it } from '@jest/globals';
import { ZodError } from 'zod';
import { Held } from './held.js';
import {
  cannotBeKept,
  codeOf,
  isHeld,
  isLostToAnother,
  isReadOnly,
  readsAsInfrastructure,
  takesNoWrites,
  type Trouble,
  troubleOf,
} from './trouble.rules.js';

const refusal = (code: string) => Object.assign(new Error('query failed'), { driverError: { code, name: 'error' } });
const ofDriver = (driverError: Error) => Object.assign(new Error(driverError.message), { driverError });
const withCode = (code: string, message = 'failed') => Object.assign(new Error(message), { code });

const table: [string, unknown, Trouble][] = [
  // What is refused whoever writes it.
  ['a number out of range', refusal('22003'), 'data'],
  ['text with a NUL', refusal('22021'), 'data'],
  ['a row that is there already', refusal('23505'), 'data'],
  ['a rule of the table', refusal('23514'), 'data'],
  ['JSON nested too deep for the server', refusal('54001'), 'data'],
  ['a trigger that raises', refusal('P0001'), 'data'],
  ['a value that fits no array', new RangeError('not a UUID'), 'data'],
  ['a value the client cannot write', ofDriver(new RangeError('too long')), 'data'],
  // Our own code.
  ['a mistake of ours', new TypeError('undefined is not a function'), 'code'],
  ['a mistake of ours while a value is written', ofDriver(new TypeError('value.map is not a function')), 'code'],
  ['a shape that does not fit', new ZodError([]), 'code'],
  ['an error of our own', new Error('the room is on fire'), 'code'],
  ['an argument Node refuses', Object.assign(new TypeError('bad'), { code: 'ERR_INVALID_ARG_TYPE' }), 'code'],
  ['something that is no error', 'thrown', 'code'],
  ['nothing at all', undefined, 'code'],
  // What should have done the work.
  ['a server that cannot be reached', withCode('08001'), 'infrastructure'],
  ['a connection that gave no answer', ofDriver(withCode('08006')), 'infrastructure'],
  ['a transaction the server calls over', refusal('25P02'), 'infrastructure'],
  ['a server that takes no writes', refusal('25006'), 'infrastructure'],
  ['a lost deadlock', refusal('40P01'), 'infrastructure'],
  ['a transaction to be repeated', refusal('40001'), 'infrastructure'],
  ['a table that is not there', refusal('42P01'), 'infrastructure'],
  ['a column that is not there yet', refusal('42703'), 'infrastructure'],
  ['a role that may not', refusal('42501'), 'infrastructure'],
  ['a full disk', refusal('53100'), 'infrastructure'],
  ['memory that is used up', refusal('53200'), 'infrastructure'],
  ['too many connections', refusal('53300'), 'infrastructure'],
  ['a lock that is not to be had', refusal('55P03'), 'infrastructure'],
  ['somebody who holds it', new Held(), 'infrastructure'],
  ['a statement that was cancelled', refusal('57014'), 'infrastructure'],
  ['a server that shuts down', refusal('57P01'), 'infrastructure'],
  ['a server that starts', refusal('57P03'), 'infrastructure'],
  ['a file the server cannot read', refusal('58030'), 'infrastructure'],
  ['an index that is damaged', refusal('XX002'), 'infrastructure'],
  ['an inner error of the server', refusal('XX000'), 'infrastructure'],
  ['a server that is away', withCode('ECONNREFUSED', 'connect'), 'infrastructure'],
  ['a connection that was cut', withCode('ECONNRESET', 'read'), 'infrastructure'],
  ['a pipe nobody reads', withCode('EPIPE', 'write'), 'infrastructure'],
  ['no more files', withCode('EMFILE'), 'infrastructure'],
  ['a stream that is gone', withCode('ERR_STREAM_DESTROYED'), 'infrastructure'],
  ['all addresses away', Object.assign(new AggregateError([withCode('ECONNREFUSED')])), 'infrastructure'],
  ['a request that got nowhere', new TypeError('fetch failed', { cause: withCode('ECONNRESET') }), 'infrastructure'],
  ['a connection that broke', new Error('Connection terminated unexpectedly'), 'infrastructure'],
  ['the same, in a statement', ofDriver(new Error('Connection terminated')), 'infrastructure'],
  ['a pool that has none free', new Error('timeout exceeded when trying to connect'), 'infrastructure'],
  ['a client that lost its patience', ofDriver(new Error('Query read timeout')), 'infrastructure'],
  [
    'a client that is used up',
    new Error('Client has encountered a connection error and is not queryable'),
    'infrastructure',
  ],
  ['a driver without a word for it', ofDriver(new Error('strange')), 'infrastructure'],
  ['memory of ours that is used up', new RangeError('Array buffer allocation failed'), 'infrastructure'],
  [
    'a transaction whose connection went away',
    Object.assign(new Error('Query runner already released.'), { name: 'QueryRunnerAlreadyReleasedError' }),
    'infrastructure',
  ],
];

describe('trouble', () => {
  it.each(table)('by %s is about what it is about', (_name, error, trouble) => {
    expect(troubleOf(error)).toBe(trouble);
  });

  it('is named by its code, never by the value it is about', () => {
    expect(codeOf(refusal('22003'))).toBe('22003');
    expect(codeOf(new RangeError('6.95e-310 is out of range'))).toBe('RangeError');
    expect(codeOf(ofDriver(withCode('ECONNRESET')))).toBe('ECONNRESET');
    expect(codeOf(new Held())).toBe('55P03');
  });

  it.each([
    [refusal('55P03'), true, false],
    [new Held(), true, false],
    [refusal('40P01'), false, true],
    [refusal('40001'), false, true],
    [refusal('57014'), false, false],
  ])('%# is held by somebody, or lost to another', (error, held, lost) => {
    expect([isHeld(error), isLostToAnother(error)]).toEqual([held, lost]);
  });

  it.each([
    [refusal('22021'), true, false, false],
    [refusal('22P05'), true, false, false],
    [refusal('54001'), true, false, false],
    [refusal('23505'), false, false, false],
    [refusal('P0001'), false, false, false],
    [new RangeError('not a UUID'), false, false, false],
    [refusal('25006'), false, true, true],
    [refusal('53100'), false, false, true],
    [refusal('57014'), false, false, false],
  ])('%# cannot be kept, is read-only, or takes no writes', (error, kept, readOnly, writes) => {
    expect([cannotBeKept(error), isReadOnly(error), takesNoWrites(error)]).toEqual([kept, readOnly, writes]);
  });

  it.each([
    ['canceling statement due to lock timeout', true],
    ['canceling statement due to user request', true],
    ['PostgreSQL did not answer within 15000 ms', true],
    ['Connection terminated unexpectedly', true],
    ['deadlock detected', true],
    ['could not extend file "base/5/1259": No space left on device', true],
    ['cannot execute UPDATE in a read-only transaction', true],
    ['the database system is shutting down', true],
    ['somebody else holds it', true],
    ['relation "condition" does not exist', true],
    ['connect ECONNREFUSED 127.0.0.1:5432', true],
    ['the room is on fire', false],
    ['value "1e400" is out of range for type double precision', false],
    ['duplicate key value violates unique constraint "alert_live"', false],
    ['a journalled event cannot be read any more: no id', false],
  ])('that was written down as %j tells what it was', (reason, is) => {
    expect(readsAsInfrastructure(reason)).toBe(is);
  });
});
