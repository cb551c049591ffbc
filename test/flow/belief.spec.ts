import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Case, caseOf } from '../support/case.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const iso = (ms: number): string => new Date(ms).toISOString();

/** It is Tuesday 10 March 2026; Copenhagen is an hour ahead of UTC. */
describe('what a dispenser says about a dose is believed as far as it can be:', () => {
  const due = Date.parse('2026-03-10T07:00:00Z');
  let house: House;
  let town: Town;

  const moveIn = async (...times: string[]): Promise<{ resident: Resident; seen: Case }> => {
    const resident = await town.citizen({ slots: times.map((time) => ({ time, criticality: 'time-critical' })) });
    return { resident, seen: caseOf(town, resident) };
  };
  const now = (): number => house.clock.now().getTime();
  /** What the dispenser says now, by a clock that is off by so much. */
  const say = async (
    { dispenser }: Resident,
    type: string,
    dueAt: number | null,
    { off = 0, ...more }: { off?: number; [attribute: string]: unknown } = {},
  ): Promise<void> => {
    const data = dueAt === null ? {} : { dueAt: iso(dueAt) };
    await dispenser.say(type, { time: iso(now() + off), sentat: iso(now() + off), data, ...more });
    await house.clock.settle();
  };
  const states = async (seen: Case, count: number) =>
    (await seen.doses()).slice(0, count).map(({ state }: { state: string }) => state);
  const types = async (seen: Case): Promise<string[]> =>
    (await seen.alerts())
      .filter(({ state }: { state: string }) => state === 'open')
      .map(({ type }: { type: string }) => type)
      .sort();
  const toReview = async ({ deviceId }: Resident) =>
    (await town.api.get('/quarantine?limit=500')).items.filter(
      (item: { deviceId: string; kind: string }) => item.deviceId === deviceId && item.kind === 'review',
    );

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

  describe('at 08:05, five minutes after a dose was due,', () => {
    let ahead: Awaited<ReturnType<typeof moveIn>>;
    let zoned: typeof ahead;
    let early: typeof ahead;
    let both: typeof ahead;
    let unset: typeof ahead;
    let silent: typeof ahead;

    beforeAll(async () => {
      [ahead, zoned, early, both, unset, silent] = [
        await moveIn('08:00'),
        await moveIn('08:00', '10:00'),
        await moveIn('08:00'),
        await moveIn('08:00', '08:45'),
        await moveIn('08:00'),
        await moveIn('08:00'),
      ];
      await house.clock.forward({ minutes: 65 });
    });

    it('a date a day ahead settles today’s dose and not tomorrow’s', async () => {
      await say(ahead.resident, 'dose.dispensed', due + DAY_MS, { off: DAY_MS, clocksync: 'synced' });
      expect(await states(ahead.seen, 2)).toEqual(['dispensed', 'scheduled']);
      const [line] = (await town.api.get(`/telemetry?deviceId=${ahead.resident.deviceId}`)).items;
      expect(line).toMatchObject({ clock: 'corrected', notes: ['time:repaired', 'data.dueAt:repaired'] });
      expect((line!.event as { data: { dueAt: string } }).data.dueAt).toBe(iso(due + DAY_MS));
      expect(line!.matchedTo).toMatchObject({ dueAt: iso(due) });
      expect(await types(ahead.seen)).toEqual(['clock.invalid']);
    });

    it('local time called Z settles the dose of now and not the one two hours later', async () => {
      const off = 120 * MINUTE_MS;
      await say(zoned.resident, 'dose.dispensed', due + off, { off });
      expect(await states(zoned.seen, 2)).toEqual(['dispensed', 'scheduled']);
      const [line] = (await town.api.get(`/telemetry?deviceId=${zoned.resident.deviceId}`)).items;
      expect(line!.notes).toEqual(['time:repaired', 'zone:repaired', 'data.dueAt:repaired']);
    });

    it('a dose of tomorrow dispensed today stays watched, and somebody is asked to look', async () => {
      await say(early.resident, 'dose.dispensed', due + DAY_MS);
      expect(await states(early.seen, 2)).toEqual(['due', 'scheduled']);
      expect(await types(early.seen)).toEqual(['service.news_review']);
      expect(await toReview(early.resident)).toMatchObject([
        { reason: expect.stringContaining('long before it was due') },
      ]);
      expect((await early.seen.alert()).detail).toMatchObject({ doubt: 'too-early', dueAt: iso(due + DAY_MS) });
      expect(await early.seen.task()).toMatchObject({ kind: 'review', priority: 'P3' });
    });

    it('a wrong clock settles nothing where two doses may be meant, until a person says so', async () => {
      await say(both.resident, 'dose.dispensed', due + DAY_MS, { off: DAY_MS });
      expect(await states(both.seen, 2)).toEqual(['due', 'scheduled']);
      expect(await types(both.seen)).toEqual(['clock.invalid', 'service.news_review']);
      const { id } = (await toReview(both.resident))[0]!;
      await town.api.post(`/quarantine/${id}/assign`, { citizenId: both.resident.citizenId });
      await house.clock.settle();
      expect(await states(both.seen, 2)).toEqual(['dispensed', 'scheduled']);
      expect(await toReview(both.resident)).toEqual([]);
    });

    it('a clock that was never set settles the one dose whose window is open', async () => {
      const off = Date.parse('2021-01-01T00:00:12Z') - now();
      await say(unset.resident, 'dose.dispensed', due + off, { off });
      expect(await states(unset.seen, 2)).toEqual(['dispensed', 'scheduled']);
    });

    it('and an alarm is never ended by a wrong clock, nor tomorrow’s raised for it', async () => {
      const { resident, seen } = silent;
      await say(resident, 'dose.missed', due + DAY_MS, { off: DAY_MS });
      expect(await states(seen, 2)).toEqual(['missed', 'scheduled']);
      expect(await types(seen)).toEqual(['clock.invalid', 'dose.missed']);
      await say(resident, 'dose.dispensed_late', due + DAY_MS, { off: DAY_MS });
      expect(await types(seen)).toEqual(['clock.invalid', 'dose.missed', 'service.news_review']);
      await say(resident, 'dose.dispensed_late', due);
      expect(await types(seen)).toEqual(['service.news_review']);
      expect(await states(seen, 2)).toEqual(['dispensed', 'scheduled']);
    });
  });

  it('whatever date a device begins with, its alarm is heard from the first one on', async () => {
    const time = iso(now());
    const dates = [
      ['1970-01-01T00:00:12Z', undefined],
      ['1980-01-06T00:00:00Z', '1980-01-06T00:00:00Z'],
      ['2015-01-01T00:00:05Z', '2015-01-01T00:00:05Z'],
      ['2023-09-01T12:00:00Z', undefined],
      ['2025-06-30T08:00:00Z', '2025-06-30T08:00:01Z'],
      [time, '2080-01-06T00:03:10Z'],
      [time, '2036-02-07T06:28:16Z'],
      ['2099-12-31T23:59:59Z', undefined],
    ];
    for (const [said, sentat] of dates) {
      const { resident, seen } = await moveIn();
      await resident.dispenser.say('user.help_requested', { time: said, ...(sentat && { sentat }) });
      await house.clock.settle();
      expect(await types(seen)).toEqual(['clock.invalid', 'user.help_requested']);
    }
  });

  it('a word that was kept back keeps its own time, however old, and has no effect on the doses of now', async () => {
    const { resident, seen } = await moveIn('12:00');
    await resident.dispenser.say('dose.dispensed', {
      time: '2024-03-10T11:00:00Z',
      historical: true,
      data: { dueAt: '2026-03-10T11:00:00Z' },
    });
    await house.clock.settle();
    expect(await states(seen, 1)).toEqual(['scheduled']);
    const kept = (await town.api.get('/quarantine')).items.filter(
      ({ deviceId }: { deviceId: string }) => deviceId === resident.deviceId,
    );
    expect(kept).toMatchObject([{ kind: 'unattributed' }]);
  });

  it('nothing is over because of a word of nobody knows when', async () => {
    const { resident, seen } = await moveIn();
    await say(resident, 'device.jam', null);
    await say(resident, 'device.fault', null);
    await house.clock.forward({ minutes: 1 });
    await resident.dispenser.say('device.fault_cleared', { time: '1970-01-01T00:10:00Z', historical: true });
    await house.clock.settle();
    expect(await types(seen)).toEqual(['clock.invalid', 'device.fault', 'device.jam', 'service.news_review']);
    const { id } = (await toReview(resident))[0]!;
    await town.api.post(`/quarantine/${id}/assign`, { citizenId: resident.citizenId });
    await house.clock.settle();
    expect(await types(seen)).toEqual(['clock.invalid', 'device.jam', 'service.news_review']);
  });

  it('doses taken along are no more than were counted, and named as nearly as any other', async () => {
    const noon = Date.parse('2026-03-10T11:00:00Z');
    const tell = async ({ resident }: { resident: Resident }, count: number, first: number, last: string) => {
      await resident.dispenser.say('dose.dispensed_in_advance', {
        data: { count, firstDueAt: iso(first), lastDueAt: last },
      });
      await house.clock.settle();
    };
    const along = async ({ seen }: { seen: Case }) =>
      (await seen.doses()).filter(({ state }: { state: string }) => state === 'dispensed-in-advance').length;

    const endless = await moveIn('12:00');
    await tell(endless, 2, noon, '2099-01-01T00:00:00Z');
    expect(await along(endless)).toBe(2);
    expect(await types(endless.seen)).toEqual(['service.news_review']);

    const nearly = await moveIn('12:00');
    await tell(nearly, 1, noon + MINUTE_MS, iso(noon + MINUTE_MS));
    expect(await along(nearly)).toBe(1);
    expect(await types(nearly.seen)).toEqual([]);

    const short = await moveIn('12:00');
    await tell(short, 5, noon, iso(noon + DAY_MS));
    expect(await along(short)).toBe(2);
    expect(await types(short.seen)).toEqual(['service.news_review']);
  });

  it('a hundred misses that nobody expects are one alert that counts them and one about the dispenser', async () => {
    const { resident, seen } = await moveIn();
    for (let i = 0; i < 50; i++)
      await resident.dispenser.say('dose.missed', { data: { dueAt: iso(now() - i * 4 * 60 * MINUTE_MS) } });
    for (let i = 0; i < 50; i++)
      await resident.dispenser.say('dose.missed', { data: { dueAt: iso(now() - i * MINUTE_MS) } });
    await house.clock.settle();
    expect(await types(seen)).toEqual(['device.misses_unmatched', 'dose.missed']);
    const alerts = await seen.alerts();
    expect(alerts.find(({ type, state }) => type === 'dose.missed' && state === 'open')).toMatchObject({
      unmatched: true,
      priority: 'P2',
      // Of the first fifty seven are of the last day.
      occurrences: 57,
    });
    const open = (await seen.tasks()).filter(({ state }) => state === 'open');
    expect(open.map(({ kind }) => kind).sort()).toEqual(['screen-call', 'technical']);
    expect((await seen.tasks()).length).toBeLessThanOrEqual(9);
    expect(await toReview(resident)).toHaveLength(43);
  });
});

