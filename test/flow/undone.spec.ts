import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endsWith } from '../../src/alerts/alert.rules.js';
import { ABSENCES, type AbsenceReason } from '../../src/citizens/absence.rules.js';
import { vocabulary } from '../../src/devices/telemetry.rules.js';
import { isAlarm } from '../../src/doses/quarantine.rules.js';
import { caseOf } from '../support/case.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen on Tuesday 10 March, an hour ahead of UTC. */
const LIVE = ['open', 'claimed', 'in-progress', 'shelved'];

describe('what was registered by mistake and is undone', () => {
  let house: House;
  let town: Town;

  const moveIn = async (slots?: { time: string; criticality?: string; windowMinutes?: number }[]) => {
    const resident = await town.citizen({ ...(slots && { slots }), connect: false });
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

  const pauses = ({ citizenId }: Resident) => `/citizens/${citizenId}/pauses`;
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
  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
  });
  afterAll(() => house?.stop());

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
      await house.clock.forward({ hours: 1, minutes: 20 });
      for (const one of folk.values()) {
        const due = (await one.seen.doses()).map(({ dueAt }) => dueAt as string);
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
});
