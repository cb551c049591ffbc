import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessModule } from '../../src/access/access.module.js';
import { CredentialsService } from '../../src/access/dispensers/credentials.service.js';
import { CredentialsStore } from '../../src/access/dispensers/credentials.store.js';
import { Database } from '../../src/platform/database/database.js';
import type { Turn } from '../../src/platform/database/turn.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { openRooms, type Rooms } from '../support/rooms.js';

describe('the secrets of dispensers', () => {
  let rooms: Rooms;
  let credentials: CredentialsService;
  beforeAll(async () => {
    rooms = await openRooms([AccessModule]);
    credentials = rooms.app.get(CredentialsService);
  });
  afterAll(() => rooms.close());

  const transact = <T>(work: (turn: Turn) => Promise<T>): Promise<T> =>
    rooms.app.get(FactBus).transact(async (turn) => ({ facts: [], result: await work(turn) }));
  const issue = (deviceId: string) => transact((turn) => credentials.issue(turn, deviceId));
  /** The same house in another process: it shares the database, not the memory. */
  const elsewhere = () => new CredentialsService(rooms.app.get(CredentialsStore), rooms.app.get(Database));

  it('are right, wrong, or of nobody', async () => {
    const secret = await issue('DEMO-1');
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await credentials.isRight('DEMO-1', secret)).toBe('right');
    expect(await credentials.isRight('DEMO-1', `${secret}x`)).toBe('wrong');
    expect(await credentials.isRight('DEMO-1', '')).toBe('wrong');
    expect(await credentials.isRight('DEMO-2', secret)).toBe('unknown');
  });

  it('are nowhere in the database', async () => {
    const secret = await issue('DEMO-3');
    const [row] = (await rooms.query(`SELECT encode("secretHash", 'escape') AS kept FROM device_credential`)) as {
      kept: string;
    }[];
    expect(row!.kept).not.toContain(secret);
  });

  it('are replaced at once here, and the new one works at once everywhere', async () => {
    const other = elsewhere();
    const old = await issue('DEMO-4');
    expect(await credentials.isRight('DEMO-4', old)).toBe('right');
    expect(await other.isRight('DEMO-4', old)).toBe('right');
    const fresh = await issue('DEMO-4');
    expect(await credentials.isRight('DEMO-4', old)).toBe('wrong');
    expect(await credentials.isRight('DEMO-4', fresh)).toBe('right');
    expect(await other.isRight('DEMO-4', fresh)).toBe('right');
    expect(await other.isRight('DEMO-4', old)).toBe('wrong');
  });

  it('stay as they were when the transaction that replaced them fails', async () => {
    const old = await issue('DEMO-5');
    const failing = transact(async (turn) => {
      await credentials.issue(turn, 'DEMO-5');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await credentials.isRight('DEMO-5', old)).toBe('right');
  });

  it('are not remembered from before a change that is still under way', async () => {
    const old = await issue('DEMO-6');
    await transact(async (turn) => {
      await credentials.issue(turn, 'DEMO-6');
      expect(await credentials.isRight('DEMO-6', old)).toBe('right');
    });
    expect(await credentials.isRight('DEMO-6', old)).toBe('wrong');
  });

  it('can be taken away', async () => {
    const secret = await issue('DEMO-7');
    expect(await transact((turn) => credentials.revoke(turn, 'DEMO-7'))).toBe(true);
    expect(await credentials.isRight('DEMO-7', secret)).toBe('unknown');
    expect(await transact((turn) => credentials.revoke(turn, 'DEMO-7'))).toBe(false);
  });

  it('of ten thousand dispensers are made in one go, and checked as they come', async () => {
    const ids = Array.from({ length: 10_000 }, (_, n) => `FLEET-${n}`);
    const fleet = await transact((turn) => credentials.issueMany(turn, [...ids, ids[0]!]));
    expect(fleet.map(({ deviceId }) => deviceId)).toEqual(ids);
    const other = elsewhere();
    const answers = await Promise.all(fleet.map(({ deviceId, secret }) => other.isRight(deviceId, secret)));
    expect(new Set(answers)).toEqual(new Set(['right']));
    const without = [...ids, 'FLEET-NEW'];
    expect(await transact(({ tx }) => credentials.listWithout(tx, without))).toEqual(['FLEET-NEW']);
  });

  it('come back by themselves after a lookup failed', async () => {
    const secret = await issue('DEMO-8');
    let away = true;
    const database = {
      autocommit: <T>(work: Parameters<Database['autocommit']>[0]) =>
        away ? Promise.reject(new Error('away')) : (rooms.app.get(Database).autocommit(work) as Promise<T>),
    } as unknown as Database;
    const shaky = new CredentialsService(rooms.app.get(CredentialsStore), database);
    await expect(shaky.isRight('DEMO-8', secret)).rejects.toThrow('away');
    away = false;
    expect(await shaky.isRight('DEMO-8', secret)).toBe('right');
  });
});
