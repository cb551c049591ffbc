/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Api } from '../support/api.js';
import { caseOf } from '../support/case.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const LIMITS: Record<string, number> = { toFirstClaim: 600, toClaim: 600, toContact: 900, toResolve: 1800 };
const REACHED = ['taken-after-call', 'taken-at-visit', 'found-already-taken', 'skipped-on-advice', 'refused'];
const TIMES = ['toFirstClaim', 'toClaim', 'toContact', 'toResolve'] as const;

/** A step that found nobody, of every alert. */
const SKIPPED = `
  INSERT INTO alert_log ("alertId", "at", "entry", "by", "kind", "data")
  SELECT "id", "openedAt", 'measure', 'gateway', 'rung_skipped',
         '{"rung":0,"rule":"nobody-on-duty","teams":1,"routing":{"rule":"nobody-on-duty","candidates":[]}}' FROM alert`;

/** Writes the log as the version before codes did. */
const AS_BEFORE = `
  UPDATE alert_log SET "kind" = 'text',
    "text" = CASE "kind" WHEN 'started' THEN "data"->>'mode' ELSE coalesce("text", 'in words') END,
    "data" = CASE "kind"
      WHEN 'claimed' THEN '{"action":"task.claimed"}'
      WHEN 'started' THEN '{"action":"task.started"}'
      WHEN 'taken_over' THEN '{"action":"task.taken-over"}'
      WHEN 'released' THEN '{"action":"task.released"}'
      WHEN 'rung_skipped' THEN jsonb_build_object('rung', "data"->'rung', 'skipped', true, 'routing', "data"->'routing')
      ELSE "data" END`;

/** What one alert was, told by the feed alone. */
interface Told {
  districtId: string;
  priority: string;
  openedAt: number;
  state: string;
  endedAt: number | null;
  attached: boolean;
  turns: { claimedAt: number | null; contactAt: number | null; given: boolean }[];
}

