import { expect } from '@jest/globals';
import fc from 'fast-check';
import { pauseInForce } from '../../../src/citizens/pause.rules.js';
import { type Battery, judgeBattery } from '../../../src/devices/battery.rules.js';
import { reaches } from '../../../src/devices/assignments/reach.rules.js';
import { FLEET_STATES, isOfMachine, stateOf } from '../../../src/devices/fleet/fleet.rules.js';
import { type FleetFilter, FleetStore } from '../../../src/devices/fleet/fleet.store.js';
import { HealthStore } from '../../../src/devices/health.store.js';
import { BatteryStore } from '../../../src/doses/conditions/battery.store.js';
import { ConnectivityStore, type Contact } from '../../../src/doses/conditions/connectivity.store.js';
import { StormsStore } from '../../../src/incidents/storms.store.js';
import { bind, put, type Stage } from './bind.js';
import {
  ago,
  citizenIdOf,
  districtId,
  districtIdOf,
  inAnyOrder,
  maybe,
  minutesAgo,
  NOW,
  otherIdOf,
  rarely,
} from './drawn.js';

const SILENCE = { now: NOW, offlineMinutes: 15, silentMinutes: 60 };
const BATTERY = { batteryLowPct: 20, batteryEmptyPct: 10, batteryChargedPct: 40 };
const SINCE = minutesAgo(30);

const standing = fc.record({
  since: ago(0, 90),
  lastAt: ago(0, 90),
  clearedAt: fc.option(ago(0, 30), { freq: 2 }),
  resolvedAt: fc.option(ago(0, 30), { freq: 2 }),
  batteryPct: fc.constantFrom<unknown>(5, 15, 18, 70, 'full', null, undefined),
  isOfAnother: rarely(8),
});
const dispenser = fc.record({
  presence: fc.constantFrom('connected', 'visit', null),
  expectEveryMinutes: fc.constantFrom(null, null, 5, 120),
  isRetired: rarely(16),
  online: fc.boolean(),
  onlineChangedAt: maybe(ago(0, 60)),
  lastSeenAt: maybe(ago(0, 100)),
  visits: fc.constantFrom(-1, 0, 1, 3, 4),
  battery: maybe(fc.record({ pct: fc.constantFrom(5, 10, 15, 20, 25, 38, 40, 60, 90, 100), at: ago(0, 90) })),
  mains: fc.constantFrom(true, false, null),
  served: fc.option(fc.record({ from: ago(-10, 60), until: fc.option(ago(-30, 30), { freq: 2, nil: null }) }), {
    freq: 8,
  }),
  consentTelemetry: rarely(16).map((isRefused) => !isRefused),
  isDead: rarely(16),
  districtId,
  pause: fc.option(
    fc.record({
      from: ago(-20, 60),
      until: ago(-60, 20),
      ended: fc.option(ago(0, 20), { freq: 2 }),
      isUndone: rarely(2),
    }),
    { freq: 2 },
  ),
  dose: fc.option(fc.record({ dueAt: ago(-60, 60), isInAdvance: fc.boolean() }), { freq: 2 }),
  conditions: fc.record({
    'battery.low': fc.option(standing, { freq: 2 }),
    'battery.empty': fc.option(standing, { freq: 2 }),
    'connectivity.offline': fc.option(standing, { freq: 2 }),
    'power.mains_lost': fc.option(standing, { freq: 2 }),
    'user.help_requested': fc.option(standing, { freq: 2 }),
  }),
});
type Drawn = typeof dispenser extends fc.Arbitrary<infer T> ? T : never;
type Dispenser = ReturnType<typeof asDispenser>;

const fleet = fc
  .array(dispenser, { minLength: 1, maxLength: 40, size: 'max' })
  .map((drawn) => drawn.map((one, n) => asDispenser(one, n)));

