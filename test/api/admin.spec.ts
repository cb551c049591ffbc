import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessModule } from '../../src/access/access.module.js';
import { CredentialsService } from '../../src/access/dispensers/credentials.service.js';
import { carryOut } from '../../src/admin.js';
import { DevicesModule } from '../../src/devices/devices.module.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import type { Principal } from '../../src/platform/http/principal.js';
import { DistrictsService } from '../../src/teams/districts.service.js';
import { openRooms, type Rooms } from '../support/rooms.js';

describe('npm run admin', () => {
  let rooms: Rooms;
  let folder: string;
  beforeAll(async () => {
    rooms = await openRooms([AccessModule, DevicesModule]);
    folder = await mkdtemp(join(tmpdir(), 'dosevagt-admin-'));
    const mayor = { placeIds: 'all' } as unknown as Principal;
    for (const name of ['North', 'Twin', 'Twin']) {
      await rooms.app.get(FactBus).transact(async (turn) => ({
        facts: [],
        result: await rooms.app.get(DistrictsService).create(turn, mayor, { name, parentId: null }),
      }));
    }
  });
  afterAll(async () => {
    await rooms.close();
    await rm(folder, { recursive: true });
  });

  async function run(line: string, stdin = '') {
    const [said, complained]: [string[], string[]] = [[], []];
    const desk = {
      stdin: Readable.from([stdin]),
      say: (text: string) => void said.push(text),
      complain: (text: string) => void complained.push(text),
    };
    const code = await carryOut(line.split(' '), desk, (work) => work(rooms.app));
    return { code, said, complained: complained.join('\n') };
  }
  const signIn = (username: string, password: string) =>
    fetch(`${rooms.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });

  it('opens the first account, with a password made for it', async () => {
    const { code, said } = await run('create-staff --username first --name First --role admin');
    expect(code).toBe(0);
    const password = said.find((line) => line.startsWith('password: '))!.slice('password: '.length);
    expect((await signIn('first', password)).status).toBe(200);
  });

  it('reads a password from standard input and does not print it', async () => {
    const { code, said } = await run(
      'create-staff --username second --name Second --role nurse --password-stdin',
      'from-the-pipe-2\n',
    );
    expect(code).toBe(0);
    expect(said.join()).not.toContain('from-the-pipe-2');
    expect((await signIn('second', 'from-the-pipe-2')).status).toBe(200);
  });

  it.each([
    ['create-staff --username FIRST --name First --role admin', 1, 'The user name first is taken.'],
    ['create-staff --username third --name Third --role nurse --password short', 1, 'password: at least 10 characters'],
    ['create-staff --username third --name Third --role nurse --team Nowhere', 1, 'there is no team Nowhere'],
    ['create-partner --name EHR --scopes all --district Twin', 1, "several are named Twin, give one's id: "],
    ['create-staff --username third', 2, '--name is missing'],
    ['dance', 2, 'Usage: npm run admin'],
    ['provision --csv /nonexistent.csv', 1, 'no such file'],
  ])('%s: exit %i', async (line, code, words) => {
    const answer = await run(line);
    expect(answer.code).toBe(code);
    expect(answer.complained).toContain(words);
    expect(answer.said).toEqual([]);
  });

  it('lets a partner in, within a district', async () => {
    const { code, said } = await run('create-partner --name EHR --scopes tasks:read,events:read --district north');
    expect(code).toBe(0);
    const [clientId, clientSecret] = said.map((line) => line.split(': ')[1]!);
    const form = { grant_type: 'client_credentials', client_id: clientId!, client_secret: clientSecret! };
    const answer = await fetch(`${rooms.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    expect(await answer.json()).toMatchObject({ scope: 'tasks:read events:read' });
    expect(await rooms.query('SELECT 1 FROM partner WHERE cardinality("districtIds") = 1')).toHaveLength(1);
  });

  it('provisions a fleet: new ones get a secret, others keep theirs unless rotated', async () => {
    const csv = join(folder, 'fleet.csv');
    const out = join(folder, 'secrets.csv');
    await writeFile(csv, 'deviceId,model,presence,expectEveryMinutes\nDEMO-1,Demo box,visit,240\nDEMO-2,,,\n');
    const first = await run(`provision --csv ${csv}`);
    expect(first.complained).toBe('2 registered, 2 secrets made, 0 left alone because they have one');
    expect(first.said[0]).toBe('deviceId,secret');
    expect(
      await rooms.query('SELECT "model", "presence", "expectEveryMinutes" FROM device ORDER BY "deviceId"'),
    ).toEqual([
      { model: 'Demo box', presence: 'visit', expectEveryMinutes: 240 },
      { model: null, presence: null, expectEveryMinutes: null },
    ]);
    const [deviceId, secret] = first.said[1]!.split(',') as [string, string];
    expect(await rooms.app.get(CredentialsService).isRight(deviceId, secret)).toBe('right');

    const second = await run(`provision --csv - --out ${out}`, 'deviceId\nDEMO-1\nDEMO-3\n');
    expect(second.complained).toBe('1 registered, 1 secrets made, 1 left alone because they have one');
    expect(await readFile(out, 'utf8')).toMatch(/^deviceId,secret\nDEMO-3,[\w-]{43}\n$/);
    expect(await rooms.app.get(CredentialsService).isRight(deviceId, secret)).toBe('right');

    const overwriting = await run(`provision --csv - --out ${out} --rotate`, 'deviceId\nDEMO-1\n');
    expect(overwriting.code).toBe(1);
    expect(await rooms.app.get(CredentialsService).isRight(deviceId, secret)).toBe('right');

    const rotated = await run('provision --csv - --rotate', 'deviceId\nDEMO-1\n');
    expect(rotated.said).toHaveLength(2);
    expect(await rooms.app.get(CredentialsService).isRight(deviceId, secret)).toBe('wrong');
  });

  it('provisions nothing of a list with mistakes', async () => {
    const { code, complained } = await run(
      'provision --csv -',
      'deviceId,dialect\nDEMO-9,\nDEMO/9,\nDEMO-10,klingon\n',
    );
    expect(code).toBe(1);
    expect(complained.split('\n')).toEqual([
      'line 3: deviceId must be 1 to 64 letters, digits, dots, underscores or hyphens',
      expect.stringMatching(/^line 4: dialect is no dialect this gateway speaks: cloudevents, /),
    ]);
    expect(await rooms.query(`SELECT 1 FROM device WHERE "deviceId" IN ('DEMO-9', 'DEMO-10')`)).toEqual([]);
  });
});
