/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../support/api.js';
import { caseOf } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { expectFlaws, expectProblem } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** Three miss their dose of 08:00: one is called after 5 minutes, one visited after 20, one comes late by itself. */
describe('reports', () => {
  let house: House;
  let town: Town;
  const period = 'from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z';

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    const residents: Resident[] = await Promise.all([1, 2, 3].map(() => town.citizen({ slots: [{ time: '08:00' }] })));
    const [called, visited, late] = residents as [Resident, Resident, Resident];
    await house.clock.forward({ hours: 1, minutes: 30 });
    for (const { dispenser } of residents)
      await dispenser.say('dose.missed', { data: { dueAt: '2026-03-10T07:00:00Z' } });
    await house.clock.settle();
    await house.clock.forward({ minutes: 5 });
    const first = await caseOf(town, called).task();
    await town.api.post(`/tasks/${first.id}/claim`);
    await town.api.post(`/tasks/${first.id}/start`, { mode: 'screen-call' });
    await town.api.post(`/tasks/${first.id}/log`, { entry: 'conversation' });
    await house.clock.forward({ minutes: 5 });
    await town.api.post(`/tasks/${first.id}/resolve`, { outcome: 'taken-after-call', cause: 'forgot' });
    await late.dispenser.say('dose.dispensed_late', { data: { dueAt: '2026-03-10T07:00:00Z', lateSeconds: 6000 } });
    await house.clock.forward({ minutes: 10 });
    const second = await caseOf(town, visited).task();
    await town.api.post(`/tasks/${second.id}/claim`);
    await town.api.post(`/tasks/${second.id}/start`, { mode: 'visit' });
    await house.clock.forward({ minutes: 10 });
    await town.api.post(`/tasks/${second.id}/resolve`, { outcome: 'taken-at-visit', cause: 'asleep' });
  });
  afterAll(() => house?.stop());

  const unlimited = { limit: null, withinLimit: null };
  const west = () => ({ districtId: town.west.districtId, districtName: 'West' });

  it('say how soon somebody claimed, spoke and was done, by district, priority and shift', async () => {
    const { from, to, items } = await town.api.get(`/reports/response-times?${period}`);
    expect([from, to]).toEqual(['2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z']);
    expect(items).toEqual([
      {
        ...west(),
        priority: 'P2',
        shift: 'day',
        alerts: 3,
        autoResolved: 1,
        toFirstClaim: { p50: 750, p90: 1110, max: 1200, ...unlimited },
        toClaim: { p50: 750, p90: 1110, max: 1200, ...unlimited },
        toContact: { p50: 750, p90: 1110, max: 1200, ...unlimited },
        toResolve: { p50: 1200, p90: 1680, max: 1800, ...unlimited },
      },
    ]);
  });

  it('say how heavy the load was', async () => {
    const { items, noisiest } = await town.api.get(`/reports/alarm-load?${period}`);
    expect(items).toEqual([
      {
        ...west(),
        alerts: 3,
        underIncidents: 0,
        mostInTenMinutes: 3,
        floodMinutes: 0,
        olderThan24h: 0,
        autoResolvedByLateEvent: 1,
        reachedLastRung: 0,
        rungsSkippedUnstaffed: 0,
      },
    ]);
    expect(noisiest).toHaveLength(3);
    expect(noisiest[0]).toEqual({ deviceId: 'TEST-0001', alerts: 1 });
  });

  it('say what was called, and what was visited', async () => {
    const { items } = await town.api.get(`/reports/visits?${period}`);
    expect(items).toEqual([
      { ...west(), week: '2026-03-09', citizens: 2, calls: 0, screenCalls: 1, visits: 1, visitsAvoided: 1 },
    ]);
  });

  it('are tables for a spreadsheet too', async () => {
    const answer = await fetch(`${house.httpUrl}/api/v1/reports/response-times?${period}`, {
      headers: { authorization: `Bearer ${house.partner.token}`, accept: 'text/csv' },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, row, end] = Buffer.from(await answer.arrayBuffer())
      .toString('utf8')
      .split('\r\n');
    expect([head?.slice(0, 24), end]).toEqual(['\ufeffdistrictId,districtName', '']);
    expect(row).toMatch(new RegExp(`^${town.west.districtId},West,P2,day,3,1,750,1110,1200,,,750,`));
  });

  it.each([
    [
      'a Danish browser',
      { accept: 'text/csv', 'accept-language': 'da-DK,da;q=0.9,en;q=0.5' },
      '',
      'text/csv',
      ';West;',
    ],
    ['a Norwegian one', { accept: 'text/csv', 'accept-language': 'nn-NO, en;q=0.4' }, '', 'text/csv', ';West;'],
    ['whoever names the language', { accept: 'text/csv', 'accept-language': 'da' }, '&locale=en', 'text/csv', ',West,'],
    ['who prefers JSON', { accept: 'text/csv;q=0.4, application/json' }, '', 'application/json', '"West"'],
    ['who prefers CSV', { accept: 'application/json;q=0.4, text/csv' }, '', 'text/csv', ',West,'],
    ['who will not have CSV', { accept: '*/*, text/csv;q=0' }, '', 'application/json', '"West"'],
  ])('are written as %s has it', async (_, headers, more, type, text) => {
    const answer = await fetch(`${house.httpUrl}/api/v1/reports/response-times?${period}${more}`, {
      headers: { authorization: `Bearer ${house.partner.token}`, ...(headers as Record<string, string>) },
    });
    expect(answer.headers.get('content-type')).toContain(type);
    expect(await answer.text()).toContain(text);
  });

  it("show the share within the municipality's own limits, set above or in the district", async () => {
    const path = (id: string) => `/districts/${id}/limits`;
    const above = await town.api.put(path(town.municipalityId), {
      limits: { P2: { toClaim: 'PT10M', toResolve: 1500 } },
    });
    expect(above).toMatchObject({ limits: { P2: { toClaim: 'PT10M', toResolve: 'PT25M' } }, version: 1 });
    const read = await town.api.ask('GET', path(town.west.districtId));
    expect(read.body).toMatchObject({ limits: {}, holding: { P2: { toClaim: 'PT10M' } }, version: 0 });
    const [before] = (await town.api.get(`/reports/response-times?${period}`)).items;
    expect(before).toMatchObject({
      toFirstClaim: { limit: 600, withinLimit: 0.5 },
      toClaim: { limit: 600, withinLimit: 0.5 },
      toContact: { limit: null, withinLimit: null },
      toResolve: { limit: 1500, withinLimit: 0.5 },
    });
    const own = { limits: { P2: { toClaim: 'PT20M' } } };
    const seen = { 'if-match': read.headers.get('etag')! };
    expect((await town.api.ask('PUT', path(town.west.districtId), own, seen)).status).toBe(200);
    expectProblem(await town.api.ask('PUT', path(town.west.districtId), own, seen), 412);
    const [after] = (await town.api.get(`/reports/response-times?${period}`)).items;
    expect(after).toMatchObject({ toClaim: { limit: 1200, withinLimit: 1 }, toResolve: { limit: 1500 } });
    expectFlaws(await town.api.ask('PUT', path(town.west.districtId), { limits: { P5: {} } }), 'limits.P5');
    expectFlaws(
      await town.api.ask('PUT', path(town.west.districtId), { limits: { P1: { toClaim: 'PT0S', toEat: 3 } } }),
      'limits.P1.toClaim',
      'limits.P1.toEat',
    );
    expectProblem(await town.api.ask('GET', path('019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10')), 404);
  });

  it('are told apart by team, or by nothing but priority, and each stretch of time by itself', async () => {
    const ask = async (more: string) => (await town.api.get(`/reports/response-times?${period}&${more}`)).items;
    const [byTeam, ...others] = await ask('by=team&every=week');
    expect(others).toEqual([]);
    expect(byTeam).toMatchObject({ since: '2026-03-09', teamName: expect.any(String), priority: 'P2', alerts: 3 });
    expect(byTeam).not.toHaveProperty('districtId');
    const [whole] = await ask('by=priority&every=month');
    expect(whole).toMatchObject({ since: '2026-03-01', toResolve: { limit: 1500, withinLimit: 0.5 } });
    expect(whole).not.toHaveProperty('shift');
    const csv = await fetch(`${house.httpUrl}/api/v1/reports/response-times?${period}&by=team&every=day`, {
      headers: { authorization: `Bearer ${house.partner.token}`, accept: 'text/csv' },
    });
    expect(await csv.text()).toMatch(/^.?since,teamId,teamName,priority,alerts,.+\r\n2026-03-10,[0-9a-f-]{36},/u);
    expectFlaws(await town.api.ask('GET', '/reports/response-times?by=street&every=hour'), 'by.0', 'every');
  });

  it('keep to the district asked for, and to what the reader may see', async () => {
    const ask = async (api: Api, more = '') => (await api.get(`/reports/visits?${period}${more}`)).items;
    expect(await ask(town.api, `&districtId=${town.municipalityId}`)).toHaveLength(1);
    expect(await ask(town.api, `&districtId=${town.east.districtId}`)).toEqual([]);
    const scopes = ['reports:read'];
    const { clientId, clientSecret } = await town.api.post('/partners', {
      name: 'East BI',
      scopes,
      districtIds: [town.east.districtId],
    });
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const { access_token } = (await (
      await fetch(`${house.httpUrl}/oauth/token`, { method: 'POST', body })
    ).json()) as any;
    const east = new Api(house.httpUrl, access_token);
    expect(await ask(east)).toEqual([]);
    for (const id of [town.west.districtId, '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10'])
      for (const report of ['response-times', 'alarm-load', 'visits'])
        expectProblem(await east.ask('GET', `/reports/${report}?districtId=${id}`), 404);
  });

  it('refuse a period that ends before it begins, and one of years', async () => {
    const early = await town.api.ask('GET', '/reports/visits?from=2026-04-01T00:00:00Z&to=2026-03-01T00:00:00Z');
    expectProblem(early, 422);
    expectProblem(await town.api.ask('GET', '/reports/alarm-load?from=2020-01-01T00:00:00Z'), 422);
  });
});