/** A week in which every alarm is followed in another way; what is shown of it is worked out once more from the feed. */
describe('a week of figures', () => {
  let house: House;
  let town: Town;
  let frida: Api, bent: Api;
  let residents: Resident[];
  let from: string;

  const inHospital = () => {
    const now = house.clock.now();
    const until = new Date(now.getTime() + 3_600_000);
    return { reason: 'hospital', from: now.toISOString(), until: until.toISOString() };
  };

  /** What happens to an alarm, by the minute after it. */
  const course = (resident: Resident): [number, (id: string) => Promise<unknown>][][] => {
    const act = (who: Api, deed: string, body?: object) => (id: string) => who.post(`/tasks/${id}/${deed}`, body);
    const done = (outcome: string) => ({ outcome, cause: 'forgot' });
    const talk = { entry: 'conversation' };
    const ring = (answered: boolean) => ({ entry: 'call-attempt', answered });
    const late = async () => {
      const { dueAt } = (await caseOf(town, resident).doses()).find(({ state }: any) => state === 'missed') ?? {};
      if (dueAt) await resident.dispenser.say('dose.dispensed_late', { data: { dueAt, lateSeconds: 600 } });
    };
    return [
      [
        [3, act(frida, 'claim')],
        [6, act(frida, 'log', talk)],
        [9, act(frida, 'resolve', done('taken-after-call'))],
      ],
      [[4, act(bent, 'resolve', done('found-already-taken'))]],
      [
        [2, act(frida, 'start', { mode: 'screen-call' })],
        [9, act(frida, 'resolve', done('unreachable-handed-over'))],
      ],
      [
        [2, act(frida, 'claim')],
        [5, act(frida, 'release')],
        [12, act(bent, 'claim')],
        [13, act(bent, 'log', ring(true))],
        [40, act(bent, 'resolve', done('taken-after-call'))],
      ],
      [
        [2, act(frida, 'claim')],
        [3, act(frida, 'log', talk)],
        [6, act(frida, 'release')],
        [20, act(bent, 'resolve', done('other'))],
      ],
      [
        [1, act(frida, 'claim')],
        [4, act(bent, 'take-over')],
        [12, act(bent, 'resolve', done('refused'))],
      ],
      [
        [3, act(frida, 'claim')],
        [50, act(bent, 'resolve', done('away'))],
      ],
      [[15, late]],
      [
        [6, act(bent, 'start', { mode: 'visit' })],
        [30, act(bent, 'resolve', done('taken-at-visit'))],
      ],
      [
        [5, act(frida, 'claim')],
        [6, act(frida, 'log', ring(false))],
        [7, act(frida, 'release')],
        [9, act(frida, 'claim')],
        [13, late],
      ],
      [[70, act(bent, 'resolve', done('hospitalised'))]],
      [[4, () => town.api.post(`/citizens/${resident.citizenId}/pauses`, inHospital())]],
    ];
  };

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    await town.api.put(`/districts/${town.municipalityId}/limits`, {
      limits: { P2: { toClaim: 'PT10M', toContact: 'PT15M', toResolve: 'PT30M' } },
    });
    frida = await town.nurse('Frida', [town.west.teamId, town.eTeamId]);
    bent = await town.nurse('Bent', [town.west.teamId, town.eTeamId]);
    // Only those who come late by themselves have a plan: what nobody expects is not missed a second time all the week.
    const slots = [
      { time: '02:00', days: ['wed'] },
      { time: '09:00', days: ['tue'] },
    ];
    const plans = Array.from({ length: 12 }, (_, i) => ([7, 9, 11].includes(i) ? { slots } : {}));
    residents = await Promise.all(plans.map(settle));
    from = house.clock.now().toISOString();
    for (const hoursAhead of [2, 11, 7 * 24 - 25]) {
      await house.clock.forward({ hours: hoursAhead });
      await follow();
      await house.clock.forward({ hours: 5 });
      // What is asked by day is asked by then.
      await town.closeAll();
    }
    await house.clock.forward({ minutes: 1 });
  });
  afterAll(() => house?.stop());

  /** A dispenser that may be silent for a week, and before whom time need not stop. */
  async function settle(plan: object): Promise<Resident> {
    const resident = await town.citizen({ ...plan, connect: false });
    const { deviceId, secret } = resident;
    await town.api.patch(`/dispensers/${deviceId}`, { expectEveryMinutes: 10_080 });
    const now = () => house.clock.now();
    const dispenser = await Dispenser.connect(house.mqttUrl, deviceId, secret, now, { listens: false });
    return { ...resident, dispenser };
  }

  async function follow(): Promise<void> {
    const dueOf = (doses: any[]) =>
      doses.findLast(({ dueAt }) => new Date(dueAt) <= house.clock.now())?.dueAt ?? house.clock.now().toISOString();
    for (const resident of residents)
      await resident.dispenser.say('dose.missed', { data: { dueAt: dueOf(await caseOf(town, resident).doses()) } });
    await house.clock.settle();
    let minute = 0;
    const plan = residents.flatMap((resident, i) => course(resident)[i]!.map(([at, deed]) => ({ at, deed, resident })));
    for (const { at, deed, resident } of plan.sort((a, b) => a.at - b.at)) {
      if (at > minute) await house.clock.forward({ minutes: at - minute, seconds: 7 });
      minute = Math.max(minute, at);
      const task = await caseOf(town, resident).task();
      if (task) await deed(task.id);
      await house.clock.settle();
    }
  }

  async function readFeed(): Promise<Map<string, Told>> {
    const told = new Map<string, Told>();
    for (let after = ''; ;) {
      const { items, nextCursor } = await town.api.get(`/events?limit=500${after && `&after=${after}`}`);
      for (const item of items) hear(told, item);
      if (items.length < 500 || nextCursor === null) return told;
      after = nextCursor;
    }
  }

  function hear(told: Map<string, Told>, { type, subject, time, data }: any): void {
    const at = new Date(time).getTime();
    if (type === 'alert.opened')
      told.set(subject, {
        ...{ districtId: data.districtId, priority: data.priority, openedAt: at, state: 'open', endedAt: null },
        ...{ attached: false, turns: [{ claimedAt: null, contactAt: null, given: false }] },
      });
    const alert = told.get(type.startsWith('alert.') ? subject : data.alertId);
    if (!alert) return;
    if (type.startsWith('alert.') && data.priority) alert.priority = data.priority;
    if (type === 'alert.attached') alert.attached = true;
    if (type === 'alert.detached') alert.attached = false;
    if (type === 'alert.resolved' || type === 'alert.auto_resolved')
      Object.assign(alert, { state: data.state, endedAt: at });
    const turn = alert.turns.at(-1)!;
    if (['task.claimed', 'task.started', 'task.taken_over', 'task.resolved'].includes(type)) turn.claimedAt ??= at;
    const reaches =
      (type === 'task.logged' && (data.entry === 'conversation' || data.answered === true)) ||
      (type === 'task.started' && data.mode === 'visit') ||
      (type === 'task.resolved' && REACHED.includes(data.outcome));
    if (reaches) turn.contactAt ??= at;
    if (type !== 'task.released') return;
    turn.given = true;
    alert.turns.push({ claimedAt: null, contactAt: null, given: false });
  }

  const timesOf = ({ turns, state, endedAt }: Told): Record<(typeof TIMES)[number], number | null> => ({
    toFirstClaim: turns.find(({ claimedAt }) => claimedAt !== null)?.claimedAt ?? null,
    toClaim:
      turns.find((turn) => turn.claimedAt !== null && (!turn.given || turn.contactAt !== null))?.claimedAt ?? null,
    toContact: turns.find(({ contactAt }) => contactAt !== null)?.contactAt ?? null,
    toResolve: state === 'resolved' ? endedAt : null,
  });

  function spread(alerts: Told[], name: (typeof TIMES)[number], now: number) {
    const seconds = (alert: Told, at: number | null) => (at === null ? null : Math.round((at - alert.openedAt) / 1000));
    const values = alerts.map((alert) => seconds(alert, timesOf(alert)[name]));
    const known = values.filter((value) => value !== null).sort((a, b) => a - b);
    const at = (share: number) => {
      const place = share * (known.length - 1);
      const [low, high] = [known[Math.floor(place)], known[Math.ceil(place)]];
      return low === undefined || high === undefined ? null : Math.round(low + (high - low) * (place % 1));
    };
    const limit = alerts[0]!.priority === 'P2' ? LIMITS[name]! : null;
    const judged = alerts.flatMap((alert, i) => {
      if (limit === null) return [];
      if (values[i] != null) return [values[i] <= limit];
      return seconds(alert, alert.endedAt ?? now)! <= limit ? [] : [false];
    });
    const withinLimit = judged.length === 0 ? null : judged.filter(Boolean).length / judged.length;
    return { p50: at(0.5), p90: at(0.9), max: known.at(-1) ?? null, limit, withinLimit };
  }

  const shiftOf = (at: number): string => {
    const hour = Number(
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Copenhagen', hour: 'numeric' }).format(at),
    );
    return hour >= 7 && hour < 15 ? 'day' : hour >= 15 && hour < 23 ? 'evening' : 'night';
  };

  it('agrees to the second with what the feed tells', async () => {
    const now = house.clock.now().getTime();
    const alerts = [...(await readFeed()).values()].filter(
      ({ attached, districtId }) => !attached && districtId === town.west.districtId,
    );
    const keyOf = ({ priority, openedAt }: Told) => `${priority} ${shiftOf(openedAt)}`;
    const expected = new Map(
      [...Map.groupBy(alerts, keyOf)].map(([key, group]) => [
        key,
        {
          alerts: group.length,
          autoResolved: group.filter(({ state }) => state === 'auto-resolved').length,
          ...Object.fromEntries(TIMES.map((name) => [name, spread(group, name, now)])),
        },
      ]),
    );
    const report = await town.api.get(`/reports/response-times?from=${from}&districtId=${town.west.districtId}`);
    const shown = new Map(
      report.items.map(({ districtId: _id, districtName: _name, priority, shift, ...figures }: any) => [
        `${priority} ${shift}`,
        figures,
      ]),
    );
    expect(shown).toEqual(expected);
    expect(expected.size).toBeGreaterThanOrEqual(2);
    const { toFirstClaim, toClaim } = expected.get('P2 day') as any;
    expect(toFirstClaim.p50).toBeLessThan(toClaim.p50);
  });

  it('says which calls spared a visit', async () => {
    const { items } = await town.api.get(`/reports/visits?from=${from}`);
    const sum = (name: string) => items.reduce((n: number, item: any) => n + item[name], 0);
    const tasks = (await town.api.get('/tasks?state=resolved&limit=500')).items as any[];
    const how = ({ outcome, mode, kind }: any) =>
      ({ 'taken-at-visit': 'visit', 'taken-after-call': mode ?? 'call' })[outcome as string] ?? mode ?? kind;
    const settled = ['taken-after-call', 'found-already-taken'];
    expect(sum('visits')).toBe(tasks.filter((task) => how(task) === 'visit').length);
    const avoided = tasks.filter((task) => how(task) !== 'visit' && settled.includes(task.outcome as string));
    expect(sum('visitsAvoided')).toBe(avoided.length);
    expect(sum('visitsAvoided')).toBeGreaterThan(0);
  });

  it('counts as closed by a late event what a late event closed, and no pause', async () => {
    const [load] = (await town.api.get(`/reports/alarm-load?from=${from}&districtId=${town.west.districtId}`)).items;
    const closed = async (resident: Resident) =>
      (await caseOf(town, resident).alerts()).filter(
        ({ type, state }: any) => type === 'dose.missed' && state === 'auto-resolved',
      );
    const late = [...(await closed(residents[7]!)), ...(await closed(residents[9]!))];
    expect(load!.autoResolvedByLateEvent).toBe(late.length);
    expect(late.length).toBeGreaterThan(0);
    expect((await closed(residents[11]!)).length).toBeGreaterThan(0);
  });

  it('says the same of a log that was written before there were codes in it', async () => {
    const read = () =>
      Promise.all([
        town.api.get(`/reports/response-times?from=${from}`),
        town.api.get(`/reports/alarm-load?from=${from}`),
        town.api.get(`/reports/visits?from=${from}`),
      ]);
    await house.query(SKIPPED);
    const [times, load, visits] = await read();
    expect(load.items.some(({ rungsSkippedUnstaffed }) => rungsSkippedUnstaffed > 0)).toBe(true);
    await house.query(AS_BEFORE);
    const kinds = await house.query<{ kind: string }>('SELECT DISTINCT "kind" FROM alert_log');
    expect(kinds).toEqual([{ kind: 'text' }]);
    const [timesBefore, loadBefore, visitsBefore] = await read();
    expect(timesBefore.items).toEqual(times.items);
    expect(loadBefore.items).toEqual(load.items);
    expect(visitsBefore.items).toEqual(visits.items);
  });

  it('keeps the history of a district that is merged into another', async () => {
    const path = `/reports/response-times?from=${from}&districtId=${town.municipalityId}` as const;
    const count = async () => (await town.api.get(path)).items.reduce((n, { alerts }) => n + alerts, 0);
    const before = await count();
    const into = { districtId: town.east.districtId };
    for (const { citizenId } of residents) await town.api.patch(`/citizens/${citizenId}`, into);
    const team = { name: 'West Day', kind: 'home-care', base: { lat: 55.25, lon: 9.25 }, ...into };
    await town.api.put(`/teams/${town.west.teamId}`, team);
    const removed = await town.api.ask('DELETE', `/districts/${town.west.districtId}?successorId=${into.districtId}`);
    expect(removed.status).toBe(204);
    expect(await count()).toBe(before);
    const { items } = await town.api.get(`/reports/response-times?from=${from}&districtId=${into.districtId}`);
    expect(new Set(items.map(({ districtName }: any) => districtName))).toEqual(new Set(['East']));
    expect(items.reduce((n, { alerts }) => n + alerts, 0)).toBe(before);
  });
});
