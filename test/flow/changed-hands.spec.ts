/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { newDispenser, type Dispenser as Simulated, setSchedule } from '../../src/simulator/dispenser.rules.js';
import type { Api } from '../support/api.js';
import { caseOf } from '../support/case.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { partnerOf } from '../support/partner.js';
import { expectFlaws, expectProblem } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const EAST = { lat: 55.24, lon: 9.76 };
const message = { type: 'message.show', data: { messageId: 'm1', text: 'The doctor at two' }, ttlSeconds: 86_400 };
const at = (time: string) => [{ time, criticality: 'time-critical' }];

/** It is 07:00 in Copenhagen; every story has citizens and dispensers of its own, the one in the west, the other in the east. */
describe('a dispenser that goes from one citizen to another', () => {
  let house: House;
  let town: Town;
  let west: Api;
  let east: Api;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    west = await partnerOf(house, [town.west.districtId]);
    east = await partnerOf(house, [town.east.districtId]);
  });
  afterAll(() => house?.stop());

  const two = async (one: object, other: object = {}): Promise<[Resident, Resident]> => [
    await town.citizen({ connect: false, ...one }),
    await town.citizen({ connect: false, ...EAST, ...other }),
  ];
  const give = ({ citizenId }: Resident, deviceId: string | null, minutes = 0) =>
    town.api.put(`/citizens/${citizenId}/dispenser`, {
      deviceId,
      ...(minutes > 0 && { from: new Date(house.clock.now().getTime() + minutes * 60_000).toISOString() }),
    });
  const plan = ({ citizenId }: Resident, time: string) =>
    town.api.put(`/citizens/${citizenId}/schedule`, { slots: at(time) });
  const connect = ({ deviceId, secret }: Resident) =>
    Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now());
  const asked = async (api: Api, { deviceId }: Resident): Promise<any[]> =>
    (await api.get(`/dispensers/${deviceId}/commands?limit=500`)).items;
  const given = async (one: Resident) => (await asked(town.api, one)).filter(({ type }) => type === 'schedule.set');
  const owner = async ({ deviceId }: Resident) => (await town.api.get(`/dispensers/${deviceId}`)).citizenId;

  /** What a dispenser goes by that passes over revisions it knows, given what it heard. */
  const goesBy = (commands: readonly any[]): Simulated['schedule'] => {
    const dispenser = newDispenser(1, 'SIMULATED', 0);
    for (const { type, data } of commands) if (type === 'schedule.set') setSchedule(dispenser, data, 0);
    return dispenser.schedule;
  };

  it('goes by the schedule of whom it serves, whatever it knew', async () => {
    const [first, second] = await two({}, { slots: at('09:30') });
    for (const time of ['08:00', '08:15', '08:30']) await plan(first, time);
    const dispenser = await connect(first);
    await eventually(() => goesBy(dispenser.commands)?.slots[0]?.time === '08:30');
    expect(await give(second, first.deviceId)).toMatchObject({
      citizenId: second.citizenId,
      deviceId: first.deviceId,
      holds: { deviceId: first.deviceId, schedule: 'own', revision: 4 },
    });
    await eventually(() => goesBy(dispenser.commands)?.slots[0]?.time === '09:30');
    // It boots, and is told once more what it knows.
    await dispenser.say('device.booted');
    await house.clock.settle();
    expect((await given(first)).map(({ data }) => data.revision)).toEqual([4, 4, 3, 2, 1]);
    await give(first, first.deviceId);
    await eventually(() => goesBy(dispenser.commands)?.slots[0]?.time === '08:30');
    expect((await given(first))[0].data.revision).toBe(5);
    await dispenser.leave();
  });

  it('never says what was asked for somebody else, and whose team sees it is whose it was then', async () => {
    const [first, second] = await two({ slots: at('08:00') });
    const path = `/dispensers/${first.deviceId}/commands` as const;
    const old = [await town.api.post(path, message), await town.api.post(path, { type: 'dose.lock' })];
    await give(second, first.deviceId);
    const later = await town.api.post(path, { ...message, data: { messageId: 'm2', text: 'Hello' } });
    const dispenser = await connect(first);
    await eventually(() => dispenser.commands.some(({ id }) => id === later.id));
    await house.clock.settle();
    const heard = dispenser.commands.filter(({ type }) => type !== 'time.sync');
    expect(heard.filter(({ id }) => old.some((one) => one.id === id))).toEqual([]);
    expect(heard.flatMap(({ data }) => data.slots ?? [])).toEqual([]);
    await dispenser.leave();

    const mine = await asked(west, first);
    expect(mine.map(({ type, state, detail, citizenId }) => [type, state, detail, citizenId])).toEqual([
      ['dose.lock', 'expired', 'changed-hands', first.citizenId],
      ['message.show', 'expired', 'changed-hands', first.citizenId],
      ['schedule.set', 'expired', 'changed-hands', first.citizenId],
    ]);
    expect((await asked(east, first)).map(({ type, citizenId }) => [type, citizenId])).toEqual([
      ['message.show', second.citizenId],
      ['schedule.set', second.citizenId],
    ]);
    expectProblem(await east.ask('GET', `${path}/${old[0]!.id}`), 404);
    expectProblem(await west.ask('GET', `${path}/${later.id}`), 404);
    expectProblem(await west.ask('POST', path, message), 404);
    const told = (await east.get(`/citizens/${second.citizenId}/timeline`)).items.map(({ id }: any) => id);
    expect([told.includes(later.id), told.includes(old[0]!.id)]).toEqual([true, false]);
  });

  it('nor when it was sent already and the dispenser left before it had it', async () => {
    const [first, second] = await two({});
    const login = { clientId: first.deviceId, username: first.deviceId, password: first.secret, clean: false };
    const options = { ...login, reconnectPeriod: 0, protocolVersion: 4 as const };
    const deaf = await mqtt.connectAsync(house.mqttUrl, options);
    await deaf.subscribeAsync(`dosevagt/v1/${first.deviceId}/commands`, { qos: 1 });
    // From now on it says of nothing that it came.
    deaf.handleMessage = () => undefined;
    const old = await town.api.post(`/dispensers/${first.deviceId}/commands`, message);
    await eventually(async () => (await asked(west, first))[0].state === 'sent');
    await deaf.endAsync(true);
    await give(second, first.deviceId);
    const later = await town.api.post(`/dispensers/${first.deviceId}/commands`, message);
    const back = mqtt.connect(house.mqttUrl, options);
    const heard: string[] = [];
    back.on('message', (_topic, payload) => heard.push(String(payload)));
    await eventually(() => heard.some((payload) => payload.includes(later.id)));
    expect(heard.filter((payload) => payload.includes(old.id))).toEqual([]);
    await back.endAsync();
  });

  it('is emptied where there is no schedule for whom it serves, whose team is told, until there is one', async () => {
    const [first, second] = await two({ slots: at('08:00') });
    const holds = { deviceId: first.deviceId, schedule: 'empty', revision: 2 };
    expect(await give(second, first.deviceId)).toMatchObject({ holds });
    const seen = caseOf(town, second);
    expect(await seen.alerts()).toMatchObject([{ type: 'schedule.missing', priority: 'P2', state: 'open' }]);
    expect(await seen.task()).toMatchObject({ teamId: town.east.teamId });
    await plan(second, '10:00');
    expect((await given(first))[0]).toMatchObject({ data: { revision: 3, slots: at('10:00') } });
    expect(await seen.alerts()).toMatchObject([{ type: 'schedule.missing', state: 'auto-resolved' }]);
    // It goes on to somebody who has none either, and back: each team is told anew, and only while it is theirs.
    const third = await town.citizen({ connect: false });
    for (const next of [third, second, third]) await give(next, first.deviceId);
    expect((await caseOf(town, third).alerts()).map(({ state }) => state)).toEqual(['open', 'auto-resolved']);
    expect((await given(first)).map(({ data }) => [data.revision, data.slots.length])).toEqual([
      [6, 0],
      [5, 1],
      [4, 0],
      [3, 1],
      [2, 0],
      [1, 1],
    ]);
  });

  it('is left alone where it never had a schedule of ours', async () => {
    const [first, second] = await two({});
    expect(await give(second, first.deviceId)).toMatchObject({
      holds: { deviceId: first.deviceId, schedule: 'none', revision: null, state: null },
    });
    expect([await asked(town.api, first), await caseOf(town, second).alerts()]).toEqual([[], []]);
  });

  it('is taken away, dispenses nothing then, and what it says is nobody’s', async () => {
    const [first] = await two({ slots: at('08:00') });
    const dispenser = await connect(first);
    await dispenser.publish('heartbeat', JSON.stringify({ batteryPct: 81, nextDueAt: '2026-03-10T07:00:00Z' }));
    await house.clock.settle();
    const nothing = { citizenId: first.citizenId, deviceId: null };
    expect(await give(first, null)).toMatchObject({ ...nothing, holds: { schedule: 'empty', revision: 2 } });
    expect(await give(first, null)).toMatchObject({ ...nothing, holds: null });
    await eventually(() => goesBy(dispenser.commands)?.slots.length === 0);
    expect(await town.api.get(`/dispensers/${first.deviceId}`)).toMatchObject({ citizenId: null, nextDueAt: null });
    await house.clock.forward({ minutes: 1 });
    await dispenser.say('device.jam');
    await house.clock.settle();
    expect((await town.api.get(`/quarantine?deviceId=${first.deviceId}`)).items).toMatchObject([
      { kind: 'unattributed', citizenId: null },
    ]);
    expect((await west.get(`/telemetry?deviceId=${first.deviceId}`)).items).toEqual([]);
    expect((await caseOf(town, first).told()).filter((type) => type === 'device.released')).toHaveLength(1);
    // It is the citizen's after all, since then: what waits is whose a person says it was.
    const { id } = (await town.api.get(`/quarantine?deviceId=${first.deviceId}`)).items[0]!;
    await town.api.post(`/quarantine/${id}/assign`, { citizenId: first.citizenId });
    expect((await west.get(`/telemetry?citizenId=${first.citizenId}`)).items).toMatchObject([
      { type: 'device.jam', citizenId: first.citizenId },
    ]);
    // Nor does it take a citizen's own dispenser to say something that was about her.
    const [third, fourth] = await two({});
    await give(fourth, null);
    const stray = await connect(fourth);
    await stray.say('device.jam');
    await house.clock.settle();
    const [strayed] = (await town.api.get(`/quarantine?deviceId=${fourth.deviceId}`)).items;
    await town.api.post(`/quarantine/${strayed!.id}/assign`, { citizenId: third.citizenId });
    for (const query of [`citizenId=${third.citizenId}`, `deviceId=${fourth.deviceId}`])
      expect((await west.get(`/telemetry?${query}`)).items).toMatchObject([{ citizenId: third.citizenId }]);
    expect((await east.get(`/telemetry?deviceId=${fourth.deviceId}`)).items).toEqual([]);
    await Promise.all([dispenser.leave(), stray.leave()]);
  });

  it('what ends or begins ahead of time does so then, and can be taken back until then', async () => {
    const [first, second] = await two({ slots: at('23:00') }, { slots: at('22:00') });
    await give(first, null, 1);
    await give(second, first.deviceId, 2);
    expect([await owner(first), (await given(first)).length]).toEqual([first.citizenId, 1]);
    await house.clock.forward({ minutes: 1 });
    expect([await owner(first), (await given(first))[0].data]).toMatchObject([null, { revision: 2, slots: [] }]);
    await house.clock.forward({ minutes: 1 });
    expect(await owner(first)).toBe(second.citizenId);
    expect((await given(first))[0]).toMatchObject({
      citizenId: second.citizenId,
      data: { revision: 3, slots: at('22:00') },
    });

    await give(first, first.deviceId, 3);
    await give(first, null);
    await house.clock.forward({ minutes: 4 });
    expect([await owner(first), (await given(first)).length]).toEqual([second.citizenId, 3]);
    const told = (await caseOf(town, first).told()).filter((type) => type.startsWith('device.'));
    expect(told).toEqual([
      'device.assigned',
      'device.released',
      'device.assignment_planned',
      'device.assignment_withdrawn',
    ]);
  });

  it('goes when it was said last that it goes, sooner or later, and what is shown has a tag of its own', async () => {
    const [one, other] = await two({ slots: at('23:00') });
    const shown = () => town.api.ask('GET', `/citizens/${one.citizenId}/dispenser`);
    const inMinutes = (n: number) => new Date(house.clock.now().getTime() + n * 60_000).toISOString();
    for (const minutes of [2, 5, 3]) {
      await give(one, null, minutes);
      expect((await shown()).body).toMatchObject({ deviceId: one.deviceId, until: inMinutes(minutes) });
    }
    // What is promised to somebody else goes then.
    await give(other, one.deviceId, 2);
    await give(one, null, 4);
    const before = await shown();
    expect(before.body).toMatchObject({ until: inMinutes(2) });
    await house.clock.forward({ minutes: 2 });
    expect(await owner(one)).toBe(other.citizenId);
    const after = await shown();
    expect(after.body).toMatchObject({ deviceId: null, holds: null });
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));

    const theirs = () => town.api.ask('GET', `/citizens/${other.citizenId}/dispenser`);
    const empty = await theirs();
    await plan(other, '22:00');
    const full = await theirs();
    expect([empty.body.holds?.schedule, full.body.holds?.schedule]).toEqual(['empty', 'own']);
    expect(full.headers.get('etag')).not.toBe(empty.headers.get('etag'));
    const asBefore = { 'if-match': empty.headers.get('etag')! };
    const put = await town.api.ask('PUT', `/citizens/${other.citizenId}/dispenser`, { deviceId: null }, asBefore);
    expect([put.status, put.headers.get('etag')]).toEqual([200, (await theirs()).headers.get('etag')]);
  });

  it('is not taken from beyond reach, nor its past from anybody', async () => {
    const [first, second] = await two({});
    const path = `/citizens/${second.citizenId}/dispenser`;
    const { deviceId } = first;
    await house.clock.forward({ minutes: 1 });
    expectFlaws(await east.ask('PUT', path, { deviceId }), 'deviceId');
    expectFlaws(await town.api.ask('PUT', path, { deviceId, from: '2026-03-01T00:00:00Z' }), 'from');
    await give(first, null);
    await house.clock.forward({ minutes: 1 });
    expectFlaws(await east.ask('PUT', path, { deviceId, from: '2026-03-01T00:00:00Z' }), 'from');
    await give(first, deviceId, 1);
    expectFlaws(await east.ask('PUT', path, { deviceId }), 'deviceId');
    await give(first, null);
    expect(await east.ask('PUT', path, { deviceId })).toMatchObject({ status: 200 });
    expectProblem(await west.ask('PUT', path, { deviceId: null }), 404);
  });

  it('is asked only what is others’ to ask, by those who may', async () => {
    const { deviceId } = (await two({}))[0];
    const path = `/dispensers/${deviceId}/commands` as const;
    const maker = await partnerOf(house, [town.west.districtId], ['devices:read', 'devices:write']);
    for (const type of ['schedule.set', 'time.sync']) expectFlaws(await town.api.ask('POST', path, { type }), 'type');
    for (const ask of [message, { type: 'dose.lock' }]) expectProblem(await maker.ask('POST', path, ask), 403);
    expectFlaws(
      await maker.ask('POST', path, { type: 'dose.remind', data: { colour: 'red' }, loud: true }),
      'data.colour',
      'loud',
    );
    const { status, body } = await maker.ask('POST', path, { type: 'dose.remind' });
    expect([status, body.askedBy]).toEqual([
      201,
      { kind: 'partner', id: expect.any(String), name: expect.any(String) },
    ]);
    const own = await town.api.post(path, message);
    expect((await asked(town.api, { deviceId } as Resident)).map(({ askedBy }) => askedBy.kind)).toEqual([
      'staff',
      'partner',
    ]);
    expect(own.askedBy).toMatchObject({ kind: 'staff', name: 'Demo Administrator' });
  });

  it('and every fact about a citizen is told in the district, and in the one that is left', async () => {
    const [first] = await two({ slots: at('08:00') });
    await town.api.patch(`/citizens/${first.citizenId}`, { address: EAST });
    await house.clock.settle();
    const hears = async (api: Api) =>
      (await api.get('/events?limit=500&type=citizen.moved,device.assigned')).items
        .filter(({ data }: any) => data.citizenId === first.citizenId)
        .map(({ type, data }: any) => [type, data.districtId, data.from]);
    const moved = ['citizen.moved', town.east.districtId, town.west.districtId];
    expect(await hears(west)).toEqual([['device.assigned', town.west.districtId, expect.any(String)], moved]);
    expect(await hears(east)).toEqual([moved]);
    const without = await house.query(
      `SELECT DISTINCT f."type" FROM fact f JOIN citizen c ON c."id" = f."citizenId" WHERE f."districtId" IS NULL AND c."districtId" IS NOT NULL`,
    );
    expect(without).toEqual([]);
  });
});
