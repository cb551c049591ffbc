import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, signIn } from '../support/api.js';
import { type House, startHouse } from '../support/house.js';
import { expectFlaws } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

interface Looked {
  readonly principalId: string;
  readonly reason: string | null;
  readonly route: string;
}

const WHY = { reason: 'emergency', text: 'Found in the street, alone' };

describe('who opens a citizen out of reach', () => {
  let house: House;
  let town: Town;
  let ole: Resident, eva: Resident;
  let nurse: Api & { staffId: string };
  let boss: Api;
  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    ole = await town.citizen({ connect: false, slots: [{ time: '08:00' }], homeAccess: { key: 'box 4' } });
    eva = await town.citizen({ connect: false, slots: [{ time: '09:00' }], homeAccess: { key: 'box 5' } });
    nurse = await town.nurse('Berit', [town.east.teamId]);
    boss = await town.staff('Bodil', ['administrator'], []);
  });
  afterAll(() => house?.stop());

  const reads = (who: Api, id: string) =>
    Promise.all(['', '/schedule', '/pauses', '/timeline'].map((path) => who.ask('GET', `/citizens/${id}${path}`))).then(
      (answers) => answers.map(({ status }) => status),
    );
  const open = (who: Api, id: string, body: unknown = WHY) => who.ask('POST', `/citizens/${id}/break-glass`, body);

  it('says why, and reads that one, and nobody else, for an hour', async () => {
    expect(await reads(nurse, ole.citizenId)).toEqual([404, 404, 404, 404]);
    const { status, body } = await open(nurse, ole.citizenId);
    expect([status, body]).toEqual([201, { ...body, ...WHY, citizenId: ole.citizenId, staffId: nurse.staffId }]);
    expect(Date.parse(body.until) - house.clock.now().getTime()).toBe(60 * 60_000);
    expect(await reads(nurse, ole.citizenId)).toEqual([200, 200, 200, 200]);
    expect(await nurse.get(`/citizens/${ole.citizenId}`)).toMatchObject({ homeAccess: { key: 'box 4' } });
    expect(await nurse.get('/break-glass')).toEqual({ items: [body], nextCursor: null });
    expect((await boss.get('/break-glass')).items).toEqual([]);
    expect(await reads(nurse, eva.citizenId)).toEqual([404, 404, 404, 404]);
    expect((await nurse.get('/citizens')).items).toEqual([]);
    expect((await nurse.get('/doses')).items).toEqual([]);
    const { items: doses } = await nurse.get(`/doses?citizenId=${ole.citizenId},${eva.citizenId}`);
    expect(new Set(doses.map(({ citizenId }: { citizenId: string }) => citizenId))).toEqual(new Set([ole.citizenId]));
    await house.clock.forward({ minutes: 59 });
    expect(await reads(nurse, ole.citizenId)).toEqual([200, 200, 200, 200]);
    await house.clock.forward({ minutes: 1 });
    expect(await reads(nurse, ole.citizenId)).toEqual([404, 404, 404, 404]);
    expect((await nurse.get('/break-glass')).items).toEqual([]);
  });

  it('is opened once more, by two at once', async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, () => open(nurse, eva.citizenId)));
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 201));
    await house.clock.forward({ hours: 1 });
  });

  it('changes nothing under it', async () => {
    await open(nurse, ole.citizenId);
    const pause = { reason: 'hospital', from: '2026-03-20T00:00:00Z', until: '2026-03-21T00:00:00Z' };
    expect((await nurse.ask('POST', `/citizens/${ole.citizenId}/pauses`, pause)).status).toBe(404);
  });

  it('is an administrator too, who reaches no citizen else', async () => {
    expect(await reads(boss, eva.citizenId)).toEqual([404, 404, 404, 404]);
    expect((await boss.ask('GET', '/citizens')).status).toBe(403);
    expect((await open(boss, eva.citizenId)).status).toBe(201);
    expect(await reads(boss, eva.citizenId)).toEqual([200, 200, 200, 200]);
    expect(await boss.get(`/citizens/${eva.citizenId}`)).toMatchObject({ homeAccess: null, homeAccessKnown: true });
    expect(await reads(boss, ole.citizenId)).toEqual([404, 404, 404, 404]);
    expect((await boss.ask('GET', '/citizens')).status).toBe(403);
  });

  it('is asked about: the lead of the citizen has work, and the feed says who and why, but not in her words', async () => {
    const { items } = await town.api.get(`/tasks?citizenId=${ole.citizenId}`);
    expect(items).toMatchObject([
      { kind: 'review', audience: 'district', teamId: town.west.teamId, alert: { type: 'citizen.access_review' } },
    ]);
    const { items: facts } = await town.api.get('/events?type=citizen.glass_broken');
    expect(facts).toHaveLength(11);

    expect(facts[0]!.data).toMatchObject({ citizenId: ole.citizenId, reason: 'emergency', by: nurse.staffId });
    expect(JSON.stringify(facts)).not.toContain('Berit');
    expect(JSON.stringify([items, facts])).not.toContain(WHY.text);
  });

  it('stands in the log of reads with her reason, and for an auditor with her words', async () => {
    const auditor = await town.staff('Asta', ['auditor'], []);
    const { items: looks } = await auditor.get(`/citizens/${ole.citizenId}/reads?limit=500`);
    const hers = looks.filter(({ principalId }: Looked) => principalId === nurse.staffId);
    const under = hers.filter(({ reason }: Looked) => reason === 'break-glass: emergency');
    expect(new Set(under.map(({ route }: Looked) => route))).toEqual(
      new Set([
        ...['', '/schedule', '/timeline'].map((path) => `GET /api/v1/citizens/:id${path}`),
        'GET /api/v1/citizens/:citizenId/pauses',
        'GET /api/v1/doses',
      ]),
    );
    const { items, nextCursor } = await auditor.get(`/audit?kind=break-glass&citizenId=${ole.citizenId}&limit=1`);
    expect(items).toMatchObject([
      { principalId: nurse.staffId, principalName: 'Berit', ...WHY, citizenIds: [ole.citizenId] },
    ]);
    const next = await auditor.get(`/audit?kind=break-glass&citizenId=${ole.citizenId}&limit=1&cursor=${nextCursor}`);
    expect(next.items).toMatchObject([{ principalId: nurse.staffId, kind: 'break-glass' }]);
    expect([next.items[0]!.id === items[0]!.id, next.nextCursor]).toEqual([false, null]);
    const access = (await auditor.get('/audit?kind=access&limit=500')).items;
    expect(access.map(({ what }: { what: string }) => what)).toContain('staff.created');
    const [itself] = (await auditor.get('/audit?kind=read&limit=1')).items;
    expect(itself).toMatchObject({ kind: 'read', what: 'GET /api/v1/audit', principalName: 'Asta' });
    for (const who of [nurse, boss, town.api]) expect((await who.ask('GET', '/audit')).status).toBe(403);
    expect((await nurse.ask('GET', `/citizens/${ole.citizenId}/reads`)).status).toBe(403);
    expect((await town.api.ask('GET', `/citizens/${ole.citizenId}/reads`)).status).toBe(200);
  });

  it('is told to a spreadsheet too, all of it at once, and whom that shows is logged', async () => {
    const auditor = await signIn(house.httpUrl, 'asta', 'Asta sings at dawn');
    const asCsv = async (path: string) => {
      const answer = await auditor.open(path, { accept: 'text/csv' });
      const [head, ...lines] = (await answer.text()).trimEnd().split('\r\n');
      return {
        status: answer.status,
        type: answer.headers.get('content-type'),
        head: head!.replace('\ufeff', ''),
        lines,
      };
    };
    const { status, type, head, lines } = await asCsv(`/audit?citizenId=${ole.citizenId}&limit=1&locale=en`);
    expect([status, type]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(head).toMatch(/^at,kind,principalId,.*,citizenIds,accountId,address,until,id$/);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.find((line) => line.includes(',break-glass,'))).toContain(ole.citizenId);
    const [logged] = (await auditor.get(`/audit?kind=read&citizenId=${ole.citizenId}&limit=1`)).items;
    expect(logged).toMatchObject({ what: 'GET /api/v1/audit', principalName: 'Asta' });
    const hers = await asCsv(`/citizens/${ole.citizenId}/reads?principalId=${nurse.staffId}&locale=da`);
    expect(hers.head).toMatch(/^at;principalId;.*;replayed;firstPosition;lastPosition;id$/);
    expect(hers.lines.length).toBeGreaterThan(2);
    expect(hers.lines.every((line) => line.includes(nurse.staffId))).toBe(true);
    expectFlaws(await auditor.ask('GET', `/citizens/${ole.citizenId}/reads?principalId=her`), 'principalId');
  });

  it.each([
    ['no reason', { text: 'because' }, 422],
    ['a reason of her own', { reason: 'curious', text: 'because' }, 422],
    ['no words', { reason: 'emergency', text: '  ' }, 422],
    ['something beside', { ...WHY, minutes: 600 }, 422],
  ])('says %s: %j is %d', async (_, body, status) =>
    expect((await open(nurse, ole.citizenId, body)).status).toBe(status),
  );

  it('is nobody whose role reads no citizens, and no partner', async () => {
    const others = await Promise.all(
      ['operator', 'auditor', 'manager'].map((role) => town.staff(`Un${role}`, [role], [town.east.teamId])),
    );
    const partner = new (town.api.constructor as new (url: string, token: string) => Api)(
      house.httpUrl,
      house.partner.token,
    );
    for (const who of [...others, partner]) expect((await open(who, ole.citizenId)).status).toBe(403);
    expect((await open(nurse, '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10')).status).toBe(404);
  });

  it('is put down as looked at by whoever leads there, and the task about it ends with the last of them', async () => {
    const lead = await town.staff('Lotte', ['lead'], [town.west.teamId]);
    const elsewhere = await town.staff('Erna', ['lead'], [town.east.teamId]);
    const auditor = await town.staff('Aud', ['auditor'], []);
    const kim = await town.staff('Kim', ['nurse', 'lead'], [town.east.teamId]);
    const ida = await town.citizen({ connect: false, mobile: '+4500000009' });
    const tasks = async () => (await town.api.get(`/tasks?state=open&citizenId=${ida.citizenId}`)).items;
    const openings = (who: Api, query = '') =>
      who.get(`/break-glass/openings?citizenId=${ida.citizenId}${query}`).then(({ items }) => items);
    await reads(kim, ida.citizenId);
    const first = (await open(kim, ida.citizenId)).body;
    await reads(kim, ida.citizenId);
    await house.clock.forward({ minutes: 61 });
    const second = (await open(kim, ida.citizenId)).body;

    const [newest, oldest] = await openings(lead);
    expect([newest!.id, newest!.looks, newest!.review]).toEqual([second.id, [], null]);
    expect(oldest).toMatchObject({ ...WHY, staffName: 'Kim', citizenName: 'Invented Citizen 3', review: null });
    expect(oldest!.looks.find(({ route }) => route === 'GET /api/v1/citizens/:id')).toMatchObject({
      ...{ times: 1, shown: ['mobile'] },
    });
    for (const who of [boss, auditor])
      expect((await openings(who)).map(({ id, citizenName }) => [id, citizenName])).toEqual([
        [second.id, null],
        [first.id, null],
      ]);
    expect(await openings(elsewhere)).toEqual([]);
    expect((await nurse.ask('GET', '/break-glass/openings')).status).toBe(403);

    const review = (who: Api, id: string, body: unknown) => who.ask('POST', `/break-glass/${id}/review`, body);
    const found = { finding: 'unjustified', text: 'nobody had asked her' } as const;
    expect((await review(elsewhere, first.id, found)).status).toBe(404);
    expect((await review(lead, first.id, { finding: 'fine' })).status).toBe(422);
    expect((await review(lead, first.id, found)).body.review).toMatchObject({ ...found, reviewedByName: 'Lotte' });
    expect(await tasks()).toHaveLength(1);
    expect((await review(auditor, first.id, { finding: 'justified' })).body.holder).toMatchObject({ name: 'Lotte' });
    expect((await review(lead, first.id, found)).status).toBe(200);
    expect((await openings(lead, '&state=unreviewed')).map(({ id }) => id)).toEqual([second.id]);
    expect((await openings(lead, '&state=reviewed')).map(({ id }) => id)).toEqual([first.id]);

    const both = await Promise.all([lead, boss].map((who) => review(who, second.id, { finding: 'justified' })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await tasks()).toEqual([]);
    await town.api.patch(`/staff/${kim.staffId}`, { teamIds: [town.west.teamId] });
    expect((await review(kim, first.id, found)).status).toBe(403);
    const { items: facts } = await town.api.get('/events?type=citizen.glass_reviewed');
    expect(facts.map(({ data }) => data)).toMatchObject([
      { finding: 'unjustified', left: 1, openedBy: kim.staffId },
      { finding: 'justified', left: 0, openedBy: kim.staffId },
    ]);
    expect(JSON.stringify(facts)).not.toContain(found.text);
  });

  it('is looked at for each who did it', async () => {
    const other = await town.nurse('Carl', [town.east.teamId]);
    for (const who of [other, other]) expect((await open(who, eva.citizenId)).status).toBe(201);
    const { items } = await town.api.get(`/tasks?citizenId=${eva.citizenId}&state=open`);
    const looked = items.map(({ alert }) => [alert.detail.byName as string, alert.occurrences] as const);
    expect(looked.toSorted()).toEqual([
      ['Berit', 8],
      ['Bodil', 1],
      ['Carl', 2],
    ]);
  });
});
