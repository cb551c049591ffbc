/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alertSchema, taskSchema } from '../../src/board/case.schema.js';
import { mapSchema } from '../../src/board/map.schema.js';
import { placedSchema, queueSchema } from '../../src/board/queue.schema.js';
import { Api } from '../support/api.js';
import { type House, startHouse } from '../support/house.js';
import { partnerOf } from '../support/partner.js';
import { expectFlaws, expectProblem } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const dueAt = '2026-03-10T07:00:00.000Z';

/** What a nurse and a partner do with tasks and alerts over REST. */
describe('tasks and alerts', () => {
  let house: House;
  let town: Town;
  let partner: Api;
  let grete: Api & { staffId: string };
  let hanne: Api & { staffId: string };
  let standard: Resident;
  let critical: Resident;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    partner = new Api(house.httpUrl, house.partner.token);
    grete = await town.nurse('Grete', [town.eTeamId]);
    hanne = await town.nurse('Hanne', [town.eTeamId]);
    standard = await town.citizen({ slots: [{ time: '08:00' }] });
    critical = await town.citizen({ mobile: '112', slots: [{ time: '08:00', criticality: 'time-critical' }] });
    await house.clock.forward({ minutes: 90 });
    await critical.dispenser.say('dose.missed', { data: { dueAt } });
    await standard.dispenser.say('dose.missed', { data: { dueAt } });
    await house.clock.settle();
  });
  afterAll(() => house?.stop());

  const liveOf = async ({ citizenId }: Resident): Promise<any> =>
    (await partner.get(`/tasks?state=open,claimed,in-progress&citizenId=${citizenId}`)).items[0];
  const act = <Action extends string>(
    who: Api,
    id: string,
    action: Action,
    body?: object,
    headers?: Record<string, string>,
  ) => who.ask('POST', `/tasks/${id}/${action}`, body, headers);

  it('are shown as the document says, with all candidates and why one was chosen', async () => {
    const task = await liveOf(standard);
    expect(taskSchema.strict().parse(task)).toEqual(task);
    const { contacts, ...rest } = await partner.get(`/tasks/${task.id}`);
    expect({ ...rest, contacts: null }).toEqual(task);
    expect(contacts).toMatchObject({ homeAccess: null, homeAccessKnown: false, relatives: [] });
    expect(task.routing.chosenTeamId).toBe(town.eTeamId);
    expect(task.routing.candidates[0]).toMatchObject({ teamId: town.eTeamId, onDuty: true, why: expect.any(String) });
    const alert = await partner.get(`/alerts/${task.alertId}`);
    expect(alertSchema.strict().parse(alert)).toEqual(alert);
    expect(alert).toMatchObject({
      state: 'open',
      citizenId: standard.citizenId,
      dose: { dueAt, criticality: 'standard' },
      ladder: { name: 'standard-dose', rung: 0 },
    });
    const listed = (await partner.get(`/alerts?citizenId=${standard.citizenId}`)).items;
    expect(listed).toEqual([alert]);
    expect(alert.log[0]).toMatchObject({
      entry: 'reported',
      by: 'gateway',
      kind: 'reported',
      data: { type: 'dose.missed' },
    });
  });

  it.each([
    ['da-DK, en;q=0.8', 'da', 'Meldt: Dosis kl. 08.00 er ikke taget ud af dispenseren', 'på vagt'],
    ['no;q=0.8, de', 'nb', 'Meldt: Dosen kl. 08:00 er ikke tatt ut av dispenseren', 'på vakt'],
    ['de', 'en', 'Reported: 08:00 dose not taken from the dispenser', 'on duty'],
    [undefined, 'en', 'Reported: 08:00 dose not taken from the dispenser', 'on duty'],
  ])('say in the language that is asked for what was done and why: %s', async (asked, language, sentence, why) => {
    const headers = asked === undefined ? undefined : { 'accept-language': asked };
    const task = await partner.ask('GET', `/tasks/${(await liveOf(standard)).id}`, undefined, headers);
    const alert = await partner.ask('GET', `/alerts/${task.body.alertId}`, undefined, headers);
    expect(alert.body.log[0]).toMatchObject({ text: 'dose.missed', sentence });
    expect(task.body.routing.sentence).toContain(why);
    for (const answer of [task, alert]) {
      expect(answer.headers.get('content-language')).toBe(language);
      expect(answer.headers.get('vary')).toContain('accept-language');
    }
  });

  it('are not sent again to who has them, who looked all the same, and never to who may not see them', async () => {
    const path = `/tasks?citizenId=${standard.citizenId}`;
    const looks = async () =>
      (await house.query('SELECT 1 FROM look WHERE $1 = ANY ("citizenIds")', [standard.citizenId])).length;
    const known = { 'if-none-match': (await grete.ask('GET', path)).headers.get('etag')! };
    const before = await looks();
    const again = await grete.ask('GET', path, undefined, known);
    expect([again.status, again.body, again.headers.get('cache-control')]).toEqual([304, null, 'no-store']);
    expect(await looks()).toBe(before + 1);
    expect((await grete.ask('GET', path, undefined, { ...known, 'accept-language': 'da' })).status).toBe(200);
    const elsewhere = await town.nurse('Vibe', [town.east.teamId]);
    const seen = await elsewhere.ask('GET', path, undefined, known);
    expect([seen.status, (seen.body as any).items]).toEqual([200, []]);
  });

  it('come by dueAt and are filtered by comma-separated values', async () => {
    const of = async (query: string) => (await partner.get(`/tasks?${query}`)).items;
    const due = (await of('')).map((task: any) => task.dueAt);
    expect(due).toEqual(due.toSorted());
    expect(await of('kind=visit,screen-call')).toHaveLength(2);
    expect(await of('kind=visit')).toEqual([]);
    expect(await of(`teamId=${town.eTeamId}&state=open`)).toHaveLength(2);
    expect(await of(`teamId=${town.west.teamId}`)).toEqual([]);
    expect(await of(`citizenId=${standard.citizenId},${critical.citizenId}`)).toHaveLength(2);
    const { createdAt } = await liveOf(standard);
    const next = new Date(Date.parse(createdAt) + 1).toISOString();
    expect(await of(`from=${createdAt}&to=${next}`)).not.toEqual([]);
    expect(await of(`to=${createdAt}`)).toEqual([]);
    const alerts = async (query: string) => (await partner.get(`/alerts?${query}`)).items.map((a: any) => a.priority);
    expect(await alerts('priority=P1')).toEqual(['P1']);
    expect(await alerts('priority=P1,P2&state=open')).toHaveLength(2);
    expect(await alerts(`districtId=${town.east.districtId}`)).toEqual([]);
    expect(await alerts(`districtId=${town.west.districtId}`)).toHaveLength(2);
    const walked = [];
    for (let cursor = ''; ;) {
      const page = await partner.get(`/tasks?limit=1${cursor && `&cursor=${cursor}`}`);
      walked.push(...page.items.map((task: any) => task.dueAt));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(due);
  });

  it('are a queue as the server orders it, in rows of what a list shows, with counts of all of it', async () => {
    const queue = await grete.get('/tasks?view=queue&sort=priority');
    expect(queueSchema.strict().parse(queue)).toEqual(queue);
    expect(Object.keys(queue)).toEqual(['counts', 'items', 'nextCursor']);
    expect(queue.counts).toEqual({ all: 2, unclaimed: 2, mine: 0, byPriority: { P1: 1, P2: 1, P3: 0, P4: 0 } });
    const teamName = (await partner.get(`/teams/${town.eTeamId}`)).name;
    const asked = {
      name: expect.any(String),
      kind: 'screen-call',
      state: 'open',
      type: 'dose.missed',
      doseAt: dueAt,
      teamName,
      holder: null,
    };
    expect(queue.items).toEqual([
      // Its half hour is over: what counts is the dose of tomorrow.
      expect.objectContaining({
        ...asked,
        citizenId: critical.citizenId,
        priority: 'P1',
        critical: true,
        phone: true,
        deadlineAt: '2026-03-11T07:00:00.000Z',
      }),
      expect.objectContaining({
        ...asked,
        citizenId: standard.citizenId,
        priority: 'P2',
        phone: false,
        deadlineAt: '2026-03-10T08:00:00.000Z',
      }),
    ]);
    for (const row of queue.items) expect(Buffer.byteLength(JSON.stringify(row))).toBeLessThanOrEqual(400);
    const first = await grete.get('/tasks?view=queue&limit=1');
    const rest = await grete.get(`/tasks?view=queue&limit=1&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items]).toEqual(queue.items);
    expect([first.counts, rest.counts, rest.nextCursor]).toEqual([queue.counts, queue.counts, null]);
    expectFlaws(await grete.ask('GET', `/tasks?view=queue&sort=due&cursor=${first.nextCursor}`), 'cursor');
    const whole = await grete.get('/tasks?sort=priority');
    expect(whole.items.map(({ id }) => id)).toEqual(queue.items.map(({ id }) => id));
    expect(whole.items[0]).toHaveProperty('routing');
    expect((await grete.get(`/tasks?view=queue&teamId=${town.west.teamId}`)).counts.all).toBe(0);
    const byIds = await partnerOf(house, [town.municipalityId], ['tasks:read']);
    const nameless = { name: null, street: null, phone: false };
    expect((await byIds.get('/tasks?view=queue')).items).toEqual(queue.items.map((row) => ({ ...row, ...nameless })));
  });

  it('are on a map, with where each is as far as that is for the reader, and who looked is logged', async () => {
    const queue = await grete.get('/tasks?view=queue');
    const placed = await grete.get('/tasks?view=map');
    expect(placedSchema.strict().parse(placed)).toEqual(placed);
    const place = { districtId: town.west.districtId, at: { lat: 55.24, lon: 9.26 } };
    expect(placed).toEqual({ ...queue, items: queue.items.map((row) => ({ ...row, ...place })) });
    const byIds = await partnerOf(house, [town.municipalityId], ['tasks:read']);
    expect((await byIds.get('/tasks?view=map')).items.map(({ at }) => at)).toEqual([null, null]);
    const elsewhere = await town.nurse('Signe', [town.east.teamId]);
    expect((await elsewhere.get('/tasks?view=map')).items).toEqual([]);
    const looks = await house.query('SELECT 1 FROM look WHERE "principalId" = $1 AND $2 = ANY ("citizenIds")', [
      grete.staffId,
      critical.citizenId,
    ]);
    expect(looks.length).toBeGreaterThan(0);
    await partner.patch(`/citizens/${standard.citizenId}`, { addressProtected: true });
    const isShown = (await grete.get('/tasks?view=map')).items.map(({ citizenId, at }) => [citizenId, at !== null]);
    expect(isShown).toEqual([
      [critical.citizenId, true],
      [standard.citizenId, false],
    ]);
    await town.api.patch(`/citizens/${standard.citizenId}`, { addressProtected: false, reason: 'moved' });

    const { id: bareId } = await town.api.post('/teams', {
      name: 'Bare',
      kind: 'night',
      districtId: town.east.districtId,
      base: { lat: 55.2, lon: 9.8 },
    });
    const map = await elsewhere.get('/map');
    expect(mapSchema.strict().parse(map)).toEqual(map);
    const onDuty = ({ teams }: typeof map) => Object.fromEntries(teams.map((team) => [team.id, team.onDuty]));
    expect(onDuty(map)).toEqual({ [town.east.teamId]: true, [bareId]: false });
    expect(onDuty(await grete.get('/map'))).toMatchObject({ [town.west.teamId]: true, [bareId]: false });
    expect(map.tiles).toBeNull();
    expectProblem(await byIds.ask('GET', '/map'), 403, {});
    await town.api.ask('DELETE', `/teams/${bareId}`);
  });

  it('are read again by their ids, whole or as rows, closed ones among them, and without what is out of reach', async () => {
    const rows = (await grete.get('/tasks?view=queue')).items;
    const ids = rows.map(({ id }) => id);
    await act(grete, ids[1]!, 'claim');
    const again = await grete.get(`/tasks?view=queue&ids=${ids[1]}`);
    expect(again.items).toEqual([{ ...rows[1], state: 'claimed', holder: 'Grete', mine: true }]);
    expect(again.counts).toMatchObject({ all: 2, unclaimed: 1, mine: 1 });
    const seenByHanne = await hanne.get(`/tasks?view=queue&ids=${ids[1]}`);
    expect(seenByHanne).toMatchObject({ counts: { mine: 0 }, items: [{ holder: 'Grete' }] });
    expect(seenByHanne.items[0]).not.toHaveProperty('mine');
    await act(grete, ids[1]!, 'release');
    const unknown = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a99';
    const listed = await grete.get(`/tasks?ids=${[unknown, ...ids, ids[0]].join(',')}`);
    expect(listed.items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    const elsewhere = await town.nurse('Jytte', [town.east.teamId]);
    expect((await elsewhere.get(`/tasks?ids=${ids.join(',')}`)).items).toEqual([]);
    expect(await elsewhere.get(`/tasks?view=queue&ids=${ids.join(',')}`)).toMatchObject({
      counts: { all: 0 },
      items: [],
    });
    expectFlaws(await grete.ask('GET', `/tasks?ids=${Array.from({ length: 201 }, () => unknown).join(',')}`), 'ids');
    expectFlaws(await grete.ask('GET', `/tasks?ids=${ids[0]},42`), 'ids.1');
    expectFlaws(await grete.ask('GET', '/tasks?view=thin&sort=age'), 'view', 'sort');
    expectFlaws(await grete.ask('GET', '/tasks?view=queue&state=open,resolved'), 'state');
    expectFlaws(await grete.ask('GET', '/tasks?sort=priority&state=resolved'), 'state');
    expect(await grete.get(`/tasks?view=queue&state=resolved&ids=${ids.join(',')}`)).toMatchObject({ items: [] });
  });

  it('are claimed once: the second is told by whom and since when, the holder may claim again', async () => {
    const { id } = await liveOf(standard);
    const first = await act(grete, id, 'claim');
    expect(first).toMatchObject({ status: 200, body: { state: 'claimed', claimedBy: grete.staffId } });
    expect(first.headers.get('etag')).toMatch(new RegExp(`^"${first.body.version}\\.[\\w-]+"$`));
    expectProblem(await act(hanne, id, 'claim', {}), 409, {
      holder: { name: 'Grete', since: first.body.claimedAt },
    });
    expect((await act(grete, id, 'claim', {})).status).toBe(200);
    expectFlaws(await act(grete, id, 'claim', { because: 'I sit nearer' }), 'because');
    const alert = await partner.get(`/alerts/${first.body.alertId}`);
    expect(alert).toMatchObject({ state: 'claimed', ladder: { nextRungAt: null } });
  });

  it('are taken over on purpose, and given back', async () => {
    const { id } = await liveOf(standard);
    expectProblem(await act(hanne, id, 'release', {}), 409, { holder: expect.objectContaining({ name: 'Grete' }) });
    expect((await act(hanne, id, 'take-over', { reason: 'Grete is away' })).body.claimedBy).toBe(hanne.staffId);
    expect((await act(hanne, id, 'release')).body).toMatchObject({ state: 'open', claimedBy: null });
    expectProblem(await act(hanne, id, 'release', {}), 409, { state: 'open' });
  });

  it('race by If-Match', async () => {
    const task = await partner.ask('GET', `/tasks/${(await liveOf(standard)).id}`);
    const seen = { 'if-match': task.headers.get('etag')! };
    expect((await act(grete, task.body.id, 'claim', {}, seen)).status).toBe(200);
    expectProblem(await act(grete, task.body.id, 'start', { mode: 'call' }, seen), 412);
  });

  it('are worked on and resolved with outcome and cause, and never re-open', async () => {
    const { id, alertId } = await liveOf(standard);
    expectFlaws(await act(grete, id, 'start', { mode: 'pigeon' }), 'mode');
    expect((await act(grete, id, 'start', { mode: 'screen-call' })).body).toMatchObject({
      state: 'in-progress',
      mode: 'screen-call',
    });
    expect((await act(grete, id, 'log', { entry: 'call-attempt', answered: false })).body.unansweredCalls).toBe(1);
    await act(grete, id, 'log', { entry: 'conversation', text: 'Will take it with breakfast' });
    expectFlaws(await act(grete, id, 'resolve', { outcome: 'cured' }), 'outcome', 'cause');
    expect(
      (await act(grete, id, 'resolve', { outcome: 'taken-after-call', cause: 'forgot', note: 'Fine' })).body,
    ).toMatchObject({
      state: 'resolved',
      outcome: 'taken-after-call',
      cause: 'forgot',
    });
    expect((await grete.get(`/tasks?view=queue&ids=${id}`)).items).toMatchObject([{ id, state: 'resolved' }]);
    expect((await grete.get('/tasks?view=queue')).items.map((row) => row.id)).not.toContain(id);
    expectProblem(await act(grete, id, 'claim', {}), 409, { state: 'resolved' });
    expectProblem(await act(hanne, id, 'take-over', {}), 409, { state: 'resolved' });
    const alert = await partner.get(`/alerts/${alertId}`);
    expect(alert).toMatchObject({ state: 'resolved', outcome: 'taken-after-call', cause: 'forgot' });
    expect(alert.log.map(({ entry }: any) => entry)).toEqual(
      expect.arrayContaining([
        'reported',
        'being-handled',
        'transfer',
        'call-attempt',
        'conversation',
        'cause',
        'signed-off',
      ]),
    );
  });

  it('are claimed by a partner as itself', async () => {
    const { id } = await liveOf(critical);
    expect((await act(partner, id, 'claim')).body).toMatchObject({ state: 'claimed', claimedByName: 'Demo EHR' });
    await act(partner, id, 'release');
  });

  it('are not there for whoever sees other districts', async () => {
    const { id, alertId } = await liveOf(critical);
    const elsewhere = await town.nurse('Ingrid', [town.east.teamId]);
    expectProblem(await elsewhere.ask('GET', `/tasks/${id}`), 404);
    expectProblem(await act(elsewhere, id, 'claim'), 404);
    expectProblem(await elsewhere.ask('GET', `/alerts/${alertId}`), 404);
    expect((await elsewhere.get('/tasks')).items).toEqual([]);
  });

  it('shelves an alert for at most 24 hours, and never a P1', async () => {
    const { id } = await standard.dispenser.say('supply.low', { data: { dosesRemaining: 4 } });
    expect(id).toBeDefined();
    await house.clock.settle();
    const [alert] = (await partner.get(`/alerts?citizenId=${standard.citizenId}&state=open`)).items;
    expect(alert).toMatchObject({ type: 'supply.low', priority: 'P4' });
    const shelve = (alertId: string, hours: number, more: object = {}) =>
      grete.ask('POST', `/alerts/${alertId}/shelve`, {
        until: new Date(house.clock.now().getTime() + hours * 3_600_000).toISOString(),
        reason: 'The pharmacy comes tomorrow',
        ...more,
      });
    expectFlaws(await shelve(alert!.id, 25), 'until');
    expectFlaws(await shelve(alert!.id, -1), 'until');
    expectFlaws(await shelve(alert!.id, 2, { reason: undefined }), 'reason');
    expect((await shelve(alert!.id, 20)).body).toMatchObject({ state: 'shelved', shelvedReason: expect.any(String) });
    expectProblem(await shelve(alert!.id, 20), 409, { state: 'shelved' });
    expectFlaws(await shelve((await liveOf(critical)).alertId, 2), 'priority');
  });

  describe('made by hand', () => {
    const words = 'Her daughter rang: please ring back';
    const wanted = (about: object = {}) => ({
      citizenId: standard.citizenId,
      kind: 'call',
      priority: 'P3',
      text: words,
      ...about,
    });
    const make = async (about: object = {}): Promise<any> => (await grete.ask('POST', '/tasks', wanted(about))).body;

    it('are asked of a team at once, in the words of who asked, which stand in no fact', async () => {
      const made = await grete.ask('POST', '/tasks', wanted());
      expect(taskSchema.strict().parse(made.body)).toEqual(made.body);
      expect(made).toMatchObject({
        status: 201,
        body: {
          ...{ kind: 'call', state: 'open', priority: 'P3', text: words, citizenId: standard.citizenId },
          ...{ teamId: town.west.teamId, audience: 'team', assigneeId: null },
          ladder: { name: 'planned-work', rung: 0 },
          alert: { type: 'service.made_by_hand', detail: { text: words, byName: 'Grete' } },
        },
      });
      expect(made.headers.get('location')).toBe(`/api/v1/tasks/${made.body.id}`);
      expect((await grete.ask('GET', `/tasks/${made.body.id}`)).body).toEqual(made.body);
      const { log } = await partner.get(`/alerts/${made.body.alertId}`);
      const said = log.find(({ kind }: any) => kind === 'made_by_hand');
      expect(said).toMatchObject({ by: grete.staffId, text: words, data: { task: 'call', colleague: null } });
      expect(said!.sentence).toBe(`Asked for by hand: Call: ${words}`);
      const told = await house.query<{ type: string; fact: string }>(
        `SELECT "type", to_jsonb(fact)::text AS fact FROM fact WHERE "subject" IN ($1, $2)`,
        [made.body.id, made.body.alertId],
      );
      expect(told.map(({ type }) => type)).toEqual(expect.arrayContaining(['alert.opened', 'task.created']));
      expect(told.filter(({ fact }) => fact.includes('daughter'))).toEqual([]);
    });

    it('are each a case of its own, on the ladder that is named, also what can wait and where nothing hurries', async () => {
      const [first, second] = [
        await make({ ladder: 'security', kind: 'technical' }),
        await make({ ladder: 'security' }),
      ];
      expect([first, second]).toMatchObject([
        { kind: 'technical', teamId: town.eTeamId, ladder: { name: 'security', rung: 0 } },
        { kind: 'call', teamId: town.eTeamId },
      ]);
      expect(first.alertId).not.toBe(second.alertId);
      expect(await make({ ladder: 'power-connectivity', priority: 'P4' })).toMatchObject({
        state: 'open',
        kind: 'call',
      });
    });

    it('are taken one after the other where sixty are asked for at once', async () => {
      const { citizenId } = await town.citizen({ connect: false });
      const asked = Array.from({ length: 60 }, () =>
        grete.ask('POST', '/tasks', wanted({ citizenId, priority: 'P4' })),
      );
      const statuses = (await Promise.all(asked)).map(({ status }) => status);
      expect(statuses.filter((status) => status !== 201)).toEqual([]);
    });

    it.each<[string, object, string]>([
      ['without words', { text: ' ' }, 'text'],
      ['of a kind that there is not', { kind: 'pigeon' }, 'kind'],
      ['on a ladder that there is not', { ladder: 'rope' }, 'ladder'],
      ['with a field that there is not', { phone: '1' }, 'phone'],
      ['for whoever is nobody', { assigneeId: '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10' }, 'assigneeId'],
    ])('are refused %s', async (_, about, path) => expectFlaws(await grete.ask('POST', '/tasks', wanted(about)), path));

    it('are refused about who is out of reach, for who is, and where all is only tried out', async () => {
      const elsewhere = await town.nurse('Rikke', [town.east.teamId]);
      expectProblem(await elsewhere.ask('POST', '/tasks', wanted()), 404);
      expectFlaws(await grete.ask('POST', '/tasks', wanted({ assigneeId: elsewhere.staffId })), 'assigneeId');
      const { id: districtId } = await town.api.post('/districts', {
        name: 'Tried',
        parentId: town.municipalityId,
        shadow: true,
      });
      const { citizenId } = await town.citizen({ districtId, connect: false });
      expectFlaws(await grete.ask('POST', '/tasks', wanted({ citizenId })), 'citizenId');
    });

    it('may be for a colleague, who has her minutes to take it before the team is asked', async () => {
      const [taken, left] = [await make({ assigneeId: hanne.staffId }), await make({ assigneeId: hanne.staffId })];
      for (const task of [taken, left])
        expect(task).toMatchObject({
          ...{ assigneeId: hanne.staffId, audience: 'person', teamId: town.eTeamId, kind: 'call' },
          ladder: { rung: 0, next: { to: 'nearest-team' } },
          routing: { rule: 'named-colleague' },
        });
      expect((await act(hanne, taken.id, 'claim')).status).toBe(200);
      await house.clock.forward({ minutes: 29 });
      expect(await partner.get(`/tasks/${left.id}`)).toMatchObject({ state: 'open', assigneeId: hanne.staffId });
      await house.clock.forward({ minutes: 2 });
      expect(await partner.get(`/tasks/${left.id}`)).toMatchObject({ state: 'superseded' });
      expect(await partner.get(`/tasks/${taken.id}`)).toMatchObject({ state: 'claimed', claimedBy: hanne.staffId });
      const { items } = await partner.get(`/tasks?state=open&citizenId=${standard.citizenId}&kind=call`);
      expect(items.filter(({ alertId }: any) => alertId === left.alertId)).toMatchObject([
        { teamId: town.west.teamId, assigneeId: null, audience: 'team', text: words },
      ]);
    });

    it('say who may be named, by name, to whoever may ask about the citizen', async () => {
      const { items } = await grete.get(`/citizens/${standard.citizenId}/colleagues`);
      expect(items).toContainEqual({ id: hanne.staffId, name: 'Hanne', teamNames: [expect.any(String)] });
      const names = items.map(({ name }) => name);
      expect(names).toEqual(names.toSorted());
      expect(names).not.toContain('Rikke');
      for (const { id } of items) expect((await make({ assigneeId: id })).assigneeId).toBe(id);
      const elsewhere = await town.nurse('Sofie', [town.east.teamId]);
      expectProblem(await elsewhere.ask('GET', `/citizens/${standard.citizenId}/colleagues`), 404);
    });

    it('and a ladder names nobody in particular', async () => {
      const rungs = [
        { after: 'PT0S', actions: ['visit'], to: 'named-colleague' },
        { after: 'PT5M', actions: ['visit'], to: 'manager' },
      ];
      const set = await town.api.ask('PUT', '/ladders/planned-work', { rungs, claimTimeout: 'PT30M' });
      expectFlaws(set, 'rungs.0.to');
    });

    describe('many at once', () => {
      const bulk = (who: Api, body: object, headers?: Record<string, string>): Promise<any> =>
        who.ask('POST', '/tasks/bulk', body, headers);
      const some = async (): Promise<string[]> => [(await make()).id, (await make()).id, (await make()).id];
      const countIn = async (id: string, kind: string): Promise<number> => {
        const { alertId } = await partner.get(`/tasks/${id}`);
        return (await partner.get(`/alerts/${alertId}`)).log.filter((entry: any) => entry.kind === kind).length;
      };
      const nobodys = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';

      it('are each their own decision, in order, whatever becomes of the others', async () => {
        const [a, b, c] = (await some()) as [string, string, string];
        await act(hanne, b, 'claim');
        const claimed = await bulk(grete, { ids: [a, nobodys, b, c, a], action: 'claim' });
        expect(claimed.status).toBe(200);
        expect(claimed.body.results).toMatchObject([
          { id: a, status: 200, state: 'claimed', problem: null },
          { id: nobodys, status: 404, state: null, version: null, problem: { title: 'Not Found' } },
          { id: b, status: 409, problem: { holder: { name: 'Hanne', since: expect.any(String) } } },
          { id: c, status: 200, state: 'claimed' },
          { id: a, status: 200, state: 'claimed' },
        ]);
        expect((await partner.get(`/tasks/${a}`)).version).toBe(claimed.body.results[0].version);
        const freed = await bulk(grete, { ids: [c, b], action: 'release' });
        expect(freed.body.results).toMatchObject([{ status: 200, state: 'open' }, { status: 409 }]);
        const ended = { action: 'resolve', outcome: 'other', cause: 'other' };
        expect((await bulk(grete, { ids: [a, b, c], ...ended })).body.results).toMatchObject([
          { status: 200, state: 'resolved' },
          { status: 409 },
          { status: 200, state: 'resolved' },
        ]);
        expect((await bulk(grete, { ids: [a], ...ended })).body.results).toMatchObject([
          { status: 409, problem: { state: 'resolved' } },
        ]);
        const { items } = await town.api.get(`/citizens/${standard.citizenId}/reads?limit=500`);
        expect(items.filter(({ route }: any) => route === 'POST /api/v1/tasks/bulk').length).toBeGreaterThan(0);
      });

      it.each<[string, object, string]>([
        ['without one', { ids: [], action: 'claim' }, 'ids'],
        ['of more than 200', { ids: Array.from({ length: 201 }, () => nobodys), action: 'claim' }, 'ids'],
        ['by what is no id', { ids: [nobodys, 'nonsense'], action: 'claim' }, 'ids.1'],
        ['by an action that there is not', { ids: [nobodys], action: 'shelve' }, 'action'],
        ['without a cause', { ids: [nobodys], action: 'resolve', outcome: 'other' }, 'cause'],
        ['with an outcome of what does not end', { ids: [nobodys], action: 'claim', outcome: 'other' }, 'outcome'],
        ['with a field that there is not', { ids: [nobodys], action: 'claim', note: 'x' }, 'note'],
      ])('are refused %s', async (_, body, path) => expectFlaws(await bulk(grete, body), path));

      it('are each done once under one key: what was cut off is done when it is sent again', async () => {
        const ids = await some();
        const body = { ids, action: 'claim' };
        const headers = { 'idempotency-key': 'all of them' };
        await house.query(`CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`);
        await house.query(
          `CREATE TRIGGER cut BEFORE UPDATE ON idempotency FOR EACH ROW WHEN (NEW."key" = E'all of them\\n1') EXECUTE FUNCTION cut()`,
        );
        const cut = await bulk(grete, body, headers);
        await house.query('DROP FUNCTION cut CASCADE');
        expect(cut.body.results.map(({ status }: any) => status)).toEqual([200, 503, 200]);
        const [first, second] = [await bulk(grete, body, headers), await bulk(grete, body, headers)];
        expect(first.body.results).toMatchObject(ids.map((id) => ({ id, status: 200, state: 'claimed' })));
        expect(second.body).toEqual(first.body);
        expect([first, second].map((answer) => answer.headers.get('idempotency-replayed'))).toEqual([null, 'true']);
        expect(await Promise.all(ids.map((id) => countIn(id, 'claimed')))).toEqual([1, 1, 1]);
        expectFlaws(await bulk(grete, { ...body, action: 'release' }, headers), 'Idempotency-Key');
        // What was done is as it is now, and not done again.
        await act(grete, ids[0]!, 'release');
        expect((await bulk(grete, body, headers)).body.results[0]).toMatchObject({ status: 200, state: 'open' });
      });
    });
  });
});
