import { Temporal } from 'temporal-polyfill';
import type { Hearing } from '../citizens/contacts/contact.rules.js';
import type { TeamKind } from '../teams/team.rules.js';
import type { Shift } from '../teams/shifts/shift-dates.rules.js';
import type { Slot } from '../doses/schedules/schedule.rules.js';

/** The demo's town. Everything in it is invented, and says so. */
export const MUNICIPALITY = 'Fjordby Kommune (demo)';
export const ZONE = 'Europe/Copenhagen';

const CENTRE = { lat: 55.45, lon: 9.5 };
const HALF = { lat: 0.06, lon: 0.1 };

/** When it was last so late (`HH:MM`) in the town; now, where it is just that. */
export function lastTimeItWas(localTime: string, now: Date): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(ZONE);
  const today = here.withPlainTime(localTime);
  const last =
    Temporal.ZonedDateTime.compare(today, here) > 0 ? here.subtract({ days: 1 }).withPlainTime(localTime) : today;
  return new Date(last.epochMilliseconds);
}

export interface DemoDistrict {
  readonly name: string;
  readonly north: number;
  readonly east: number;
}

/** Four quarters round the harbour. */
export const DISTRICTS: readonly DemoDistrict[] = [
  { name: 'Nordvest', north: 1, east: -1 },
  { name: 'Nordøst', north: 1, east: 1 },
  { name: 'Sydvest', north: -1, east: -1 },
  { name: 'Sydøst', north: -1, east: 1 },
];