function asDispenser({ pause, ...one }: Drawn, n: number) {
  const citizenId = citizenIdOf(n);
  return {
    ...one,
    deviceId: `D-${String(n).padStart(3, '0')}`,
    citizenId,
    pauses: pause && pause.from < pause.until ? [asPause(pause, citizenId)] : [],
    conditions: Object.entries(one.conditions).flatMap(([condition, held]) =>
      held ? [{ condition, ...held, citizenId: held.isOfAnother ? otherIdOf(n) : citizenId }] : [],
    ),
  };
}

/** What was taken back has ended. */
function asPause({ from, until, ended, isUndone }: NonNullable<Drawn['pause']>, citizenId: string) {
  const about = { id: citizenId, citizenId, reason: 'travel' as const, from, until };
  return {
    ...about,
    createdAt: from,
    createdBy: 'x',
    begunAt: null,
    endedAt: ended,
    undoneAt: isUndone ? ended : null,
  };
}

async function write({ tx }: Stage, drawn: readonly Dispenser[]): Promise<void> {
  const dialect = { dialect: 'json', createdAt: NOW };
  await put(
    tx,
    'device',
    drawn.map(({ deviceId, presence, expectEveryMinutes, isRetired }, n) => ({
      deviceId,
      number: n + 1,
      presence,
      expectEveryMinutes,
      retiredAt: isRetired ? NOW : null,
      version: 1,
      ...dialect,
    })),
  );
  await put(
    tx,
    'device_health',
    drawn.map(({ deviceId, online, onlineChangedAt, lastSeenAt, visits, battery, mains }) => ({
      deviceId,
      online,
      onlineChangedAt,
      lastSeenAt,
      visits,
      batteryPct: battery?.pct ?? null,
      batteryAt: battery?.at ?? null,
      mains,
    })),
  );
  const name = { displayName: 'A', address: {}, zone: 'Europe/Copenhagen', addressProtected: false };
  const since = { consentChangedAt: NOW, createdAt: NOW, updatedAt: NOW };
  const citizens = drawn.map(({ citizenId, consentTelemetry, isDead, districtId }) => ({
    id: citizenId,
    consentTelemetry,
    deceasedAt: isDead ? NOW : null,
    districtId,
    ...name,
    ...since,
  }));
  const others = drawn.map((_, n) => ({
    id: otherIdOf(n),
    consentTelemetry: true,
    deceasedAt: null,
    districtId: null,
    ...name,
    ...since,
  }));
  await put(tx, 'citizen', [...citizens, ...others]);
  await put(
    tx,
    'assignment',
    drawn.flatMap((one) =>
      isServed(one) ? [{ id: one.citizenId, deviceId: one.deviceId, citizenId: one.citizenId, ...one.served }] : [],
    ),
  );
  await put(
    tx,
    'pause',
    drawn.flatMap(({ pauses }) => pauses),
  );
  await put(
    tx,
    'dose',
    drawn.flatMap(({ citizenId, dose }) =>
      dose
        ? [
            {
              id: citizenId,
              citizenId,
              revision: 1,
              slot: '08:00',
              dueAt: dose.dueAt,
              windowClosesAt: dose.dueAt,
              deadlineAt: dose.dueAt,
              criticality: 'standard',
              state: dose.isInAdvance ? 'dispensed-in-advance' : 'scheduled',
              settled: false,
              evidence: [],
            },
          ]
        : [],
    ),
  );
  await put(
    tx,
    'condition',
    drawn.flatMap(({ deviceId, conditions }) =>
      conditions.map(({ condition, citizenId, since: at, lastAt, clearedAt, resolvedAt, batteryPct }) => ({
        deviceId,
        condition,
        citizenId,
        eventType: condition,
        detail: { batteryPct },
        since: at,
        lastAt,
        clearedAt,
        resolvedAt,
        words: [],
      })),
    ),
  );
}

const isServed = ({ served }: Dispenser): boolean =>
  served !== null && (served.until === null || served.until > served.from);

/** Whom it serves at an instant it may have served since another. */
const serves = (one: Dispenser, since = NOW): boolean =>
  isServed(one) && one.served!.from <= since && (one.served!.until === null || one.served!.until > NOW);

