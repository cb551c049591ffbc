import { describe, expect, it } from '@jest/globals';
import { mistakeIn } from './mistakes.rules.js';

const failure = (message: string, code?: string, more: object = {}) =>
  Object.assign(new Error(message), { code }, more);

describe('a failure to use the database', () => {
  it.each([
    ['a wrong password', failure('password authentication failed for user "d"', '28P01'), /another password/],
    ['a wrong role', failure('role "d" does not exist', '28000'), /let this role in/],
    ['a role kept out by pg_hba.conf', failure('no pg_hba.conf entry for host "10.0.0.1"', '28000'), /pg_hba/],
    ['no such database', failure('database "d" does not exist', '3D000'), /no such database/],
    ['a schema that may not be changed', failure('permission denied for schema public', '42501'), /may not/],
    ['the same, asked through TypeORM', { driverError: failure('must be owner of table dose', '42501') }, /may not/],
    ['a server that is too old', failure('unrecognized configuration parameter "client_…"', '42704'), /14 or newer/],
    ['a server without TLS', failure('The server does not support SSL connections'), /speaks no TLS/],
    ['a server that wants TLS', failure('SSL required', '08P01'), /sslmode=require/],
    [
      'a certificate that nobody vouches for',
      failure('self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'),
      /vouches/,
    ],
    [
      'a certificate for another name',
      failure('Hostname/IP does not match', 'ERR_TLS_CERT_ALTNAME_INVALID'),
      /other name/,
    ],
    ['no password', failure('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'), /no password/],
    ['a pooler without such a database', failure('no such database: d', '08P01'), /no such database/],
    ['a URL that is none', failure('Invalid URL', 'ERR_INVALID_URL'), /no URL/],
    ['a password with a % in it', new URIError('URI malformed'), /%25/],
    ['a certificate file that is not there', failure('ENOENT: /ca.pem', 'ENOENT', { syscall: 'open' }), /file/],
  ])('by %s is a mistake, named by its key', (_name, error, words) => {
    expect(mistakeIn(error)).toMatch(/^DATABASE_URL: /);
    expect(mistakeIn(error)).toMatch(words);
  });

  it.each([
    ['a server that is not there', failure('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED')],
    ['a socket that is not there', failure('connect ENOENT /run/.s.PGSQL.5432', 'ENOENT', { syscall: 'connect' })],
    ['a name that is not known yet', failure('getaddrinfo ENOTFOUND postgres', 'ENOTFOUND')],
    ['a resolver that is away', failure('getaddrinfo EAI_AGAIN postgres', 'EAI_AGAIN')],
    ['a server that starts', failure('the database system is starting up', '57P03')],
    ['a server that shuts down', failure('the database system is shutting down', '57P01')],
    ['too many connections', failure('sorry, too many clients already', '53300')],
    ['a standby', failure('cannot execute CREATE TABLE in a read-only transaction', '25006')],
    ['a lock that somebody holds', failure('canceling statement due to lock timeout', '55P03')],
    ['a full disk', failure('could not extend file', '53100')],
    ['a connection that broke', failure('Connection terminated unexpectedly')],
    ['a pooler whose server is away', failure('server login has been failing, try again later', '08P01')],
    ['a network without an answer', failure('timeout expired')],
  ])('by %s passes', (_name, error) => {
    expect(mistakeIn(error)).toBeNull();
  });
});
