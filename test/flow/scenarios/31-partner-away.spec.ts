/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../../support/api.js';
import { caseOf } from '../../support/case.js';
import { type House, startHouse } from '../../support/house.js';
import { makeTown, type Resident, type Town } from '../../support/town.js';

/** The house stands at 07:00 in Copenhagen; a partner reads the feed, and is then away for two days. */
describe('scenario 31: a partner away for two days', () => {
  let house: House;
  let town: Town;
  let resident: Resident;
  let partner: Api;

  const readOn = async (after: string | null): Promise<{ items: any[]; cursor: string | null }> => {
    const items: any[] = [];
    for (let cursor = after; ;) {
      const page = await partner.get(`/events?limit=20${cursor === null ? '' : `&after=${cursor}`}`);
      items.push(...page.items);
      if (page.items.length < 20) return { items, cursor: page.nextCursor ?? cursor };
      cursor = page.nextCursor;
    }
  };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    partner = new Api(house.httpUrl, house.partner.token);
    resident = await town.citizen({ slots: [{ time: '08:00' }, { time: '20:00' }], connect: false });
  });
  afterAll(() => house?.stop());

  it('changes nothing for citizens: every dose nobody heard of became a task in time', async () => {
    const before = await readOn(null);
    const seen = caseOf(town, resident);
    for (const hours of [3, 12, 12, 12]) {
      await house.clock.forward({ hours });
      const { id } = await seen.task();
      await town.api.post(`/tasks/${id}/resolve`, { outcome: 'taken-at-visit', cause: 'connectivity' });
    }
    await house.clock.forward({ hours: 9 });
    const overdue = (await seen.doses()).filter(({ state }) => state === 'unconfirmed');
    expect(overdue).toHaveLength(4);
    const alerts = await seen.alerts();
    expect(alerts.map(({ dose }) => dose!.dueAt).sort()).toEqual(overdue.map(({ dueAt }) => dueAt).sort());
    expect(alerts.every(({ state }) => state === 'resolved')).toBe(true);

    const missed = await readOn(before.cursor);
    const all = await readOn(null);
    const ids = (items: any[]) => items.map(({ id }) => id);
    expect(ids([...before.items, ...missed.items])).toEqual(ids(all.items));
    expect(new Set(ids(all.items)).size).toBe(all.items.length);
    const opened = missed.items.filter(({ type }) => type.endsWith('alert.opened')).map(({ data }) => data.dueAt);
    expect(opened.filter(Boolean).sort()).toEqual(overdue.map(({ dueAt }) => dueAt).sort());
    expect((await readOn(missed.cursor)).items).toEqual([]);
  });
});