it('misses that become one go on up the ladder from where the first of them had come to', async () => {
  const house = await startHouse();
  try {
    const town = await makeTown(house);
    const resident = await town.citizen();
    const seen = caseOf(town, resident);
    const miss = async (hoursAgo: number): Promise<void> => {
      const at = house.clock.now().getTime();
      await resident.dispenser.say('dose.missed', {
        time: iso(at),
        data: { dueAt: iso(at - hoursAgo * 60 * MINUTE_MS) },
      });
      await house.clock.settle();
    };
    for (const hoursAgo of [0, 3]) await miss(hoursAgo);
    await house.clock.forward({ minutes: 20 });
    const rungs = async () =>
      (await seen.alerts())
        .filter(({ type, state }) => type === 'dose.missed' && state === 'open')
        .map(({ ladder }) => ladder!.rung);
    expect(await rungs()).toEqual([1, 1]);
    for (const hoursAgo of [6, 9, 12, 15, 18]) await miss(hoursAgo);
    expect(await rungs()).toEqual([1]);
  } finally {
    await house.stop();
  }
});

it('a miss of a dose that was expected is never held back, however old', async () => {
  const house = await startHouse();
  try {
    const town = await makeTown(house);
    const resident = await town.citizen({ slots: [{ time: '08:00' }] });
    await house.clock.forward({ hours: 3 });
    await town.closeAll();
    await house.clock.forward({ hours: 23 });
    await resident.dispenser.say('dose.missed', {
      time: '2026-03-10T08:00:00Z',
      historical: true,
      data: { dueAt: '2026-03-10T07:00:00Z' },
    });
    await house.clock.settle();
    const seen = caseOf(town, resident);
    expect((await seen.doses())[0]).toMatchObject({ state: 'missed', missedAt: '2026-03-10T08:00:00.000Z' });
    expect((await town.api.get('/quarantine')).items).toEqual([]);
  } finally {
    await house.stop();
  }
});