const isHeld = ({ conditions }: Dispenser, name: string) =>
  conditions.find(({ condition, clearedAt }) => condition === name && clearedAt === null);

/** It is in use by somebody who lets it be looked after. */
const isInUse = (one: Dispenser, since = NOW): boolean =>
  !one.isRetired && serves(one, since) && one.consentTelemetry && !one.isDead;

const isAway = ({ pauses, dose }: Dispenser): boolean =>
  pauseInForce(pauses, NOW) !== null || (dose !== null && dose.isInAdvance && dose.dueAt > NOW);

const isVisitor = ({ presence, visits }: Dispenser): boolean =>
  presence === null ? visits >= 3 : presence === 'visit';

const after = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

/** When its silence has been too long. */
const silentAt = ({ lastSeenAt, expectEveryMinutes }: Dispenser): Date | null => {
  const { offlineMinutes, silentMinutes } = SILENCE;
  return (
    lastSeenAt && after(lastSeenAt, expectEveryMinutes === null ? silentMinutes : expectEveryMinutes + offlineMinutes)
  );
};

/** Whoever is expected to stay connected is offline sooner once it is not. */
function isOffline(one: Dispenser): boolean {
  const silent = silentAt(one);
  if (silent !== null && silent <= NOW) return true;
  if (one.online || isVisitor(one)) return false;
  const left = [one.onlineChangedAt, one.lastSeenAt].filter((at) => at !== null);
  return left.length > 0 && left.every((at) => after(at, SILENCE.offlineMinutes) <= NOW);
}

const isBack = (one: Dispenser): boolean => {
  const silent = silentAt(one);
  return (one.online || isVisitor(one)) && silent !== null && silent > NOW;
};

const contactOf = ({ deviceId, citizenId, districtId, lastSeenAt }: Dispenser): Contact => ({
  deviceId,
  citizenId,
  districtId,
  lastSeenAt,
});

function batteryOf(one: Dispenser): Battery {
  const held = [isHeld(one, 'battery.low'), isHeld(one, 'battery.empty')].filter((each) => each !== undefined);
  const reported = held.map(({ batteryPct }) => batteryPct).filter((pct) => typeof pct === 'number');
  return {
    batteryPct: one.battery!.pct,
    mains: one.mains,
    standing: held.map(({ condition }) => condition),
    reportedPct: reported.length > 0 ? Math.max(...reported) : null,
    isClosedByHand: held.length > 0 && held.every(({ resolvedAt }) => resolvedAt !== null),
  };
}

/** A heartbeat is news if it is of the citizen's time, and later than what the dispenser said of its battery itself. */
function hasNews(one: Dispenser): boolean {
  if (!one.battery || !isInUse(one, one.battery.at < NOW ? one.battery.at : NOW)) return false;
  const said = [isHeld(one, 'battery.low'), isHeld(one, 'battery.empty')].flatMap((held) => held?.lastAt ?? []);
  return said.every((at) => one.battery!.at > at) && judgeBattery(batteryOf(one), BATTERY) !== null;
}

/** Since when it has been lost, of late. */
function lostAt(one: Dispenser): Date | null {
  const mayLeave = one.presence === 'visit' || (one.presence === null && one.visits > 0);
  const left = !one.online && !mayLeave ? one.onlineChangedAt : null;
  const since = [left, isHeld(one, 'power.mains_lost')?.since, isHeld(one, 'connectivity.offline')?.since];
  const late = since.flatMap((at) => (at && at >= SINCE ? [at.getTime()] : []));
  return late.length > 0 ? new Date(Math.min(...late)) : null;
}

function lossesOf(drawn: readonly Dispenser[], fewest: number) {
  const inUse = Map.groupBy(
    drawn.filter((one) => isInUse(one) && one.districtId !== null),
    ({ districtId: id }) => id,
  );
  return [...inUse].flatMap(([id, ones]) => {
    const lost = ones.flatMap((one) => lostAt(one)?.getTime() ?? []);
    return lost.length < fewest
      ? []
      : [{ districtId: id, lost: lost.length, inUse: ones.length, since: new Date(Math.min(...lost)) }];
  });
}

