import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../../support/api.js';
import { caseOf } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { expectFlaws } from '../../support/problems.js';
import { makeTown, NEVER, type Resident, type Town } from '../../support/town.js';

/** Copenhagen is an hour ahead of UTC: doses are due at 08:00 and 20:00, and it is 08:10 when the stories begin. */
const dueAt = '2026-03-10T07:00:00.000Z';

describe('whose address and whose life changes', () => {
  let house: House;
  let town: Town;
  let nurse: Api;
  let [hidden, dead, guest, mover]: Resident[] = [];

  const miss = async ({ dispenser }: Resident) => {
    await dispenser.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
  };
  const change = ({ citizenId }: Resident, body: object) => town.api.patch(`/citizens/${citizenId}`, body);

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house, { e: NEVER });
    nurse = await town.nurse('Frida', [town.west.teamId]);
    const slots = [{ time: '08:00' }, { time: '20:00' }];
    const stay = { from: '2026-03-09T00:00:00+01:00', until: '2026-03-20T00:00:00+01:00' };
    [hidden, dead, guest, mover] = [
      await town.citizen({ slots, addressProtected: true }),
      await town.citizen({ slots }),
      await town.citizen({ slots, temporaryAddress: { street: 'Hos Familien 2', lat: 55.26, lon: 9.74, ...stay } }),
      await town.citizen({ slots }),
    ];
    await house.clock.forward({ hours: 1, minutes: 10 });
  });
  afterAll(() => house?.stop());

  it('scenario 33: a protected address is shown to who drives there, and nowhere else', async () => {
    await miss(hidden!);
    const { id } = await caseOf(town, hidden!).task();
    const address = async () => (await nurse.get(`/tasks/${id}`)).citizen!.address;
    expect(await address()).toBeNull();
    expect((await nurse.post(`/tasks/${id}/claim`)).citizen!.address).toMatchObject({ street: 'Opdigtet Gade 1' });
    expect(await address()).toMatchObject({ street: 'Opdigtet Gade 1' });
    expect((await town.api.get(`/tasks/${id}`)).citizen!.address).toBeNull();
    const listed = (await nurse.get(`/tasks?citizenId=${hidden!.citizenId}`)).items;
    expect(listed).toMatchObject([{ id, citizen: { address: null } }]);
    expect(await town.api.get(`/citizens/${hidden!.citizenId}`)).toMatchObject({
      addressProtected: true,
      address: null,
    });
  });

  it('how one gets in is told to who visits, and to who has the visit; in no list, and never with a protected address', async () => {
    const homeAccess = { key: 'box 4 at the office', note: 'ring twice' };
    const said = { mobile: '+4500000001', language: 'da', homeAccess };
    await change(guest!, said);
    await change(hidden!, said);
    const caller = await town.nurse('Ellen', [town.eTeamId]);
    const stranger = await town.nurse('Gerda', [town.responseCentreId]);
    const read = (api: Api, { citizenId }: Resident) => api.get(`/citizens/${citizenId}`);
    const wayIn = async (api: Api, one: Resident) => (await read(api, one)).homeAccess;
    expect(await Promise.all([nurse, town.api, caller, stranger].map((api) => wayIn(api, guest!)))).toEqual([
      ...[homeAccess, homeAccess],
      ...[null, null],
    ]);
    expect(await Promise.all([nurse, town.api].map((api) => wayIn(api, hidden!)))).toEqual([null, null]);
    expect(await read(caller, guest!)).toMatchObject({ mobile: said.mobile, homeAccess: null, homeAccessKnown: true });
    const known = {
      'if-none-match': (await caller.ask('GET', `/citizens/${guest!.citizenId}`)).headers.get('etag')!,
    };
    const again = [caller, nurse].map((api) => api.ask('GET', `/citizens/${guest!.citizenId}`, undefined, known));
    expect((await Promise.all(again)).map(({ status }) => status)).toEqual([304, 200]);
    const { id } = await caseOf(town, hidden!).task();
    const visit = (await nurse.get(`/tasks/${id}`)).contacts;
    expect(visit).toMatchObject({ ...said, homeAccessKnown: true, relatives: [] });
    expect((await town.api.get(`/tasks/${id}`)).contacts).toMatchObject({ ...said, homeAccess: null });
    const lists = ['/citizens', '/tasks', '/notices', `/teams/${town.west.teamId}/handover`, '/events?limit=500'];
    const answers = await Promise.all(lists.map(async (list) => JSON.stringify(await nurse.get(list))));
    answers.push(JSON.stringify(await nurse.post('/citizens/search', { name: 'Invented' })));
    expect(answers.filter((answer) => answer.includes('box 4'))).toEqual([]);
    const { items } = await town.api.get(`/citizens/${hidden!.citizenId}/reads`);
    const looked = items.filter(({ route }) => route === 'GET /api/v1/tasks/:id').map(({ shown }) => shown);
    expect(looked.slice(0, 2)).toEqual([
      ['language', 'mobile'],
      ['homeAccess', 'language', 'mobile'],
    ]);
    const { items: facts } = await town.api.get('/events?type=citizen.contacts_changed');
    const data = { fields: ['mobile', 'language', 'homeAccess'] };
    expect(facts).toMatchObject([{ data }, { data }]);
    expect(JSON.stringify(facts)).not.toContain('box 4');
  });

  it('scenario 33: a registered death stops everything but the recovery of the dispenser', async () => {
    await dead!.dispenser.say('supply.low', { data: { dosesRemaining: 4 } });
    await miss(dead!);
    const seen = caseOf(town, dead!);
    expect(await seen.alerts()).toHaveLength(2);
    await change(dead!, { deceasedAt: house.clock.now().toISOString() });
    const live = async () => (await seen.alerts()).filter(({ state }) => state !== 'auto-resolved');
    expect(await live()).toMatchObject([{ type: 'device.recovery', priority: 'P4', deviceId: dead!.deviceId }]);
    expect(await seen.task()).toMatchObject({ kind: 'technical', teamId: town.west.teamId });
    await dead!.dispenser.say('dose.missed', { data: { dueAt: '2026-03-10T19:00:00Z' } });
    await dead!.dispenser.say('device.jam', { data: {} });
    await dead!.dispenser.leave();
    await house.clock.forward({ hours: 13 });
    expect(await live()).toHaveLength(1);
    expect((await seen.tasks()).filter(({ state }) => state === 'open')).toHaveLength(1);
    const states = new Set((await seen.doses()).map(({ state }) => state));
    expect(states).toEqual(new Set(['missed', 'cancelled']));
  });

  it('and one registered by mistake is taken back: doses are expected again', async () => {
    await change(dead!, { deceasedAt: null });
    const doses = await caseOf(town, dead!).doses();
    expect(doses.at(-1)).toMatchObject({ state: 'scheduled' });
  });

  it('at a temporary address the nearest team there is asked', async () => {
    const seen = caseOf(town, guest!);
    expect((await seen.alert()).type).toBe('dose.unconfirmed');
    expect(await seen.task()).toMatchObject({
      teamId: town.east.teamId,
      citizen: { address: { street: 'Hos Familien 2' } },
    });
  });

  it('scenario 33: what is derived from a protected address is protected, also what is stored already', async () => {
    const HOW_FAR = /"distanceMeters":\d|\d km\b|farther away|as near/;
    const told = async ({ citizenId }: Resident) => {
      const [task] = (await town.api.get(`/tasks?citizenId=${citizenId}`)).items;
      const everywhere = [
        `/tasks/${task!.id}`,
        `/tasks?citizenId=${citizenId}`,
        `/alerts/${task!.alertId}`,
        `/alerts?citizenId=${citizenId}`,
        `/citizens/${citizenId}/timeline`,
        `/teams/${task!.teamId}/handover`,
        '/events?limit=500',
        '/notices',
      ];
      const answers = await Promise.all(everywhere.map((path) => town.api.get(path)));
      const about = (answer: { items?: object[] }) =>
        (answer.items ?? [answer]).map((item) => JSON.stringify(item)).filter((item) => item.includes(citizenId));
      return everywhere.filter((_, i) => about(answers[i]!).some((item) => HOW_FAR.test(item)));
    };
    expect(await told(hidden!)).toEqual([]);
    expect(await told(guest!)).toContainEqual(expect.stringMatching(/^\/tasks\/[\w-]+$/));
    await change(guest!, { addressProtected: true });
    expect(await told(guest!)).toEqual([]);
  });

  it('scenario 33: a protection is lifted by a right of its own, for a reason, and the feed says so', async () => {
    const path = `/citizens/${hidden!.citizenId}`;
    const lift = { addressProtected: false, reason: 'the registry says so' };
    const partner = new Api(house.httpUrl, house.partner.token);
    expectFlaws(await town.api.ask('PATCH', path, { addressProtected: false }), 'reason');
    expectFlaws(await town.api.ask('PATCH', path, { serviceArea: 'care', reason: 'because' }), 'reason');
    expect((await partner.ask('PATCH', path, lift)).status).toBe(403);
    expect((await nurse.ask('PATCH', path, lift)).status).toBe(403);
    expect(await town.api.get(path)).toMatchObject({ addressProtected: true, address: null });
    expect(await town.api.patch(path, lift)).toMatchObject({ addressProtected: false, address: { lat: 55.24 } });
    const told = await caseOf(town, hidden!).facts('citizen.protection_lifted');
    expect(told).toMatchObject([{ data: { byKind: 'staff' } }]);
    expect(JSON.stringify(told)).not.toContain('registry');
    const auditor = await town.staff('Asta', ['auditor'], []);
    const { items: logged } = await auditor.get(`/audit?kind=access&citizenId=${hidden!.citizenId}`);
    expect(logged).toMatchObject([
      { what: 'protection.lifted', principalKind: 'staff', text: lift.reason, citizenIds: [hidden!.citizenId] },
    ]);
    expect(logged[0]!.accountId).toBeNull();
    await change(hidden!, { addressProtected: true });
  });

  it('scenario 18: a move to another district is told with both, and counts from then on', async () => {
    await change(mover!, { districtId: town.east.districtId });
    const seen = caseOf(town, mover!);
    expect(await seen.facts('citizen.moved')).toMatchObject([
      { data: { from: town.west.districtId, to: town.east.districtId } },
    ]);
    await mover!.dispenser.say('device.jam', { data: {} });
    await house.clock.settle();
    expect(await seen.alert()).toMatchObject({ type: 'device.jam', districtId: town.east.districtId });
  });

  it('and of whose address is protected the district that is left hears that she went, and not where to', async () => {
    await hidden!.dispenser.say('device.jam', { data: {} });
    await house.clock.settle();
    const held = (await town.api.get(`/tasks?state=open&citizenId=${hidden!.citizenId}`)).items[0];
    await nurse.post(`/tasks/${held!.id}/claim`);
    await change(hidden!, { districtId: town.east.districtId });
    await house.clock.settle();
    const heard = async (who: Api, { citizenId }: Resident) =>
      (await who.get('/events?limit=500&type=citizen.moved,task.readdressed')).items
        .filter(({ data }) => data.citizenId === citizenId)
        .map(({ data }: { data: object }) => data);
    const [west, east] = [town.west.districtId, town.east.districtId];
    expect(await heard(nurse, mover!)).toMatchObject([{ from: west, to: east, districtId: east }]);
    expect(await heard(town.api, hidden!)).toMatchObject([{ to: east }, { nextDistrictId: east }]);
    const told = await heard(nurse, hidden!);
    expect(told).toMatchObject([{ from: west, to: null, districtId: null }, { nextTeamId: null }]);
    expect(JSON.stringify(told)).not.toContain(east);
    // She has the work, and sees that it goes somewhere.
    const task = await nurse.get(`/tasks/${held!.id}`);
    expect(task).toMatchObject({ nextTeamId: null, nextDistrictId: null, movedAt: expect.any(String) });
  });
});
