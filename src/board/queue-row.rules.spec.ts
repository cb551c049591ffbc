import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { QueueTask } from '../cases/lists/queue.rules.js';
import { TASK_KINDS, TASK_STATES } from '../cases/task.rules.js';
import type { Citizen } from '../citizens/citizen.rules.js';
import { newId } from '../platform/database/id.js';
import { type Around, placedRowOf, rowOf } from './queue-row.rules.js';

const at = (time: string): Date => new Date(`2026-03-10T${time}:00Z`);
const NURSES = ['Grete', 'Bo Eksempel', 'Hanne', 'Mads'];

const task = (about: Partial<QueueTask> = {}): QueueTask => ({
  id: newId(),
  citizenId: newId(),
  kind: 'screen-call',
  state: 'open',
  priority: 'P1',
  teamId: 'west',
  districtId: 'the west',
  audience: 'team',
  deviceId: 'MD-0001',
  assigneeId: null,
  claimedBy: null,
  claimedByName: null,
  unansweredCalls: 0,
  type: 'dose.missed',
  dose: { dueAt: '2026-03-10T07:00:00.000Z', windowClosesAt: '2026-03-10T07:30:00.000Z', criticality: 'time-critical' },
  deadlineAt: at('07:30'),
  rank: 1,
  at: at('07:30'),
  ...about,
});
const held = { state: 'claimed', claimedBy: 'grete', claimedByName: 'Grete' } as const;

const address = { street: 'Opdigtet Alle 97', postalCode: '0000', city: 'Fjordby', lat: 55, lon: 9 };
type Shown = Pick<Citizen, 'displayName' | 'address' | 'temporaryAddress' | 'addressProtected'>;
const around = (citizen: Partial<Shown> | null = {}, about: Partial<Around> = {}): Around => ({
  citizen:
    citizen &&
    ({
      ...{ displayName: 'Gudrun Eksempel', address, temporaryAddress: null, addressProtected: false },
      ...citizen,
    } as Citizen),
  phone: false,
  teamName: 'E-distriktet',
  reader: { id: 'hanne' },
  now: at('07:10'),
  ...about,
});

const bytes = (row: object): number => Buffer.byteLength(JSON.stringify(row));

describe('a row of the queue', () => {
  it.each([
    ['a citizen who is reached', {}, around(), { name: 'Gudrun Eksempel', street: 'Opdigtet Alle 97' }],
    ['a citizen who is not', {}, around(null), { name: null, street: null, phone: false }],
    [
      'no citizen, and what it is about instead',
      { citizenId: null, dose: null },
      around(null),
      { citizenId: null, doseAt: null, deviceId: 'MD-0001', districtId: 'the west' },
    ],
    ['all on duty', { audience: 'district' }, around(), { audience: 'district' }],
    ['a protected address', {}, around({ addressProtected: true }), { name: 'Gudrun Eksempel', street: null }],
    [
      'a protected address, to whoever drives there',
      { kind: 'visit', ...held },
      around({ addressProtected: true }, { reader: { id: 'grete' } }),
      { street: null },
    ],
    [
      'where the citizen stays for a while',
      {},
      around({
        temporaryAddress: {
          street: 'Hos en datter 2',
          lat: 55,
          lon: 9,
          from: at('06:00').toISOString(),
          until: at('09:00').toISOString(),
        },
      }),
      { street: 'Hos en datter 2' },
    ],
    ['that somebody can be called', {}, around({}, { phone: true }), { phone: true }],
    ['nobody', {}, around(), { holder: null, state: 'open' }],
    ['a colleague', held, around(), { holder: 'Grete', state: 'claimed' }],
    ['the reader', held, around({}, { reader: { id: 'grete' } }), { holder: 'Grete', mine: true }],
    [
      'what the reader closed',
      { ...held, state: 'resolved' },
      around({}, { reader: { id: 'grete' } }),
      { holder: null },
    ],
    ['no team', { teamId: null }, around({}, { teamName: null }), { teamName: null }],
    ['calls', { unansweredCalls: 2 }, around(), { calls: 2, critical: true }],
  ] as const)('shows %s', (_what, about, beside, shown) => {
    expect(rowOf(task(about as Partial<QueueTask>), beside)).toMatchObject(shown);
  });

  it('leaves out the marks that say nothing', () => {
    const dose = {
      dueAt: '2026-03-10T07:00:00.000Z',
      windowClosesAt: '2026-03-10T08:00:00.000Z',
      criticality: 'standard',
    } as const;
    expect(rowOf(task({ dose }), around())).not.toHaveProperty('critical');
    for (const mark of ['calls', 'audience', 'deviceId', 'districtId'])
      expect(rowOf(task({ dose }), around())).not.toHaveProperty(mark);
    for (const about of [held, { ...held, claimedBy: 'hanne', state: 'resolved' }] as const)
      expect(rowOf(task(about), around())).not.toHaveProperty('mine');
  });

  it.each(
    TASK_KINDS.flatMap((kind) =>
      TASK_STATES.flatMap((state) => ['hanne', 'grete'].map((id) => [kind, state, id] as const)),
    ),
  )('is of 400 bytes at most with every mark: %s, %s, read by %s', (kind, state, id) => {
    const row = rowOf(
      task({ ...(state !== 'open' && held), kind, state, unansweredCalls: 2, audience: 'district' }),
      around({}, { reader: { id } }),
    );
    expect(row).toMatchObject({ critical: true, calls: 2, phone: false });
    expect(bytes(row)).toBeLessThanOrEqual(400);
  });

  it('is of 75 bytes compressed, in a list of 2,000', () => {
    const rows = Array.from({ length: 2_000 }, (_, n) => {
      const name = NURSES[n % 7];
      const holder = name ? { state: 'claimed' as const, claimedBy: newId(), claimedByName: name } : {};
      const [displayName, street] = [`Citizen ${(n * 7919) % 2_000} Opdigtet`, `Opdigtet Gade ${(n * 104_729) % 500}`];
      return rowOf(
        task({ ...holder, deadlineAt: at(`${10 + (n % 10)}:${10 + (n % 50)}`) }),
        around({ displayName, address: { ...address, street } }),
      );
    });
    const answer = JSON.stringify({ items: rows });
    expect(gzipSync(answer).length).toBeLessThanOrEqual(150_000);
    expect(brotliCompressSync(answer).length).toBeLessThanOrEqual(150_000);
  });
});

describe('a row on the map', () => {
  const elsewhere = {
    street: 'Hos en datter 2',
    lat: 56,
    lon: 10,
    from: at('06:00').toISOString(),
    until: at('09:00').toISOString(),
  };
  it.each([
    ['a citizen who is reached', {}, around(), { lat: 55, lon: 9 }],
    ['one who stays elsewhere for a while', {}, around({ temporaryAddress: elsewhere }), { lat: 56, lon: 10 }],
    ['one who is not reached', {}, around(null), null],
    ['what is about nobody', { citizenId: null, dose: null }, around(null), null],
    ['a protected address', {}, around({ addressProtected: true, temporaryAddress: elsewhere }), null],
    [
      'a protected address, to whoever drives there',
      { kind: 'visit', ...held },
      around({ addressProtected: true }, { reader: { id: 'grete' } }),
      null,
    ],
  ] as const)('says where: %s', (_what, about, beside, place) => {
    const row = placedRowOf(task(about), beside);
    expect(row).toMatchObject({ at: place, districtId: 'the west' });
    // Whoever is not told the place is not told the street either.
    if (place === null) expect(row.street).toBeNull();
  });
});
