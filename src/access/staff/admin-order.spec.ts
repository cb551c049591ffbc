import { describe, expect, it } from '@jest/globals';
import { SCOPES } from '../rights.rules.js';
import { readOrder } from './admin-order.js';

const staff = { command: 'create-staff', username: 'u', displayName: 'U Demo', roles: ['nurse'], teams: [] };
const create = 'create-staff --username u --name=U_Demo --role nurse';

describe('an order', () => {
  it.each([
    [create, { ...staff, password: { from: 'chance' } }],
    [`${create} --password p`, { ...staff, password: { from: 'option', text: 'p' } }],
    [`${create} --password-stdin`, { ...staff, password: { from: 'stdin' } }],
    [`${create} --role lead --team North --team South`, { roles: ['nurse', 'lead'], teams: ['North', 'South'] }],
    [
      'create-partner --name EHR --scopes all',
      { command: 'create-partner', name: 'EHR', scopes: SCOPES, districts: [] },
    ],
    ['create-partner --name EHR --scopes tasks:read,events:read', { scopes: ['tasks:read', 'events:read'] }],
    ['provision --csv f.csv', { command: 'provision', csv: 'f.csv', out: null, rotate: false }],
    ['provision --csv - --out s.csv --rotate', { csv: '-', out: 's.csv', rotate: true }],
    ['help', { command: 'help' }],
    ['provision --help', { command: 'help' }],
  ])('%s', (line, order) => expect(readOrder(words(line))).toMatchObject(order));

  it.each([
    ['', 'say which command'],
    ['destroy', 'there is no command destroy'],
    ['create-staff', '--username is missing'],
    ['create-staff --username u --name U', '--role is missing'],
    [
      `${create} --role king`,
      '--role: king is none of nurse, lead, manager, visitator, administrator, operator, auditor, admin',
    ],
    [`${create} --password p --password-stdin`, '--password and --password-stdin exclude each other'],
    [`${create} --shoe-size 38`, "Unknown option '--shoe-size'"],
    [`${create} extra`, "Unexpected argument 'extra'"],
    ['create-partner --name EHR --scopes admin', '--scopes: admin is none of'],
    ['provision', '--csv is missing'],
  ])('%s: %s', (line, mistake) => expect(() => readOrder(words(line))).toThrow(mistake));
});

const words = (line: string): string[] =>
  line
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => word.replace('_', ' '));
