import { expect } from '@jest/globals';
import fc from 'fast-check';
import { AssignmentsStore } from '../../../src/devices/assignments/assignments.store.js';
import { reaches } from '../../../src/devices/assignments/reach.rules.js';
import { CommandsStore } from '../../../src/devices/commands/commands.store.js';
import { FleetStore } from '../../../src/devices/fleet/fleet.store.js';
import { JournalStore } from '../../../src/journal/journal.store.js';
import { QuarantineStore } from '../../../src/journal/quarantine.store.js';
import { bind, put, type Stage } from './bind.js';
import { ago, citizenIdOf, districtId, districtIdOf, maybe, minutesAgo, NOW, otherIdOf } from './drawn.js';

const DEVICES = 3;
const CITIZENS = 4;
const deviceIdOf = (n: number): string => `D-${n}`;
const device = fc.nat({ max: DEVICES - 1 });
const citizenId = fc.nat({ max: CITIZENS - 1 }).map(citizenIdOf);

/** Whom each dispenser served, one after the other, and where they live. */
const town = fc.record({
  districts: fc.array(districtId, { minLength: CITIZENS, maxLength: CITIZENS }),
  changes: fc.array(fc.record({ device, at: ago(-30, 120), citizenId: maybe(citizenId) }), { maxLength: 9 }),
});
type Drawn = typeof town extends fc.Arbitrary<infer T> ? T : never;

interface Stretch {
  readonly device: number;
  readonly citizenId: string;
  readonly from: Date;
  readonly until: Date | null;
}

/** A citizen has one dispenser at a time. */
const stretchesOf = (drawn: Drawn): Stretch[] => {
  const all = everyStretch(drawn);
  return all.filter(
    (one, n) =>
      one.until !== null || !all.slice(0, n).some((other) => other.until === null && other.citizenId === one.citizenId),
  );
};

const everyStretch = ({ changes }: Drawn): Stretch[] =>
  Array.from({ length: DEVICES }, (_, n) => n).flatMap((n) => {
    const own = changes.filter((one) => one.device === n).sort((a, b) => a.at.getTime() - b.at.getTime());
    return own.flatMap((one, i) => {
      const until = own[i + 1]?.at ?? null;
      return one.citizenId && until?.getTime() !== one.at.getTime()
        ? [{ device: n, citizenId: one.citizenId, from: one.at, until }]
        : [];
    });
  });

const servedBy = (drawn: Drawn, n: number, at: Date): string | null =>
  stretchesOf(drawn).find((one) => one.device === n && one.from <= at && (one.until === null || one.until > at))
    ?.citizenId ?? null;

const ofWhom = ({ districts }: Drawn, id: string | null) => ({
  citizenId: id,
  districtId: districts.find((_, n) => citizenIdOf(n) === id) ?? null,
});

async function writeTown({ tx }: Stage, drawn: Drawn): Promise<void> {
  const about = {
    displayName: 'A',
    address: {},
    zone: 'Europe/Copenhagen',
    addressProtected: false,
    consentTelemetry: true,
  };
  const since = { consentChangedAt: NOW, createdAt: NOW, updatedAt: NOW };
  await put(
    tx,
    'citizen',
    drawn.districts.map((id, n) => ({ id: citizenIdOf(n), districtId: id, ...about, ...since })),
  );
  await put(
    tx,
    'device',
    Array.from({ length: DEVICES }, (_, n) => ({
      deviceId: deviceIdOf(n),
      number: n + 1,
      dialect: 'json',
      createdAt: NOW,
      version: 1,
    })),
  );
  await put(
    tx,
    'assignment',
    stretchesOf(drawn).map(({ device: of, ...one }, n) => ({ id: otherIdOf(n), deviceId: deviceIdOf(of), ...one })),
  );
}

const districtIds = fc.subarray([districtIdOf(0), districtIdOf(1), districtIdOf(2)]);
const reach = fc.oneof(
  fc.constant({ districtIds: null, isOverNobodys: true }),
  fc.record({ districtIds, isOverNobodys: fc.boolean() }),
);
const whose = fc.record({ districtIds: maybe(districtIds), citizenId: fc.option(citizenId, { freq: 2 }) });
type Whose = typeof whose extends fc.Arbitrary<infer T> ? T : never;

/** What is nobody's is for those who see all, where nobody in particular is asked for. */
const isWhose = (asked: Whose, of: ReturnType<typeof ofWhom>): boolean =>
  reaches({ districtIds: asked.districtIds, isOverNobodys: asked.districtIds === null }, of) &&
  (asked.citizenId === null || asked.citizenId === of.citizenId);

