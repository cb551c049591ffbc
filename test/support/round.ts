import { randomFor } from '../../src/simulator/random.rules.js';
import type { TestDatabase } from './database.js';
import { startHouse } from './house.js';
import { type Login, type Manners, Reporter, type Saying, sayingOf } from './reporter.js';
import { makeTown, type Resident } from './town.js';

const SLOTS = ['08:00', '10:00', '12:00', '14:00', '16:00', '18:00', '20:00', '22:00'];

/** What a whole round has to say, with the doses it misses. Nothing else happens: the clock stands still. */
export interface Round {
  readonly sayings: ReadonlyMap<string, readonly Saying[]>;
  readonly missedDoseIds: readonly string[];
  /** The dose that a saying misses, by the saying's id. */
  readonly missOf: ReadonlyMap<string, string>;
  readonly dispensers: readonly Login[];
  /** Where the clock of the house stands. */
  readonly now: Date;
  /** Dispensers that say all of it to the gateways at the ports, each beginning with another. */
  reporters(ports: readonly number[], manners?: Manners): Reporter[];
  readonly partner: { readonly clientId: string; readonly clientSecret: string };
}

export interface RoundOptions {
  readonly citizens: number;
  /** Distinct events; a tenth as many are said again, word for word. */
  readonly events: number;
  readonly missed: number;
  readonly seed: number;
}

/** Lays out a town, its citizens and their doses in the database, and what their dispensers will say about them. */
export async function layOutRound(database: TestDatabase, options: RoundOptions): Promise<Round> {
  const house = await startHouse({ database });
  try {
    const town = await makeTown(house);
    const slots = SLOTS.map((time) => ({ time, windowMinutes: 60 }));
    // One by one: they move into the same district, and none waits long for another.
    const residents: Resident[] = [];
    while (residents.length < options.citizens) residents.push(await town.citizen({ connect: false, slots }));
    const doses = await house.query<Dose>(
      `SELECT d."id", d."dueAt", a."deviceId" FROM dose d JOIN assignment a USING ("citizenId") ORDER BY a."deviceId", d."dueAt"`,
    );
    const random = randomFor(options.seed, 'round');
    const missed = latestFirst(doses).slice(0, options.missed);
    const { sayings, missOf } = sayAll(doses, new Set(missed), options.events, house.clock.now(), random);
    const secrets = new Map(residents.map(({ deviceId, secret }) => [deviceId, secret]));
    return {
      sayings,
      missedDoseIds: missed.map(({ id }) => id),
      missOf,
      dispensers: residents.map(({ deviceId, secret }) => ({ deviceId, secret })),
      now: house.clock.now(),
      partner: house.partner,
      reporters: (ports, manners) => makeReporters(sayings, secrets, ports, manners),
    };
  } finally {
    await house.stop();
  }
}

/** The same round in so many rounds, to be said one after the other: each has its share of what every dispenser says. */
export function partsOf(round: Round, count: number): Round[] {
  const secrets = new Map(round.dispensers.map(({ deviceId, secret }) => [deviceId, secret]));
  return Array.from({ length: count }, (_, part) => {
    const share = (all: readonly Saying[]): Saying[] =>
      all.slice(Math.floor((all.length * part) / count), Math.floor((all.length * (part + 1)) / count));
    const sayings = new Map([...round.sayings].map(([deviceId, said]) => [deviceId, share(said)]));
    const missedDoseIds = new Set([...sayings.values()].flat().flatMap(({ id }) => round.missOf.get(id) ?? []));
    return {
      ...round,
      sayings,
      missedDoseIds: [...missedDoseIds],
      reporters: (ports, manners) => makeReporters(sayings, secrets, ports, manners),
    };
  });
}

function makeReporters(
  sayings: ReadonlyMap<string, readonly Saying[]>,
  secrets: ReadonlyMap<string, string>,
  ports: readonly number[],
  manners?: Manners,
): Reporter[] {
  return [...sayings].map(([deviceId, said], i) => {
    const inTurn = [...ports.slice(i % ports.length), ...ports.slice(0, i % ports.length)];
    return new Reporter({ deviceId, secret: secrets.get(deviceId)! }, said, inTurn, manners);
  });
}

interface Dose {
  readonly id: string;
  readonly dueAt: Date;
  readonly deviceId: string;
}

/** Each citizen's last dose, then each one's last but one, and so on: a miss is told before any later dose was dispensed. */
function latestFirst(doses: readonly Dose[]): Dose[] {
  const seen = new Map<string, number>();
  const ranked = [...doses].reverse().map((dose) => {
    const rank = seen.get(dose.deviceId) ?? 0;
    seen.set(dose.deviceId, rank + 1);
    return { dose, rank };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ dose }) => dose);
}

/** Every missed dose is missed once; every other is dispensed, and reported until there are enough events. */
function sayAll(
  doses: readonly Dose[],
  missed: ReadonlySet<Dose>,
  count: number,
  now: Date,
  random: () => number,
): { sayings: Map<string, Saying[]>; missOf: Map<string, string> } {
  const dispensed = doses.filter((dose) => !missed.has(dose));
  const about = [...missed, ...Array.from({ length: count - missed.size }, (_, i) => dispensed[i % dispensed.length]!)];
  const sayings = new Map<string, Saying[]>();
  const missOf = new Map<string, string>();
  for (const dose of shuffled(about, random)) {
    const said = sayings.get(dose.deviceId) ?? [];
    sayings.set(dose.deviceId, said);
    const type = missed.has(dose) ? 'dose.missed' : 'dose.dispensed';
    const dueAt = dose.dueAt.toISOString();
    said.push(sayingOf(dose.deviceId, type, now, { bootid: 1, sequence: said.length + 1, data: { dueAt } }));
    if (missed.has(dose)) missOf.set(said.at(-1)!.id, dose.id);
    const again = random() < 0.1 ? said[Math.floor(random() * said.length)] : null;
    if (again) said.push({ ...again });
  }
  return { sayings, missOf };
}

function shuffled<T>(things: readonly T[], random: () => number): T[] {
  const order = things.map((thing) => ({ thing, place: random() }));
  return order.sort((a, b) => a.place - b.place).map(({ thing }) => thing);
}
