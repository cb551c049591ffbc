import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endsWith } from '../../src/cases/alert.rules.js';
import { ABSENCES, type AbsenceReason } from '../../src/citizens/absence.rules.js';
import { vocabulary } from '../../src/devices/telemetry.rules.js';
import { isAlarm } from '../../src/doses/quarantine/quarantine.rules.js';
import { caseOf } from '../support/case.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen on Tuesday 10 March, an hour ahead of UTC. */
const LIVE = ['open', 'claimed', 'in-progress', 'shelved'];

describe('what was registered by mistake and is undone', () => {
  let house: House;
  let town: Town;

  const lodgers: Resident[] = [];
  const moveIn = async (slots?: { time: string; criticality?: string; windowMinutes?: number }[]) => {
    const resident = await town.citizen({ ...(slots && { slots }), connect: false });
    lodgers.push(resident);
    return { ...resident, seen: caseOf(town, resident) };
  };
  type Someone = Awaited<ReturnType<typeof moveIn>>;

  /** It comes, says it all, and goes. */
  const say = async ({ deviceId, secret }: Resident, ...words: [type: string, data?: Record<string, unknown>][]) => {
    const dispenser = await Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now());
    for (const [type, data = {}] of words) await dispenser.say(type, { data });
    await dispenser.leave();
    await house.clock.settle();
  };

  const pauses = ({ citizenId }: Resident) => `/citizens/${citizenId}/pauses` as const;
  const hours = (n: number) => new Date(house.clock.now().getTime() + n * 3_600_000).toISOString();
  const begin: Record<AbsenceReason, (one: Resident) => Promise<string>> = {
    paused: async (one) =>
      (await town.api.post(pauses(one), { reason: 'travel', from: hours(0), until: hours(300) })).id,
    deceased: async ({ citizenId }) => (await town.api.patch(`/citizens/${citizenId}`, { deceasedAt: hours(0) })).id,
    'consent-withdrawn': async ({ citizenId }) =>
      (await town.api.put(`/citizens/${citizenId}/consent`, { telemetry: false })).id,
  };
  const undo: Record<AbsenceReason, (one: Resident, id: string) => Promise<unknown>> = {
    paused: (one, id) => town.api.ask('DELETE', `${pauses(one)}/${id}`),
    deceased: ({ citizenId }) => town.api.patch(`/citizens/${citizenId}`, { deceasedAt: null }),
    'consent-withdrawn': ({ citizenId }) => town.api.put(`/citizens/${citizenId}/consent`, { telemetry: true }),
  };

  interface Seen {
    id: string;
    type: string;
    state: string;
    previousAlertId: string | null;
    closedBecause: string | null;
    closedBecauseId: string | null;
    attached: boolean;
    ladder: { nextRungAt: string | null } | null;
  }
  const alertsOf = async ({ citizenId }: Resident): Promise<Seen[]> =>
    (await town.api.get(`/alerts?citizenId=${citizenId}&limit=500`)).items;
  const liveOf = async (one: Resident) => (await alertsOf(one)).filter(({ state }) => LIVE.includes(state));
  const typesOf = async (one: Resident) =>
    (await liveOf(one))
      .map(({ type }) => type)
      .filter((type) => type !== 'connectivity.offline')
      .sort();

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());
  // Out of the way of what is told next.
  afterEach(async () => {
    for (const one of lodgers.splice(0)) await begin.deceased(one);
  });

  describe('every alert there is', () => {
    const doses = Object.keys(vocabulary).filter(
      (type) => isAlarm(type) && vocabulary[type as 'dose.missed'].about === 'dose',
    );
    const rank = (type: string): number =>
      type === 'clock.invalid' ? 1 : vocabulary[type as 'device.jam'].resolves.length > 0 ? -1 : 0;
    const conditions = Object.keys(vocabulary)
      .filter((type) => isAlarm(type) && !doses.includes(type))
      // What ends another comes before it, and a clock is wrong until the next word.
      .sort((a, b) => rank(a) - rank(b));
    const slots = Array.from({ length: doses.length + 1 }, (_, i) => ({
      time: `07:${String(i * 7 + 5).padStart(2, '0')}`,
      windowMinutes: 15,
    }));
    const folk = new Map<AbsenceReason, Someone>();
    beforeAll(async () => {
      for (const why of ABSENCES) folk.set(why, await moveIn(slots));
      lodgers.length = 0;
      await house.clock.forward({ hours: 1, minutes: 20 });
      for (const one of folk.values()) {
        const due = (await one.seen.doses()).map(({ dueAt }) => dueAt);
        const three = Array.from({ length: 3 }, () => ['device.booted'] as [string]);
        const all = [...conditions.map((type) => [type, { messageId: 'm' }] as [string, object]), ...three];
        await say(one, ...doses.map((type, i) => [type, { dueAt: due[i] }] as [string, Record<string, unknown>]));
        await say(one, ...(all as [string, Record<string, unknown>][]));
      }
    });

    it.each(ABSENCES)(
      '%s: what closed comes back as a new alert that follows the old, and no other does',
      async (why) => {
        const one = folk.get(why)!;
        const before = await liveOf(one);
        const missing = [...doses, ...conditions, 'dose.unconfirmed'].filter(
          (type) => !before.some((a) => a.type === type),
        );
        expect(missing).toEqual([]);
        const id = await begin[why](one);
        await house.clock.settle();
        const away = await alertsOf(one);
        for (const { id: alertId, type } of before)
          expect([type, away.find((one) => one.id === alertId)]).toMatchObject([
            type,
            endsWith(why, type)
              ? { state: 'auto-resolved', closedBecause: why, closedBecauseId: id }
              : { state: 'open' },
          ]);
        await undo[why](one, id);
        await house.clock.settle();
        const [after, all] = [await liveOf(one), await alertsOf(one)];
        expect(after.map(({ type }) => type).sort()).toEqual(before.map(({ type }) => type).sort());
        for (const { id: old, type } of before.filter(({ type }) => endsWith(why, type))) {
          expect(all.find((one) => one.id === old)).toMatchObject({ state: 'auto-resolved' });
          const again = after.filter(({ previousAlertId }) => previousAlertId === old);
          expect(again).toMatchObject([{ type, state: 'open', closedBecause: null, ladder: expect.anything() }]);
          expect(again[0]!.attached || again[0]!.ladder!.nextRungAt !== null).toBe(true);
        }
      },
    );
  });

  describe('one after the other', () => {
    /** The local time in so many minutes, which are whole hours and minutes away from now. */
    const clockIn = (minutes: number): string =>
      new Date(house.clock.now().getTime() + (60 + minutes) * 60_000).toISOString().slice(11, 16);
    /** Somebody whose dose was missed a moment ago, as her dispenser says. */
    const moveInAndMiss = async (...words: [type: string, data?: Record<string, unknown>][]): Promise<Someone> => {
      const one = await moveIn([{ time: clockIn(2) }]);
      await house.clock.forward({ minutes: 4 });
      const { dueAt } = (await one.seen.doses())[0]!;
      await say(one, ['dose.missed', { dueAt }], ...words);
      return one;
    };

    it.each(ABSENCES)('%s: is somebody’s again, and nobody is sent to fetch the dispenser', async (why) => {
      const one = await moveInAndMiss(['device.jam'], ['user.help_requested']);
      const all = ['device.jam', 'dose.missed', 'user.help_requested'];
      expect(await typesOf(one)).toEqual(all);
      const id = await begin[why](one);
      await house.clock.forward({ minutes: 1 });
      const kept = { paused: all.filter((type) => type !== 'dose.missed'), deceased: ['device.recovery'] };
      expect(await typesOf(one)).toEqual({ ...kept, 'consent-withdrawn': [] }[why]);
      await undo[why](one, id);
      await house.clock.forward({ minutes: 1 });
      expect(await typesOf(one)).toEqual(all);
      const asked = (await one.seen.tasks()).filter(({ state }) => state === 'open');
      expect(asked.map(({ alert }) => alert.type).sort()).toEqual(['dose.missed', 'user.help_requested']);
      const fetched = (await one.seen.tasks()).filter(({ alert }) => alert.type === 'device.recovery');
      expect(fetched.map(({ state }) => state)).toEqual(why === 'deceased' ? ['auto-resolved'] : []);
    });

    it.each(['deceased', 'consent-withdrawn'] as const)('%s: what ended meanwhile does not come back', async (why) => {
      const one = await moveInAndMiss(['supply.empty'], ['device.fault', { faultCode: 'E1' }], ['user.help_requested']);
      const { dueAt } = (await one.seen.doses())[0]!;
      const id = await begin[why](one);
      const over: [string, Record<string, unknown>?][] = [
        ['supply.loaded'],
        ['device.fault_cleared', { faultCode: 'E1' }],
      ];
      await say(one, ...over, ['dose.dispensed', { dueAt }], ['device.tamper']);
      expect(await typesOf(one)).toEqual(why === 'deceased' ? ['device.recovery'] : []);
      await undo[why](one, id);
      await house.clock.settle();
      // What began without consent is told when it is said again.
      const begun = why === 'deceased' ? ['device.tamper'] : [];
      expect(await typesOf(one)).toEqual([...begun, 'user.help_requested']);
      expect((await one.seen.doses())[0]).toMatchObject({ state: 'dispensed' });
      await say(one, ['device.tamper']);
      expect(await typesOf(one)).toEqual(['device.tamper', 'user.help_requested']);
    });

    it('a dose that was dispensed late during the pause does not come back either, and what the pause asked about it ends', async () => {
      const one = await moveInAndMiss();
      const { dueAt } = (await one.seen.doses())[0]!;
      const id = await begin.paused(one);
      await say(one, ['dose.dispensed', { dueAt }], ['dose.dispensed', {}]);
      expect(await typesOf(one)).toEqual(['dose.dispensed_while_paused']);
      await undo.paused(one, id);
      await house.clock.settle();
      expect(await typesOf(one)).toEqual([]);
    });

    it('whoever is on the way goes on with it, and whoever has dealt with it is not asked again', async () => {
      const nurse = await town.nurse('Undine', [town.west.teamId]);
      const [going, done] = [await moveInAndMiss(), await moveInAndMiss()];
      const start = async ({ seen }: Someone): Promise<string> => {
        const { id } = await seen.task();
        await nurse.post(`/tasks/${id}/start`, { mode: 'visit' });
        return id;
      };
      const [goingTask, doneTask] = [await start(going), await start(done)];
      const [one, other] = [await begin.paused(going), await begin.deceased(done)];
      await house.clock.settle();
      await nurse.post(`/tasks/${doneTask}/resolve`, { outcome: 'taken-at-visit', cause: 'forgot' });
      await undo.paused(going, one);
      await undo.deceased(done, other);
      await house.clock.forward({ minutes: 20 });
      const [again] = await liveOf(going);
      expect(again).toMatchObject({ type: 'dose.missed', state: 'in-progress' });
      expect(await going.seen.task()).toMatchObject({ id: goingTask, state: 'in-progress', alertId: again!.id });
      expect(await typesOf(done)).toEqual([]);
    });

    it.each([
      ['a pause and then a death', ['paused', 'deceased']],
      ['a death and then a pause', ['deceased', 'paused']],
      ['a death without consent', ['deceased', 'consent-withdrawn']],
    ] as [string, [AbsenceReason, AbsenceReason]][])(
      '%s: what either would close waits until the last is undone',
      async (_story, both) => {
        for (const order of [both, both.toReversed()]) {
          const one = await moveInAndMiss(['device.tamper']);
          const ids = new Map<AbsenceReason, string>();
          for (const why of both) ids.set(why, await begin[why](one));
          await house.clock.settle();
          await undo[order[0]!](one, ids.get(order[0]!)!);
          await house.clock.settle();
          const left = order[1]!;
          const stays = ['device.tamper', 'dose.missed'].filter((type) => !endsWith(left, type));
          expect(await typesOf(one)).toEqual(left === 'deceased' ? ['device.recovery'] : stays);
          const waiting = (await alertsOf(one)).filter(({ closedBecause }) => closedBecause === left);
          expect(waiting.map(({ type }) => type)).toContain('dose.missed');
          await undo[left](one, ids.get(left)!);
          await house.clock.settle();
          expect(await typesOf(one)).toEqual(['device.tamper', 'dose.missed']);
          await begin.deceased(one);
        }
      },
    );

    it('a pause that comes to its end undoes nothing; taken back even then, it is undone, with the check of the plan it asked for', async () => {
      const one = await moveInAndMiss();
      const from = hours(0);
      const { id } = await town.api.post(pauses(one), { reason: 'hospital', from, until: hours(0.2) });
      await house.clock.forward({ minutes: 13 });
      expect(await typesOf(one)).toEqual(['service.plan_check']);
      await undo.paused(one, id);
      await house.clock.settle();
      expect(await typesOf(one)).toEqual(['dose.missed']);
    });

    it('who comes home early is asked about as before, and what happened in the pause stays to be looked at', async () => {
      const one = await moveInAndMiss();
      const { id } = await town.api.post(pauses(one), { reason: 'hospital', from: hours(0), until: hours(300) });
      await house.clock.forward({ minutes: 1 });
      await say(one, ['dose.dispensed', {}]);
      await town.api.patch(`${pauses(one)}/${id}`, { until: hours(0) });
      await house.clock.settle();
      expect(await typesOf(one)).toEqual(['dose.dispensed_while_paused', 'dose.missed', 'service.plan_check']);
    });

    it('a miss that is told again alarms when the pause is over, and not before', async () => {
      const one = await moveInAndMiss();
      const { dueAt } = (await one.seen.doses())[0]!;
      await town.api.post(pauses(one), { reason: 'travel', from: hours(0), until: hours(0.2) });
      await house.clock.forward({ minutes: 1 });
      await say(one, ['dose.missed', { dueAt }]);
      expect(await typesOf(one)).toEqual([]);
      await house.clock.forward({ minutes: 12 });
      await say(one, ['dose.missed', { dueAt }]);
      expect(await typesOf(one)).toEqual(['dose.missed']);
    });

    it('doses whose time passed are one review that lists them, and what can still be watched alarms by itself', async () => {
      const slots = [
        { time: clockIn(10), windowMinutes: 15 },
        { time: clockIn(20), criticality: 'time-critical', windowMinutes: 15 },
        { time: clockIn(55), windowMinutes: 15 },
        { time: clockIn(400) },
      ];
      const [dead, away] = [await moveIn(slots), await moveIn([slots[0]!, slots[3]!])];
      await begin.deceased(dead);
      const id = await begin.paused(away);
      await house.clock.forward({ hours: 1 });
      await undo.deceased(dead, '');
      await undo.paused(away, id);
      await house.clock.settle();
      for (const [one, priority, passed] of [[dead, 'P2', 2] as const, [away, 'P3', 1] as const]) {
        expect(await typesOf(one)).toEqual(['service.doses_review']);
        const doses = (await one.seen.doses()).slice(0, passed);
        expect(await one.seen.task()).toMatchObject({
          kind: 'review',
          priority,
          alert: {
            detail: {
              count: passed,
              doses: doses.map((dose) => ({ doseId: dose.id, dueAt: dose.dueAt, criticality: dose.criticality })),
            },
          },
        });
      }
      const { dueAt: passedAt } = (await away.seen.doses())[0]!;
      await say(away, ['dose.dispensed', { dueAt: passedAt }]);
      expect(await typesOf(away)).toEqual(['service.doses_review']);
      expect((await away.seen.doses())[0]).toMatchObject({ state: 'dispensed' });

      await house.clock.forward({ minutes: 40 });
      const alarmed = (await liveOf(dead)).filter(({ type }) => type.startsWith('dose.'));
      expect(alarmed).toMatchObject([
        { type: 'dose.unconfirmed', dose: { dueAt: (await dead.seen.doses())[2]!.dueAt } },
      ]);
    });

    it('of a death and a withdrawn consent, whichever was first and whichever is undone last, none of the doses is forgotten', async () => {
      const slots = [
        { time: clockIn(10), windowMinutes: 15 },
        { time: clockIn(60), windowMinutes: 15 },
      ];
      const orders = [
        [begin['consent-withdrawn'], begin.deceased, undo['consent-withdrawn'], undo.deceased],
        [begin.deceased, begin['consent-withdrawn'], undo.deceased, undo['consent-withdrawn']],
      ] as const;
      const folk = [await moveIn(slots), await moveIn(slots)];
      await house.clock.forward({ minutes: 1 });
      for (const step of [0, 1, 2, 3] as const) {
        for (const [i, one] of folk.entries()) await orders[i]![step](one, '');
        await house.clock.forward({ minutes: step < 2 ? 40 : 1 });
      }
      for (const one of folk)
        expect((await liveOf(one)).filter(({ type }) => type === 'service.doses_review')).toMatchObject([
          { detail: { count: 2 } },
        ]);
    });

    it('a dose missed more than a day ago is listed with them, and not alarmed over', async () => {
      const one = await moveInAndMiss(['user.help_requested']);
      const id = await begin.paused(one);
      const longAgo = `jsonb_set("dose", '{windowClosesAt}', to_jsonb($2::text))`;
      await house.query(`UPDATE alert SET "dose" = ${longAgo} WHERE "citizenId" = $1 AND "dose" IS NOT NULL`, [
        one.citizenId,
        hours(-25),
      ]);
      await undo.paused(one, id);
      await house.clock.settle();
      expect(await typesOf(one)).toEqual(['service.doses_review', 'user.help_requested']);
      const { id: doseId } = (await one.seen.doses())[0]!;
      const [review] = (await liveOf(one)).filter(({ type }) => type === 'service.doses_review');
      expect(review).toMatchObject({ detail: { count: 1, doses: [{ doseId }] } });
    });
  });

  it('whatever is said, done and undone, what stands in the end has one alert, and what does not has none', async () => {
    const ended: Record<string, string> = { 'device.fault_cleared': 'device.fault', 'supply.loaded': 'supply.empty' };
    const words = [
      'device.fault',
      'supply.empty',
      ...Object.keys(ended),
      'device.jam',
      'user.help_requested',
      'device.tamper',
    ];
    const steps = [
      ...[...words, 'user.help_requested', 'device.jam'].map((type) => ({ does: 'says', type }) as const),
      ...['user.help_requested', 'device.tamper'].map((type) => ({ does: 'deals', type }) as const),
      ...[...ABSENCES, ...ABSENCES].map((why) => ({ does: 'turns', why }) as const),
    ];
    const someWeek = fc.shuffledSubarray(steps, { minLength: 5, maxLength: 11 });
    const property = fc.asyncProperty(someWeek, async (week) => {
      const resident = await town.citizen();
      await house.clock.forward({ seconds: 1 });
      const seen = caseOf(town, resident);
      lodgers.push(resident);
      const stands = new Set<string>();
      const away = new Map<AbsenceReason, string>();
      const turn = async (why: AbsenceReason) => {
        const id = away.get(why);
        if (id === undefined) away.set(why, await begin[why](resident));
        else {
          await undo[why](resident, id);
          away.delete(why);
        }
      };
      for (const step of week) {
        if (step.does === 'turns') await turn(step.why);
        else if (step.does === 'says') {
          await resident.dispenser.say(step.type, { data: {} });
          stands.delete(ended[step.type] ?? '');
          // What begins without consent is nobody's to know until it is said again.
          if (!(step.type in ended) && !away.has('consent-withdrawn')) stands.add(step.type);
        } else {
          const task = (await seen.tasks()).find(({ state, alert }) => state === 'open' && alert.type === step.type);
          if (!task) continue;
          await town.api.post(`/tasks/${task.id}/resolve`, { outcome: 'other', cause: 'other' });
          stands.delete(step.type);
        }
        await house.clock.settle();
      }
      for (const why of [...away.keys()]) await turn(why);
      await house.clock.settle();
      expect(await typesOf(resident)).toEqual([...stands].sort());
      await resident.dispenser.leave();
    });
    await fc.assert(property, { numRuns: 8, endOnFailure: true });
  });
});
