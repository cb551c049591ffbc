import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessModule } from '../../src/access/access.module.js';
import { ReadLog } from '../../src/access/read-log.service.js';
import type { Turn } from '../../src/platform/database/turn.js';
import { Line } from '../../src/platform/facts/line.js';
import { openRooms, type Rooms } from '../support/rooms.js';

describe('the log of reads', () => {
  let rooms: Rooms;
  beforeAll(async () => {
    rooms = await openRooms([AccessModule]);
  });
  afterAll(() => rooms.close());

  const transact = <T>(work: (turn: Turn) => Promise<T>): Promise<T> =>
    rooms.app.get(Line).transact(async (turn) => ({ facts: [], result: await work(turn) }));

  it('names each citizen once a look, newest first', async () => {
    const log = rooms.app.get(ReadLog);
    const [anna, ole] = ['019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10', '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a11'];
    const who = { kind: 'staff' as const, id: 'grete' };
    await transact(async ({ tx, now }) => {
      await log.recordReads(tx, now, who, [anna, ole, anna, null], 'dose.list');
      await log.recordReads(tx, now, who, [anna], 'citizen.show', 'called us');
      await log.recordReads(tx, now, who, [null], 'dose.list');
    });
    const reads = await transact(({ tx }) => log.readsOf(tx, anna!));
    expect(reads.map(({ what, reason, principalId }) => [what, reason, principalId])).toEqual([
      ['citizen.show', 'called us', 'grete'],
      ['dose.list', null, 'grete'],
    ]);
    expect(await transact(({ tx }) => log.readsOf(tx, anna!, 1, reads[0]!.id))).toEqual([reads[1]]);
    expect(await rooms.query('SELECT 1 FROM read_log')).toHaveLength(3);
  });

  it('is written once for a page that is read again and again', async () => {
    const log = rooms.app.get(ReadLog);
    const citizenId = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a12';
    const grete = { kind: 'staff' as const, id: 'grete' };
    const look = (minutes: number, who = grete, what = 'tasks', why: string | null = null) =>
      transact(({ tx }) =>
        log.recordReads(tx, new Date(Date.UTC(2026, 2, 10, 8, minutes)), who, [citizenId], what, why),
      );
    for (const minutes of [0, 1, 4, 5, 6]) await look(minutes);
    await look(6, { kind: 'staff', id: 'hanne' });
    await look(6, grete, 'task');
    await look(6, grete, 'tasks', 'called us');
    const reads = await transact(({ tx }) => log.readsOf(tx, citizenId));
    expect(reads.map(({ at, principalId, what, reason }) => [at.getUTCMinutes(), principalId, what, reason])).toEqual([
      [6, 'grete', 'tasks', 'called us'],
      [6, 'grete', 'task', null],
      [6, 'hanne', 'tasks', null],
      [5, 'grete', 'tasks', null],
      [0, 'grete', 'tasks', null],
    ]);
  });
});
