import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessModule } from '../../src/access/access.module.js';
import { CitizensModule } from '../../src/citizens/citizens.module.js';
import { PausesService } from '../../src/citizens/pauses.service.js';
import { DosesModule } from '../../src/doses/doses.module.js';
import { LayoutService } from '../../src/doses/schedules/layout.service.js';
import { planDoses, type Slot } from '../../src/doses/schedules/schedule.rules.js';
import { SchedulesService } from '../../src/doses/schedules/schedules.service.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { Database } from '../../src/platform/database/database.js';
import type { Turn } from '../../src/platform/database/turn.js';
import type { Fact } from '../../src/platform/facts/fact.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { randomFor } from '../../src/simulator/random.rules.js';
import { type Caller, makeCaller } from '../support/caller.js';
import { openRooms, type Rooms } from '../support/rooms.js';
import { noteSilence } from '../support/silence.js';

/** In the night after the first day the clock in Copenhagen leaves out an hour, or shows one twice; in the Azores as well. */
describe('any sequence of plans, pauses, moves and undoing over days in which the clocks change', () => {
  const HOUR = 3_600_000;
  const ZONES = ['Europe/Copenhagen', 'UTC', 'Atlantic/Azores'];
  const TIMES = ['00:30', '02:30', '03:00', '08:00', '12:00', '20:00'];
  const GRACE_MS = 5 * 60_000;
  const [CITIZENS, ROUNDS] = [8, 10];
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
  let rooms: Rooms;
  let call: Caller;

  beforeAll(async () => {
    rooms = await openRooms([AccessModule, CitizensModule, DosesModule]);
    const schedules = rooms.app.get(SchedulesService);
    const replan = (turn: Turn, fact: Fact) => schedules.replan(turn, fact);
    const theFeed: [] = [];
    rooms.app.get(FactBus).join({
      'service.paused': [replan],
      'service.resumed': [replan],
      'service.pause_planned': [replan],
      'service.pause_moved': [replan],
      'service.pause_withdrawn': [replan],
      'consent.given': [replan],
      'consent.withdrawn': [replan],
      'citizen.zone_changed': [(turn, fact) => schedules.rezone(turn, fact)],
      'schedule.set': theFeed,
      'schedule.withdrawn': theFeed,
      'dose.unconfirmed': theFeed,
      'dose.passed_unwatched': theFeed,
    });
    call = await makeCaller(rooms, ['citizens:read', 'citizens:write']);
    setClock(Date.parse(seed % 2 === 0 ? '2031-10-25T04:00:00Z' : '2031-03-29T04:00:00Z'));
  });
  afterAll(() => rooms?.close());

  const now = (): number => rooms.app.get(Clock).now().getTime();
  /** It stands still there. */
  const setClock = (at: number) => rooms.app.get(Clock).follow({ realAt: new Date(), clockAt: new Date(at), speed: 0 });
  const inTurn = (work: (turn: Turn) => Promise<Fact[]>) =>
    rooms.app.get(FactBus).transact(async (turn) => ({ facts: await work(turn), result: undefined }));
  /** What the sweeps do of it. */
  const sweep = async () => {
    const [pauses, layout] = [rooms.app.get(PausesService), rooms.app.get(LayoutService)];
    const look = <T>(of: (tx: Turn['tx']) => Promise<T>) => rooms.app.get(Database).autocommit(of);
    for (const id of await look((tx) => pauses.due(tx, new Date(now()))))
      await inTurn((turn) => pauses.beginAndEndPauses(turn, id));
    for (const id of await look((tx) => layout.tooShort(tx, new Date(now()), 100)))
      await inTurn(async (turn) => {
        await layout.extend(turn, id);
        return [];
      });
    for (const { citizenId } of (await rooms.query('SELECT DISTINCT "citizenId" FROM dose')) as { citizenId: string }[])
      await inTurn((turn) => noteSilence(rooms.app, turn, citizenId));
  };

  interface Pause {
    path: string;
    from: number;
    until: number;
    isOver: boolean;
  }
  /** What a person with paper and pencil knows of a citizen. */
  interface Known {
    id: string;
    zone: string;
    consent: boolean;
    plan: { revision: number; from: number; slots: Slot[] }[];
    pauses: Pause[];
    before: { dueAt: string; state: string; windowClosesAt: string }[];
  }

  it('leaves exactly the doses of a fresh layout, and the past as it was', async () => {
    const random = randomFor(seed, 'plans');
    const under = (n: number): number => Math.floor(random() * n);
    const oneOf = <T>(all: readonly T[]): T => all[under(all.length)]!;
    const iso = (at: number): string => new Date(at).toISOString();
    const ask = async <Method extends string, Path extends string>(method: Method, path: Path, body?: object) => {
      const answer = await call(method, path, body);
      expect({ method, path, body, status: answer.status, said: answer.status < 300 || answer.body }).toMatchObject({
        said: true,
      });
      return answer.body;
    };

    const slots = (): Slot[] => {
      const times = TIMES.filter(() => under(2) === 0);
      return times.map((time) => {
        const day = (of: number): string => iso(now() + of * 24 * HOUR).slice(0, 10);
        const when = oneOf([
          {},
          {},
          { everyDays: 2, from: day(-under(5)) },
          { until: day(under(3)) },
          { from: day(under(3)), until: day(3) },
        ]);
        return { time, criticality: 'time-critical' as const, windowMinutes: 30, ...when };
      });
    };
    const setNow = async ({ id, plan }: Known) => {
      const set = await ask('PUT', `/citizens/${id}/schedule`, { slots: slots() });
      const later = plan.filter(({ from }) => from > now());
      plan.splice(0, plan.length, { revision: set.revision, from: now(), slots: set.slots }, ...later);
    };
    const setLater = async ({ id, plan }: Known) => {
      const from = now() + (1 + under(40)) * HOUR;
      const after = plan.filter((other) => other.from >= from);
      const gone = after.filter((other) => other.from === from || under(2) === 0);
      const body = { slots: slots(), validFrom: iso(from), replaces: gone.map(({ revision }) => revision) };
      const set = await ask('PUT', `/citizens/${id}/schedule`, body);
      const left = plan.filter((other) => !gone.includes(other));
      plan.splice(0, plan.length, ...left, { revision: set.revision, from, slots: set.slots });
    };
    const withdraw = async ({ id, plan }: Known) => {
      const planned = plan.filter(({ from }) => from > now());
      if (planned.length === 0) return;
      const gone = oneOf(planned);
      await ask('DELETE', `/citizens/${id}/schedule/${gone.revision}`);
      plan.splice(plan.indexOf(gone), 1);
    };
    const isFree = (known: Known, from: number, until: number, but?: Pause): boolean =>
      known.pauses.every((other) => other === but || other.isOver || other.until <= from || until <= other.from);
    const pause = async (known: Known) => {
      const from = now() + (under(30) - 3) * HOUR;
      const until = Math.max(from, now()) + (1 + under(30)) * HOUR;
      if (!isFree(known, from, until)) return;
      const path = `/citizens/${known.id}/pauses` as const;
      const { id } = await ask('POST', path, { reason: 'travel', from: iso(from), until: iso(until) });
      known.pauses.push({ path: `${path}/${id}`, from, until, isOver: false });
    };
    const movePause = async (known: Known) => {
      const open = known.pauses.filter(({ isOver }) => !isOver);
      if (open.length === 0) return;
      const held = oneOf(open);
      const from = held.from > now() ? held.from + (under(20) - 10) * HOUR : held.from;
      const until = Math.max(from + HOUR, held.until + (under(40) - 20) * HOUR);
      if (!isFree(known, from, until, held)) return;
      await ask('PATCH', held.path, { from: iso(from), until: iso(until) });
      Object.assign(held, { from, until, isOver: until <= now() });
    };
    const takeBack = async ({ pauses }: Known) => {
      if (pauses.length === 0) return;
      const gone = oneOf(pauses);
      await ask('DELETE', gone.path);
      pauses.splice(pauses.indexOf(gone), 1);
    };
    const rezone = async (known: Known) => {
      known.zone = oneOf(ZONES);
      await ask('PATCH', `/citizens/${known.id}`, { zone: known.zone });
      known.plan.splice(0, known.plan.length, ...(await replanned(known)));
    };
    /** A change of zone makes a revision of what holds. */
    const replanned = async ({ id, plan }: Known) => {
      const holds = plan.findLast(({ from }) => from <= now());
      const later = plan.filter(({ from }) => from > now());
      const { revision } = await ask('GET', `/citizens/${id}/schedule`);
      return holds ? [{ ...holds, revision, from: now() }, ...later] : later;
    };
    const consent = async (known: Known) => {
      known.consent = !known.consent;
      await ask('PUT', `/citizens/${known.id}/consent`, { telemetry: known.consent });
    };
    const deeds = [
      setNow,
      setLater,
      setLater,
      withdraw,
      pause,
      pause,
      movePause,
      movePause,
      takeBack,
      takeBack,
      rezone,
      consent,
    ];

    const rests = ({ consent: given, pauses }: Known, at: number): boolean =>
      !given || pauses.some(({ from, until }) => from <= at && at < until);
    const fresh = (known: Known): string[] => {
      const plan = known.plan.toSorted((a, b) => a.from - b.from);
      return plan.flatMap(({ from, slots: some }, i) => {
        const whole = { zone: known.zone, slots: some, validFrom: new Date(0) };
        const [first, last] = [Math.max(from, now() + 1), Math.min(plan[i + 1]?.from ?? Infinity, now() + 46 * HOUR)];
        return planDoses(whole, new Date(first), new Date(last), 5).map(
          ({ dueAt, windowClosesAt }) =>
            `${dueAt.toISOString()} ${windowClosesAt.toISOString()} ${rests(known, dueAt.getTime()) ? 'cancelled' : 'scheduled'}`,
        );
      });
    };
    const check = async (known: Known, did: string) => {
      const doses = (await ask('GET', `/doses?citizenId=${known.id}&limit=500`)).items.reverse() as Known['before'];
      const ahead = doses.filter(({ dueAt }) => Date.parse(dueAt) > now() && Date.parse(dueAt) < now() + 46 * HOUR);
      const held = ahead.map(({ dueAt, windowClosesAt, state }) => `${dueAt} ${windowClosesAt} ${state}`);
      expect({ seed, did, doses: held.sort() }).toEqual({ seed, did, doses: fresh(known).sort() });
      for (const { dueAt, windowClosesAt, state } of doses) {
        if (Date.parse(dueAt) > now()) continue;
        const was = known.before.find((dose) => dose.dueAt === dueAt)?.state;
        const openFor = Date.parse(windowClosesAt) - now();
        if (openFor <= 0 && openFor > -GRACE_MS) continue;
        const isOff = rests(known, Date.parse(dueAt)) || rests(known, now());
        const told = { seed, did, dueAt, was, state };
        if (openFor > 0) expect(told).toEqual({ ...told, state: isOff ? 'cancelled' : 'due' });
        else if (was === 'cancelled' || was === 'unconfirmed') expect(told).toEqual({ ...told, state: was });
        else expect(['cancelled', 'unconfirmed']).toContain(state);
      }
      const past = known.before.filter(({ dueAt }) => Date.parse(dueAt) <= now());
      expect(doses.map(({ dueAt }) => dueAt)).toEqual(expect.arrayContaining(past.map(({ dueAt }) => dueAt)));
      known.before = doses;
    };

    const all: Known[] = [];
    while (all.length < CITIZENS) {
      const citizen = { displayName: 'Invented', address: { lat: 55, lon: 9 }, consent: { telemetry: true } };
      const { id } = await ask('POST', '/citizens', citizen);
      all.push({ id, zone: ZONES[0]!, consent: true, plan: [], pauses: [], before: [] });
    }
    for (const known of all) await setNow(known);
    for (let round = 0; round < ROUNDS; round++) {
      for (const known of all) {
        const deed = oneOf(deeds);
        await deed(known);
        await check(known, deed.name);
      }
      // Into windows that are open, and across them.
      setClock(now() + (30 * (1 + under(12)) + 10) * 60_000);
      await sweep();
      for (const { pauses } of all) for (const one of pauses) one.isOver ||= one.until <= now();
      for (const known of all) await check(known, 'time went on');
    }
  });
});