/** It is connected, or not expected to be, and nobody knows better. */
const isInTouch = (one: Dispenser): boolean =>
  (one.online || (isVisitor(one) && one.lastSeenAt !== null)) && !isHeld(one, 'connectivity.offline');

function pulsesOf(drawn: readonly Dispenser[]) {
  const inUse = drawn.filter(({ isRetired }) => !isRetired);
  return [...Map.groupBy(inUse, (one) => (serves(one) ? one.districtId : null))].map(([id, ones]) => ({
    districtId: id,
    devices: ones.length,
    devicesOnline: ones.filter(isInTouch).length,
    lastSeenAt: ones.map(({ lastSeenAt }) => lastSeenAt).reduce((a, b) => (a && b ? (a > b ? a : b) : (a ?? b))),
  }));
}

/** Of its name too, as somebody looks for it. */
const filter: fc.Arbitrary<FleetFilter> = fc.record({
  reach: fc.oneof(
    fc.constant({ districtIds: null, isOverNobodys: true }),
    fc.record({ districtIds: fc.subarray([districtIdOf(0), districtIdOf(1)]), isOverNobodys: fc.boolean() }),
  ),
  districtIds: maybe(fc.subarray([districtIdOf(0), districtIdOf(1)])),
  dialects: fc.constantFrom(null, null, ['json'], ['compact']),
  text: fc.constantFrom(null, null, 'd-00', '%', '1'),
  states: maybe(fc.subarray([...FLEET_STATES])),
  isAssigned: maybe(fc.boolean()),
  isTroubled: maybe(fc.boolean()),
});

const shownOf = (one: Dispenser) => ({
  deviceId: one.deviceId,
  citizenId: serves(one) ? one.citizenId : null,
  state: stateOf({
    isRetired: one.isRetired,
    offlineSince: isHeld(one, 'connectivity.offline')?.since ?? null,
    isConnected: one.online,
    lastSeenAt: one.lastSeenAt,
    isVisitor: isVisitor(one),
  }),
  conditions: one.isRetired
    ? []
    : one.conditions
        .filter(({ condition, clearedAt }) => clearedAt === null && isOfMachine(condition))
        .toSorted((a, b) => a.since.getTime() - b.since.getTime() || (a.condition < b.condition ? -1 : 1))
        .map(({ condition }) => condition),
});

function fitsIn(asked: FleetFilter, one: Dispenser): boolean {
  const { deviceId, citizenId, state, conditions } = shownOf(one);
  const districtId = citizenId === null ? null : one.districtId;
  return (
    reaches(asked.reach, { citizenId, districtId }) &&
    (asked.districtIds === null || (districtId !== null && asked.districtIds.includes(districtId))) &&
    asked.dialects?.includes('json') !== false &&
    (asked.text === null || deviceId.toLowerCase().includes(asked.text)) &&
    asked.states?.includes(state) !== false &&
    (asked.isAssigned === null || asked.isAssigned === (citizenId !== null)) &&
    (asked.isTroubled === null || asked.isTroubled === conditions.length > 0)
  );
}

