import { parseArgs } from 'node:util';
import { type Scope, SCOPES } from '../rights.rules.js';
import { FORMER_ROLES, type Role, ROLES, rolesOf } from '../roles.rules.js';

export const USAGE = `Usage: npm run admin -- <command> [options]

  create-staff    opens an account for somebody who works here
    --username <name>          what they sign in with
    --name <text>              what others see
    --role <role>              ${ROLES.join(', ')}; may be given several times
    --team <name or id>        may be given several times
    --password <text>          or --password-stdin to read it from standard input;
                               without either one is made and printed once

  create-partner  lets an integration in; its client secret is printed once
    --name <text>
    --scopes <a,b,...>         or all: ${SCOPES.slice(0, 6).join(' ')}
                               ${SCOPES.slice(6).join(' ')}
    --district <name or id>    limits it to that district and those below; may be given several times

  provision       registers dispensers and prints their secrets as CSV (deviceId,secret)
    --csv <file>               has a column deviceId, and if wanted dialect, model, presence and expectEveryMinutes; - is standard input
    --out <file>               writes the secrets to a new file instead of standard output
    --rotate                   gives a new secret to those that have one, too; else they are left alone
`;

export type Order =
  | {
      readonly command: 'create-staff';
      readonly username: string;
      readonly displayName: string;
      readonly roles: readonly Role[];
      readonly teams: readonly string[];
      readonly password: { readonly from: 'option'; readonly text: string } | { readonly from: 'stdin' | 'chance' };
    }
  | {
      readonly command: 'create-partner';
      readonly name: string;
      readonly scopes: readonly Scope[];
      readonly districts: readonly string[];
    }
  | { readonly command: 'provision'; readonly csv: string; readonly out: string | null; readonly rotate: boolean }
  | { readonly command: 'help' };

/** A command line that cannot be carried out as it stands. */
export class UsageMistake extends Error {}

/** @throws UsageMistake in words for whoever typed it */
export function readOrder(args: readonly string[]): Order {
  const [command, ...rest] = args;
  if (command === undefined) throw new UsageMistake('say which command');
  if (['help', '--help', '-h'].includes(command) || rest.includes('--help')) return { command: 'help' };
  if (command === 'create-staff') return readCreateStaff(rest);
  if (command === 'create-partner') return readCreatePartner(rest);
  if (command === 'provision') return readProvision(rest);
  throw new UsageMistake(`there is no command ${command}`);
}

function readCreateStaff(args: string[]): Order {
  const given = read(args, {
    username: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string', multiple: true },
    team: { type: 'string', multiple: true },
    password: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  });
  if (given.password !== undefined && given['password-stdin']) {
    throw new UsageMistake('--password and --password-stdin exclude each other');
  }
  return {
    command: 'create-staff',
    username: needed(given.username, '--username'),
    displayName: needed(given.name, '--name'),
    roles: rolesOf(needed(given.role, '--role').map((role) => oneOf([...ROLES, ...FORMER_ROLES], role, '--role'))),
    teams: given.team ?? [],
    password:
      given.password !== undefined
        ? { from: 'option', text: given.password }
        : { from: given['password-stdin'] ? 'stdin' : 'chance' },
  };
}

function readCreatePartner(args: string[]): Order {
  const given = read(args, {
    name: { type: 'string' },
    scopes: { type: 'string' },
    district: { type: 'string', multiple: true },
  });
  const scopes = needed(given.scopes, '--scopes');
  return {
    command: 'create-partner',
    name: needed(given.name, '--name'),
    scopes: scopes === 'all' ? SCOPES : scopes.split(',').map((scope) => oneOf(SCOPES, scope.trim(), '--scopes')),
    districts: given.district ?? [],
  };
}

function readProvision(args: string[]): Order {
  const given = read(args, { csv: { type: 'string' }, out: { type: 'string' }, rotate: { type: 'boolean' } });
  return {
    command: 'provision',
    csv: needed(given.csv, '--csv'),
    out: given.out ?? null,
    rotate: given.rotate ?? false,
  };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function read<T extends Options>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageMistake((error as Error).message.split('. ')[0]);
  }
}

function needed<T>(value: T | undefined, option: string): T {
  if (value === undefined || value === '') throw new UsageMistake(`${option} is missing`);
  return value;
}

function oneOf<T extends string>(known: readonly T[], text: string, option: string): T {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new UsageMistake(`${option}: ${text} is none of ${known.join(', ')}`);
  return found;
}
