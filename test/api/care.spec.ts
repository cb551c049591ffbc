/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsSchema, deviceSchema } from '../../src/devices/device.schema.js';
import { dosesSchema, scheduleSchema } from '../../src/doses/dose.schema.js';
import { timelineSchema } from '../../src/reports/timeline.schema.js';
import { Api } from '../support/api.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { expectFlaws, expectProblem } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const dueAt = '2026-03-10T07:00:00.000Z';

/** A citizen, her dispenser, her doses and her timeline over REST. */
describe('citizens and dispensers', () => {
  let house: House;
  let town: Town;
  let partner: Api;
  let karla: Resident;
  const of = <Rest extends string>(rest: Rest) => `/citizens/${karla.citizenId}${rest}` as const;

  beforeAll(async () => {
    house = await startHouse({ environment: { DATA_KEY: Buffer.alloc(32, 7).toString('base64') } });
    town = await makeTown(house);
    partner = new Api(house.httpUrl, house.partner.token);
    karla = await town.citizen({ displayName: 'Karla Opdigt', cpr: '010101-0000' });
  });
  afterAll(() => house?.stop());

  it('are found by CPR in a POST body, which no answer repeats', async () => {
    const found = await partner.ask('POST', '/citizens/search', { cpr: '0101010000' });
    expect(found.status).toBe(200);
    expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([karla.citizenId]);
    expect(JSON.stringify(found.body)).not.toMatch(/010101/);
    expect((await partner.post('/citizens/search', { name: 'karla op' })).items).toHaveLength(1);
    expect((await partner.post('/citizens/search', { cpr: '020202-0000' })).items).toEqual([]);
    expectProblem(await partner.ask('POST', '/citizens/search', {}), 422);
  });

  it('are changed in part', async () => {
    const changed = await partner.patch(of(''), { serviceArea: 'elderly care' });
    expect(changed).toMatchObject({ displayName: 'Karla Opdigt', serviceArea: 'elderly care', cprKnown: true });
    expectFlaws(await partner.ask('PATCH', of(''), { name: 'K' }), 'name');
  });

  it('have a schedule, which the dispenser hears and whose doses are laid out', async () => {
    expectProblem(await partner.ask('GET', of('/schedule')), 404);
    const slots = [
      { time: '08:00', criticality: 'standard', windowMinutes: 60 },
      { time: '20:00', days: ['mon', 'tue'], criticality: 'time-critical' },
    ];
    const set = await partner.put(of('/schedule'), { slots });
    expect(scheduleSchema.strict().parse(set)).toMatchObject({ revision: 1, zone: 'Europe/Copenhagen', slots });
    expect(set.planned).toEqual([]);
    expect(await partner.get(of('/schedule'))).toEqual(set);
    const heard = await eventually(() => karla.dispenser.commands.find(({ type }) => type === 'schedule.set'));
    expect(heard.data).toEqual({ revision: 1, zone: 'Europe/Copenhagen', slots });

    const doses = await partner.get(`/doses?citizenId=${karla.citizenId}`);
    expect(dosesSchema.parse(doses)).toEqual(doses);
    const due = doses.items.map((dose: any) => dose.dueAt);
    expect(due).toEqual(due.toSorted().reverse());
    expect(due.at(-1)).toBe(dueAt);
    const next = new Date(Date.parse(dueAt) + 1).toISOString();
    expect((await partner.get(`/doses?from=${dueAt}&to=${next}`)).items).toHaveLength(1);
    expect((await partner.get(`/doses?to=${dueAt}`)).items).toEqual([]);
    expect((await partner.get('/doses?state=due,missed')).items).toEqual([]);
    await house.clock.forward({ minutes: 61 });
    expect((await partner.get('/doses?state=due,missed')).items).toMatchObject([{ state: 'due', dueAt }]);
  });

  it('have a dispenser with its health, newest command first, and its answers', async () => {
    const device = await partner.get(`/dispensers/${karla.deviceId}`);
    expect(deviceSchema.strict().parse(device)).toMatchObject({ citizenId: karla.citizenId, dialect: 'cloudevents' });
    await karla.dispenser.publish('heartbeat', JSON.stringify({ batteryPct: 81, mains: true, dosesRemaining: 12 }));
    await eventually(async () => (await partner.get(`/dispensers/${karla.deviceId}`)).batteryPct === 81);
    expect(await partner.get(`/dispensers/${karla.deviceId}`)).toMatchObject({
      online: true,
      mains: true,
      dosesRemaining: 12,
      lastSeenAt: house.clock.now().toISOString(),
    });

    const asked = await partner.ask('POST', `/dispensers/${karla.deviceId}/commands`, {
      type: 'message.show',
      data: { messageId: 'm1', text: 'The nurse comes at nine' },
    });
    const heard = await eventually(() => karla.dispenser.commands.find(({ id }) => id === asked.body.id));
    expect(heard).toMatchObject({ type: 'message.show', time: expect.any(String), expiresAt: expect.any(String) });
    await karla.dispenser.acknowledge(heard.id);
    await eventually(
      async () => (await partner.get(`/dispensers/${karla.deviceId}/commands/${asked.body.id}`)).state === 'done',
    );
    const list = await partner.get(`/dispensers/${karla.deviceId}/commands`);
    expect(commandsSchema.parse(list)).toEqual(list);
    expect(list.items[0]).toMatchObject({ id: asked.body.id, state: 'done' });
    const first = await partner.get(`/dispensers/${karla.deviceId}/commands?limit=1`);
    const second = await partner.get(`/dispensers/${karla.deviceId}/commands?limit=1&cursor=${first.nextCursor}`);
    expect(second.items).toEqual([list.items[1]]);
  });

  it('get a new secret, and the old one stops working', async () => {
    const { deviceId, secret } = await partner.post('/dispensers', { deviceId: 'ROTATE-1' });
    const connect = (password: string) => Dispenser.connect(house.mqttUrl, deviceId, password, () => house.clock.now());
    const rotated = await partner.ask('POST', `/dispensers/${deviceId}/credentials`);
    expect(rotated).toMatchObject({ status: 201, body: { deviceId, secret: expect.any(String) } });
    await expect(connect(secret)).rejects.toMatchObject({ code: 5 });
    await (await connect(rotated.body.secret)).leave();
    await partner.patch(`/dispensers/${deviceId}`, { retired: true });
    await expect(connect(rotated.body.secret)).rejects.toMatchObject({ code: 5 });
    expectProblem(await partner.ask('POST', `/dispensers/${deviceId}/credentials`), 409, { state: 'retired' });
    expectFlaws(await partner.ask('PUT', of('/dispenser'), { deviceId }), 'deviceId');
  });

  it('pause, one pause at a time, and consent', async () => {
    const pause = { reason: 'hospital', from: '2026-03-11T00:00:00+01:00', until: '2026-03-13T00:00:00+01:00' };
    const made = await partner.post(of('/pauses'), pause);
    expect(made).toMatchObject({ from: '2026-03-10T23:00:00.000Z', begunAt: null });
    expectProblem(await partner.ask('POST', of('/pauses'), pause), 409, { state: 'paused' });
    expect((await partner.get(of('/pauses'))).items).toEqual([made]);
    expect((await partner.ask('DELETE', of(`/pauses/${made.id}`))).status).toBe(204);
    const { citizenId } = await town.citizen({ connect: false });
    const consent = await partner.put(`/citizens/${citizenId}/consent`, { telemetry: false, reason: 'moved away' });
    expect(consent.consent).toMatchObject({ telemetry: false, reason: 'moved away' });
    expectFlaws(await partner.ask('PUT', of('/consent'), { telemetry: 'yes' }), 'telemetry');
  });

  it('have a timeline of everything, newest first, and who looked is written down', async () => {
    await karla.dispenser.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
    const timeline = await partner.get(of('/timeline'));
    expect(timelineSchema.parse(timeline)).toEqual(timeline);
    const kinds = new Set(timeline.items.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['dose', 'alert', 'task', 'command']));
    const at = timeline.items.map((item) => item.at);
    expect(at).toEqual(at.toSorted().reverse());
    expect(at[0]! <= house.clock.now().toISOString()).toBe(true);
    const alert = timeline.items.find(({ kind }) => kind === 'alert')!;
    expect(alert.data).toMatchObject({ type: 'dose.missed', state: 'open' });
    expect((alert.data.log as { entry: string }[]).map(({ entry }) => entry)).toContain('reported');
    expect(timeline.items.find(({ kind }) => kind === 'dose')!.data).toMatchObject({ state: 'missed', dueAt });

    const ahead = await partner.get(of('/timeline?to=2027-01-01T00:00:00Z'));
    expect(new Set(ahead.items.map(({ kind }) => kind))).toContain('pause');
    const walked: string[] = [];
    for (let cursor = ''; ;) {
      const page = await partner.get(of(`/timeline?limit=3${cursor && `&cursor=${cursor}`}`));
      walked.push(...page.items.map(({ id }) => id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(timeline.items.map(({ id }) => id));
    const since = await partner.get(of(`/timeline?from=${dueAt}&to=2026-03-10T07:00:00.001Z`));
    expect(since.items.map(({ kind }) => kind)).toContain('dose');
    const { items: looks } = await partner.get(of('/reads'));
    expect(looks.map(({ route }) => route)).toContain('GET /api/v1/citizens/:id/timeline');
  });
});