export function polygonOf({ north, east }: DemoDistrict): { type: 'Polygon'; coordinates: [number, number][][] } {
  const [far, wide] = [CENTRE.lat + north * HALF.lat, CENTRE.lon + east * HALF.lon];
  const ring: [number, number][] = [
    [CENTRE.lon, CENTRE.lat],
    [wide, CENTRE.lat],
    [wide, far],
    [CENTRE.lon, far],
    [CENTRE.lon, CENTRE.lat],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

const EVERY_DAY: Shift['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'];
const shift = (from: string, to: string): Shift => ({ days: EVERY_DAY, from, to });

export interface DemoTeam {
  readonly name: string;
  readonly kind: TeamKind;
  /** Its district's name; null for the whole municipality. */
  readonly district: string | null;
  readonly base: { readonly lat: number; readonly lon: number };
  readonly shifts: Shift[];
  /** First names of those who sign in. */
  readonly staff: readonly string[];
}

const inDistrict = ({ north, east }: DemoDistrict, share = 0.5) => ({
  lat: CENTRE.lat + north * HALF.lat * share,
  lon: CENTRE.lon + east * HALF.lon * share,
});

const STAFF = [
  ['anna', 'aksel'],
  ['birgitte', 'bo'],
  ['camilla', 'carl'],
  ['dorte', 'david'],
];

export const TEAMS: readonly DemoTeam[] = [
  ...DISTRICTS.map((district, i) => ({
    name: `Hjemmepleje ${district.name}`,
    kind: 'home-care' as const,
    district: district.name,
    base: inDistrict(district),
    shifts: [shift('07:00', '15:00'), shift('15:00', '23:00')],
    staff: STAFF[i]!,
  })),
  {
    name: 'E-distriktet',
    kind: 'e-district',
    district: null,
    base: CENTRE,
    shifts: [shift('07:00', '22:00')],
    staff: ['ellen', 'erik'],
  },
  {
    name: 'Natholdet',
    kind: 'night',
    district: null,
    base: { lat: CENTRE.lat + 0.005, lon: CENTRE.lon },
    shifts: [shift('23:00', '07:00')],
    staff: ['nanna'],
  },
  {
    name: 'Responscentret',
    kind: 'response-centre',
    district: null,
    base: CENTRE,
    shifts: [shift('00:00', '24:00')],
    staff: ['rikke'],
  },
];

const FIRST = [
  'Agnes',
  'Bent',
  'Clara',
  'Ditlev',
  'Else',
  'Frode',
  'Gudrun',
  'Holger',
  'Inga',
  'Jens',
  'Karla',
  'Laurits',
  'Mathilde',
  'Niels',
  'Olga',
  'Poul',
  'Rigmor',
  'Svend',
  'Tove',
  'Viggo',
];
const LAST = [
  'Prøvesen',
  'Demosen',
  'Opdigt',
  'Eksempel',
  'Påfund',
  'Fabel',
  'Sagnby',
  'Tænktgaard',
  'Luftkastel',
  'Papirsen',
];
const STREETS = ['Opdigtet Allé', 'Eksempelvej', 'Prøvegade', 'Demostræde', 'Påfundsvej', 'Fabelbakken'];

export interface DemoCitizen {
  readonly displayName: string;
  readonly street: string;
  readonly district: DemoDistrict;
  readonly home: { readonly lat: number; readonly lon: number };
  readonly deviceId: string;
  readonly slots: Slot[];
  readonly contacts: {
    readonly mobile: string | null;
    readonly phone: string | null;
    readonly screenCallAddress: string;
    readonly language: string;
    readonly hearing: Hearing;
    readonly homeAccess: { readonly key: string };
  };
  readonly relatives: { readonly name: string; readonly relation: string; readonly mobile: string }[];
}

const round = (time: string, criticality: Slot['criticality'], windowMinutes?: number): Slot => ({
  time,
  criticality,
  ...(windowMinutes && { windowMinutes }),
});

/** Most have a morning round; some a long day of it. */
const ROUNDS: readonly Slot[][] = [
  [round('08:00', 'standard'), round('20:00', 'standard')],
  [round('08:00', 'standard'), round('12:00', 'standard'), round('18:00', 'standard')],
  [round('08:00', 'standard')],
  [
    round('07:30', 'time-critical'),
    round('11:30', 'time-critical'),
    round('15:30', 'time-critical'),
    round('19:30', 'time-critical'),
  ],
  [round('08:00', 'standard'), round('14:00', 'flexible'), round('21:00', 'standard')],
];

/** A number that nobody has. */
const numberOf = (kind: 0 | 1, n: number): string => `+450${kind}${String(n + 1).padStart(6, '0')}`;

/** The nth citizen of the town, always the same. */
export function citizenOf(n: number): DemoCitizen {
  const district = DISTRICTS[n % DISTRICTS.length]!;
  // The golden ratio spreads homes evenly, and no two alike.
  const spread = (step: number): number => 0.1 + 0.8 * ((n * step) % 1);
  return {
    displayName: `${FIRST[n % FIRST.length]} ${LAST[Math.floor(n / FIRST.length) % LAST.length]}`,
    street: `${STREETS[n % STREETS.length]} ${1 + (n % 97)}`,
    district,
    home: {
      lat: CENTRE.lat + district.north * HALF.lat * spread(0.618034),
      lon: CENTRE.lon + district.east * HALF.lon * spread(0.754878),
    },
    deviceId: `FJO-${String(n + 1).padStart(4, '0')}`,
    slots: ROUNDS[n % ROUNDS.length]!,
    contacts: {
      mobile: n % 10 === 9 ? null : numberOf(0, n),
      phone: n % 10 === 9 ? numberOf(0, n) : null,
      screenCallAddress: `https://call.example/${n + 1}`,
      language: 'da',
      hearing: n % 7 === 3 ? 'hard-of-hearing' : 'unimpaired',
      homeAccess: { key: `Nøgleboks ${n + 1} på kontoret` },
    },
    relatives:
      n % 3 === 0
        ? [{ name: `${FIRST[(n + 7) % FIRST.length]} Pårørende`, relation: 'barn', mobile: numberOf(1, n) }]
        : [],
  };
}

/** Gives every other citizen a dose in the minutes before `localTime` (HH:MM), so that a new town has lived a little. */
export function withRecentRound(slots: readonly Slot[], n: number, localTime: string): Slot[] {
  if (n % 2 === 1) return [...slots];
  const [hours, minutes] = localTime.split(':').map(Number) as [number, number];
  const earlier = (hours * 60 + minutes - 40 + (n % 5) * 4 + 1440) % 1440;
  const time = `${String(Math.floor(earlier / 60)).padStart(2, '0')}:${String(earlier % 60).padStart(2, '0')}`;
  const others = slots.filter((slot) => slot.time !== time);
  return [...others, { time, criticality: n % 6 === 0 ? 'time-critical' : 'standard', windowMinutes: 15 }];
}