const commands = fc
  .array(fc.record({ device, time: ago(0, 120), citizenId: maybe(citizenId) }), { maxLength: 20, size: 'max' })
  .map((drawn) => drawn.map((one, n) => ({ ...one, id: otherIdOf(100 + n) })));
type Command = typeof commands extends fc.Arbitrary<(infer T)[]> ? T : never;

const writeCommands = ({ tx }: Stage, drawn: readonly Command[]): Promise<void> =>
  put(
    tx,
    'command',
    drawn.map(({ device: of, ...one }) => ({
      ...one,
      deviceId: deviceIdOf(of),
      type: 'screen.message',
      expiresAt: one.time,
      data: {},
      state: 'queued',
    })),
  );
const forWhom = (drawn: Drawn, one: Command) => ofWhom(drawn, one.citizenId ?? servedBy(drawn, one.device, one.time));

const entries = fc
  .array(
    fc.record({
      device,
      effectiveAt: ago(0, 120),
      reason: fc.option(fc.constant('unreadable'), { freq: 2 }),
      notes: fc.option(fc.constant(['clock']), { freq: 2 }),
      aside: fc.option(
        fc.record({
          kind: fc.constantFrom('rejected', 'unattributed', 'review'),
          state: fc.constantFrom('open', 'assigned', 'dismissed', 'retried'),
          type: fc.option(fc.constant('unknown.'), { freq: 2 }),
          citizenId: maybe(citizenId),
        }),
        { freq: 2 },
      ),
    }),
    { maxLength: 30, size: 'max' },
  )
  .map((drawn) => drawn.map((one, n) => ({ ...one, number: n + 1 })));
type Entry = typeof entries extends fc.Arbitrary<(infer T)[]> ? T : never;

async function writeEntries({ tx }: Stage, drawn: readonly Entry[]): Promise<void> {
  await put(
    tx,
    'journal',
    drawn.map(({ number, device: of, effectiveAt, reason, notes }) => ({
      number,
      time: effectiveAt,
      receivedAt: effectiveAt,
      effectiveAt,
      deviceNumber: of + 1,
      payloadLength: 0,
      clock: 'trusted',
      type: 'dose.missed',
      eventId: `e${number}`,
      payload: '',
      reason,
      notes,
    })),
  );
  await put(
    tx,
    'quarantine',
    drawn.flatMap(({ number, device: of, effectiveAt, aside }) =>
      aside
        ? [
            {
              id: otherIdOf(number),
              number,
              time: effectiveAt,
              deviceId: deviceIdOf(of),
              reason: 'x',
              receivedAt: effectiveAt,
              quarantinedAt: effectiveAt,
              occurrences: 1,
              told: true,
              ...aside,
              type: aside.type && `${aside.type}${number}`,
            },
          ]
        : [],
    ),
  );
}

/** Whom a person said it was about, nobody while that is yet to be said, and else whom the dispenser served then. */
function aboutWhom(drawn: Drawn, { device: of, effectiveAt, aside }: Entry) {
  const kept = aside?.type === null ? aside : null;
  if (kept?.state === 'assigned' && kept.citizenId !== null) return ofWhom(drawn, kept.citizenId);
  if (kept?.kind === 'unattributed' && kept.state !== 'retried') return ofWhom(drawn, null);
  return ofWhom(drawn, servedBy(drawn, of, effectiveAt));
}

const deviceIds = maybe(fc.subarray([deviceIdOf(0), deviceIdOf(1)]));

/** Of dispensers: whichever they are. */
const ANY = { districtIds: null, dialects: null, text: null, states: null, isAssigned: null, isTroubled: null };