export const FLEET = [
  bind('devices/fleet/fleet.store.ts byName', fc.tuple(fleet, filter), async (stage, [drawn, asked]) => {
    await write(stage, drawn);
    const store = stage.house.get(FleetStore);
    const expected = drawn.filter((one) => fitsIn(asked, one)).map(shownOf);
    const pages = [await store.byName(stage.tx, NOW, asked, null, 7)];
    while (pages.at(-1)!.length === 7)
      pages.push(await store.byName(stage.tx, NOW, asked, pages.at(-1)!.at(-1)!.deviceId, 7));
    const found = pages.flat();
    expect(
      found.map(({ deviceId, citizenId, state, conditions }) => ({ deviceId, citizenId, state, conditions })),
    ).toEqual(expected);
    const retired = found.filter(({ state }) => state === 'retired');
    expect(retired.every(({ stateSince }) => stateSince?.getTime() === NOW.getTime())).toBe(true);
  }),
  bind('devices/fleet/fleet.store.ts count', fc.tuple(fleet, filter), async (stage, [drawn, asked]) => {
    await write(stage, drawn);
    const found = await stage.house.get(FleetStore).count(stage.tx, NOW, asked);
    const states = Map.groupBy(drawn.filter((one) => fitsIn(asked, one)).map(shownOf), ({ state }) => state);
    const expected = [...states].map(([state, ones]) => ({
      state,
      dialect: 'json',
      all: ones.length,
      troubled: ones.filter(({ conditions }) => conditions.length > 0).length,
      unassigned: ones.filter(({ citizenId }) => citizenId === null).length,
    }));
    expect(inAnyOrder(found)).toEqual(inAnyOrder(expected));
  }),
  bind('devices/health.store.ts pulse', fleet, async (stage, drawn) => {
    await write(stage, drawn);
    const found = await stage.house.get(HealthStore).pulse(stage.tx, NOW);
    expect(inAnyOrder(found)).toEqual(inAnyOrder(pulsesOf(drawn)));
  }),
  bind('doses/conditions/battery.store.ts doubtful', fleet, async (stage, drawn) => {
    await write(stage, drawn);
    const found = await stage.house.get(BatteryStore).doubtful(stage.tx, NOW, BATTERY, null, 1_000);
    const expected = drawn.filter(hasNews).map((one) => {
      const { deviceId, citizenId, districtId: id } = one;
      return { deviceId, citizenId, districtId: id, ...batteryOf(one) };
    });
    expect(found.map((one) => ({ ...one, standing: [...one.standing].sort().reverse() }))).toEqual(expected);
  }),
  bind('doses/conditions/connectivity.store.ts lost', fleet, async (stage, drawn) => {
    await write(stage, drawn);
    const found = await stage.house.get(ConnectivityStore).lost(stage.tx, SILENCE, null, 1_000);
    const lost = drawn.filter(
      (one) => isInUse(one) && !isAway(one) && isOffline(one) && !isHeld(one, 'connectivity.offline'),
    );
    expect(found).toEqual(lost.map(contactOf));
  }),
  bind('doses/conditions/connectivity.store.ts found', fleet, async (stage, drawn) => {
    await write(stage, drawn);
    const found = await stage.house.get(ConnectivityStore).found(stage.tx, SILENCE, null, 1_000);
    const expected = drawn.flatMap((one) => {
      const held = isHeld(one, 'connectivity.offline');
      if (!held) return [];
      const isLookedFor = !held.isOfAnother && isInUse(one) && !isAway(one);
      const of = held.isOfAnother ? { citizenId: held.citizenId, districtId: null } : {};
      return !isLookedFor || isBack(one) ? [{ ...contactOf(one), ...of }] : [];
    });
    expect(found).toEqual(expected);
  }),
  bind(
    'incidents/storms.store.ts losses',
    fc.tuple(fleet, fc.integer({ min: 1, max: 3 })),
    async (stage, [drawn, fewest]) => {
      await write(stage, drawn);
      const found = await stage.house.get(StormsStore).losses(stage.tx, SINCE, NOW, fewest);
      expect(inAnyOrder(found)).toEqual(inAnyOrder(lossesOf(drawn, fewest)));
    },
  ),
  bind('incidents/storms.store.ts stillLost', fleet, async (stage, drawn) => {
    await write(stage, drawn);
    const among = [districtIdOf(0), districtIdOf(1)];
    const lost = lossesOf(drawn, 1).filter(({ districtId: id }) => among.some((one) => one === id));
    expect(await stage.house.get(StormsStore).stillLost(stage.tx, among, SINCE, NOW)).toBe(
      lost.reduce((sum, one) => sum + one.lost, 0),
    );
  }),
];
