/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventSchema } from '../../src/partners/feed.schema.js';
import { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { expectFlaws } from '../support/problems.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The feed of facts: page by page, and as it happens. */
describe('the feed', () => {
  let house: House;
  let town: Town;
  let partner: Api;
  let resident: Resident;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    partner = new Api(house.httpUrl, house.partner.token);
    resident = await town.citizen({ slots: [{ time: '08:00' }] });
    await house.clock.forward({ minutes: 90 });
    await resident.dispenser.say('dose.missed', { data: { dueAt: '2026-03-10T07:00:00Z' } });
    await house.clock.settle();
  });
  afterAll(() => house?.stop());

  it('is CloudEvents, oldest first', async () => {
    const { items } = await partner.get('/events?limit=500');
    for (const item of items) {
      expect(item).toEqual({
        specversion: '1.0',
        id: expect.stringMatching(/^\d+$/),
        source: '/dosevagt',
        type: expect.stringMatching(/^[a-z]+\.[a-z_-]+$/),
        subject: expect.any(String),
        time: expect.stringMatching(/Z$/),
        datacontenttype: 'application/json',
        data: expect.any(Object),
      });
      expect(eventSchema.safeParse(item).error?.issues ?? []).toEqual([]);
    }
    const positions = items.map(({ id }: any) => Number(id));
    expect(positions).toEqual(positions.toSorted((a: number, b: number) => a - b));
    expect(items.map(({ type }: any) => type)).toEqual(
      expect.arrayContaining(['dose.missed', 'alert.opened', 'task.created']),
    );
  });

  it('is walked by cursor without a skip or a repeat, and goes on where it ended', async () => {
    const all = (await partner.get('/events?limit=500')).items.map(({ id }: any) => id);
    const walked: string[] = [];
    let cursor: string | null = null;
    for (;;) {
      const page: any = await partner.get(`/events?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      walked.push(...page.items.map(({ id }: any) => id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(all);
    await resident.dispenser.say('supply.low', { data: { dosesRemaining: 3 } });
    await house.clock.settle();
    const news = await partner.get(`/events?after=${cursor}`);
    expect(news.items[0]).toMatchObject({ id: String(all.length + 1), type: 'condition.raised' });
    const only = await partner.get('/events?type=dose.missed,task.created');
    expect([...new Set(only.items.map(({ type }: any) => type))].sort()).toEqual(['dose.missed', 'task.created']);
  });

  it('shows a reader of other districts nothing of these', async () => {
    const nurse = await town.nurse('Ingrid', [town.east.teamId]);
    const { items } = await nurse.get('/events');
    expect(items.filter(({ data }: any) => data.districtId !== town.east.districtId)).toEqual([]);
  });

  it('streams what happens, and resumes after Last-Event-ID', async () => {
    const last = (await partner.get('/events?limit=500')).items.at(-1)!.id;
    const live = openStream();
    await live.opened;
    await resident.dispenser.say('device.opened');
    await eventually(() => live.heard.some(({ type }) => type === 'condition.raised'));
    await live.close();
    const ids = live.heard.map(({ id }) => Number(id));
    expect(ids[0]).toBe(Number(last) + 1);

    const resumed = openStream({ 'last-event-id': String(Number(last) - 2) });
    await eventually(() => resumed.heard.length >= 2 + ids.length);
    await resumed.close();
    expect(resumed.heard.map(({ id }) => Number(id))).toEqual(resumed.heard.map((_, i) => Number(last) - 1 + i));
  });

  it('is in the log of reads of whom it tells: a line a reader and hour, page by page or streamed', async () => {
    const all = (await partner.get('/events?limit=500')).items;
    const about = all.filter(({ data }: any) => data.citizenId === resident.citizenId).map(({ id }: any) => Number(id));
    const { items } = await new Api(house.httpUrl, house.admin.token).get(
      `/citizens/${resident.citizenId}/reads?limit=500`,
    );
    const told = items.filter(
      ({ route, principalKind }: any) => route.includes('/events') && principalKind === 'partner',
    );
    expect(told.map(({ route }: any) => route).sort()).toEqual(['GET /api/v1/events', 'GET /api/v1/events/stream']);
    const [paged] = told.filter(({ route }: any) => route === 'GET /api/v1/events');
    expect(paged!.firstPosition).toBeLessThanOrEqual(Math.min(...about));
    expect(paged!.lastPosition).toBeGreaterThanOrEqual(Math.max(...about));
    expect(items.filter(({ route }: any) => route === 'GET /api/v1/citizens/:id/reads')).toEqual([]);
  });

  it.each(['/events', '/events/stream'])(
    'refuses types of fact that there are not, by the names of today: %s',
    async (route) => {
      const refused = await partner.ask('GET', `${route}?type=task.created,task.taken-over,task.imagined`);
      expectFlaws(refused, 'type.1', 'type.2');
      expect(refused.body).toMatchObject({
        errors: [{ message: 'is called task.taken_over now' }, { message: 'is no type of fact' }],
      });
    },
  );

  it('refuses a Last-Event-ID that is no position, since to begin now would skip what was not read', async () => {
    expectFlaws(await partner.ask('GET', '/events/stream', undefined, { 'last-event-id': 'abc' }), 'Last-Event-ID');
  });

  function openStream(headers: Record<string, string> = {}) {
    const heard: { id: string; type: string }[] = [];
    const abort = new AbortController();
    const opened = fetch(`${house.httpUrl}/api/v1/events/stream`, {
      headers: { authorization: `Bearer ${house.partner.token}`, accept: 'text/event-stream', ...headers },
      signal: abort.signal,
    });
    const read = async (): Promise<void> => {
      const answer = await opened;
      expect(answer.headers.get('content-type')).toContain('text/event-stream');
      let text = '';
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop()!;
        for (const block of blocks) {
          const id = /^id: (.+)$/m.exec(block)?.[1];
          const data = /^data: (.+)$/m.exec(block)?.[1];
          if (!id || !data) continue;
          const item = JSON.parse(data) as { id: string; type: string };
          expect(item.id).toBe(id);
          heard.push(item);
        }
      }
    };
    const reading = read().catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
    return { heard, opened, close: () => (abort.abort(), reading) };
  }
});