export const REACH = [
  bind('devices/fleet/fleet.store.ts newest', fc.tuple(town, reach), async (stage, [drawn, over]) => {
    await writeTown(stage, drawn);
    const found = await stage.house.get(FleetStore).newest(stage.tx, NOW, { ...ANY, reach: over }, null, 100);
    const all = Array.from({ length: DEVICES }, (_, n) => ({
      deviceId: deviceIdOf(n),
      ...ofWhom(drawn, servedBy(drawn, n, NOW)),
    })).reverse();
    expect(
      found.map(({ deviceId, citizenId: id, districtId: of }) => ({ deviceId, citizenId: id, districtId: of })),
    ).toEqual(all.filter((one) => reaches(over, one)));
  }),
  bind(
    'devices/assignments/assignments.store.ts reachable',
    fc.tuple(town, whose, deviceIds),
    async (stage, [drawn, asked, among]) => {
      await writeTown(stage, drawn);
      const found = await stage.house
        .get(AssignmentsStore)
        .reachable(stage.tx, asked.districtIds, among, asked.citizenId);
      const everHers = stretchesOf(drawn)
        .filter((one) => isWhose(asked, ofWhom(drawn, one.citizenId)))
        .map((one) => deviceIdOf(one.device));
      const isNarrowed = asked.districtIds !== null || asked.citizenId !== null;
      const fits = [...new Set(everHers)].filter((id) => among === null || among.includes(id)).sort();
      expect(found && [...found].sort()).toEqual(isNarrowed ? fits : among);
    },
  ),
  bind(
    'devices/commands/commands.store.ts listOf',
    fc.tuple(town, commands, reach),
    async (stage, [drawn, asked, within]) => {
      await writeTown(stage, drawn);
      await writeCommands(stage, asked);
      const found = await stage.house.get(CommandsStore).listOf(stage.tx, deviceIdOf(0), within, null, 100);
      const seen = asked.filter((one) => one.device === 0 && reaches(within, forWhom(drawn, one)));
      const newest = seen.sort((a, b) => b.time.getTime() - a.time.getTime() || (a.id < b.id ? 1 : -1));
      expect(found.map(({ id, citizenId: of }) => ({ id, of }))).toEqual(
        newest.map((one) => ({ id: one.id, of: forWhom(drawn, one).citizenId })),
      );
    },
  ),
  bind(
    'devices/commands/commands.store.ts find',
    fc.tuple(town, commands, reach),
    async (stage, [drawn, asked, within]) => {
      await writeTown(stage, drawn);
      await writeCommands(stage, asked);
      for (const one of asked) {
        const found = await stage.house.get(CommandsStore).find(stage.tx, deviceIdOf(0), one.id, within);
        expect(found?.id ?? null).toBe(one.device === 0 && reaches(within, forWhom(drawn, one)) ? one.id : null);
      }
    },
  ),
  bind(
    'journal/journal.store.ts list',
    fc.tuple(town, entries, whose, deviceIds),
    async (stage, [drawn, said, asked, among]) => {
      await writeTown(stage, drawn);
      await writeEntries(stage, said);
      const filter = {
        deviceIds: among,
        types: null,
        from: minutesAgo(90),
        to: minutesAgo(10),
        before: 28,
        whose: asked,
      };
      const found = await stage.house.get(JournalStore).list(stage.tx, filter, 100);
      const isShown = (one: Entry): boolean =>
        one.number < 28 &&
        one.effectiveAt >= filter.from &&
        one.effectiveAt < filter.to &&
        (among === null || among.includes(deviceIdOf(one.device)));
      const seen = said.filter((one) => isShown(one) && isWhose(asked, aboutWhom(drawn, one))).reverse();
      expect(found.map(({ number, citizenId: of }) => ({ number, of }))).toEqual(
        seen.map((one) => ({ number: one.number, of: aboutWhom(drawn, one).citizenId })),
      );
    },
  ),
  bind('journal/journal.store.ts judged', fc.tuple(town, entries, reach), async (stage, [drawn, said, within]) => {
    await writeTown(stage, drawn);
    await writeEntries(stage, said);
    const found = await stage.house.get(JournalStore).judged(stage.tx, deviceIdOf(0), within, 100);
    const seen = said.filter(
      (one) =>
        one.device === 0 && (one.reason !== null || one.notes !== null) && reaches(within, aboutWhom(drawn, one)),
    );
    expect(found.map(({ eventId }) => eventId)).toEqual(seen.map(({ number }) => `e${number}`).reverse());
  }),
  bind(
    'journal/quarantine.store.ts devicesSaidOf',
    fc.tuple(town, entries, whose, deviceIds),
    async (stage, [drawn, said, asked, among]) => {
      await writeTown(stage, drawn);
      await writeEntries(stage, said);
      const found = await stage.house.get(QuarantineStore).devicesSaidOf(stage.tx, asked, among);
      const isHers = ({ aside }: Entry): boolean =>
        aside !== null && aside.citizenId !== null && isWhose(asked, ofWhom(drawn, aside.citizenId));
      const fits = said
        .filter(isHers)
        .map((one) => deviceIdOf(one.device))
        .filter((id) => among === null || among.includes(id));
      expect([...found].sort()).toEqual([...new Set(fits)].sort());
    },
  ),
];
