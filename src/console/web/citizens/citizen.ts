import { signal } from '@preact/signals';
import { api, ApiError } from '../api.js';
import { asks } from './asks.js';
import { gatewayNow } from '../clock.js';
import { follow } from '../following.js';
import type {
  Alert,
  BrokenGlass,
  Citizen,
  Dispenser,
  ExpectedDose,
  Pause,
  Schedule,
  Task,
  Telemetry,
} from '../model.js';
import { may } from '../session/session.js';
import { soon } from '../soon.js';

const DAY_MILLIS = 86_400_000;
/** The week and what of it the clocks of another zone begin earlier; and until tomorrow’s doses. */
const [DAYS_BEFORE, DAYS_AFTER] = [8, 2];
const OPEN = ['open', 'claimed', 'in-progress'] as const;
const SOON_MILLIS = 500;

/** What is known of one citizen; null is what the reader may not see, or what there is none of. */
export interface Known {
  readonly citizen: Citizen;
  readonly doses: readonly ExpectedDose[] | null;
  /** Which dispenser serves her; how it is, as far as the reader may see it. */
  readonly deviceId: string | null;
  readonly dispenser: Dispenser | null;
  readonly schedule: Schedule | null;
  readonly pauses: readonly Pause[];
  readonly tasks: readonly Task[] | null;
  readonly alerts: readonly Alert[] | null;
  readonly telemetry: readonly Telemetry[] | null;
  /** By break-glass, to the reader. */
  readonly glass: BrokenGlass | null;
}

/** Whose page is open. */
const shownId = signal<string | null>(null);
export const known = signal<Known | 'out-of-reach' | 'failed' | null>(null);

/** Shows her until it is called. */
export function showCitizen(id: string): () => void {
  shownId.value = id;
  known.value = null;
  void readCitizen();
  return () => {
    if (shownId.peek() !== id) return;
    shownId.value = null;
    known.value = null;
  };
}

export async function readCitizen(): Promise<void> {
  const id = shownId.peek();
  if (!id) return;
  const found = await readAbout(id).catch((error: unknown) =>
    error instanceof ApiError && error.status === 404 ? 'out-of-reach' : (known.peek() ?? 'failed'),
  );
  if (shownId.peek() === id) known.value = found;
}

const readSoon = soon(readCitizen, SOON_MILLIS);

follow({
  hear({ data }) {
    if (data.citizenId !== null && data.citizenId === shownId.peek()) readSoon();
  },
  look: readCitizen,
});

async function readAbout(id: string): Promise<Known> {
  const now = gatewayNow();
  const [from, to] = [now - DAYS_BEFORE * DAY_MILLIS, now + DAYS_AFTER * DAY_MILLIS].map(iso);
  const citizen = await asks.citizen(id);
  const deviceId = (await or(null, asks.assignment(id)))?.deviceId ?? null;
  const [doses, dispenser, schedule, pauses, tasks, alerts, telemetry, glass] = await Promise.all([
    ifMay('citizens:read', () => items(asks.doses(id, from!, to!))),
    deviceId === null ? null : ifMay('devices:read', () => asks.dispenser(deviceId)),
    or(null, asks.schedule(id)),
    or([], items(asks.pauses(id))),
    ifMay('tasks:read', () => items(api.tasks({ citizenId: [id], state: [...OPEN] }, 1))),
    ifMay('tasks:read', () => items(asks.alerts(id))),
    ifMay('telemetry:read', () => items(asks.telemetry(id))),
    ifMay('citizens:break-glass', () => readGlass(id)),
  ]);
  return { citizen, doses, deviceId, dispenser, schedule, pauses, tasks, alerts, telemetry, glass };
}

async function readGlass(citizenId: string): Promise<BrokenGlass | null> {
  const open = await items(asks.ownBreakGlass());
  return open.find((one) => one.citizenId === citizenId) ?? null;
}

const iso = (millis: number): string => new Date(millis).toISOString();
const items = async <T>(page: Promise<{ readonly items: readonly T[] }>): Promise<readonly T[]> => (await page).items;
/** A part that cannot be read takes nothing from the others. */
const or = <T, Else>(instead: Else, asked: Promise<T>): Promise<T | Else> => asked.catch(() => instead);
const ifMay = <T>(right: string, ask: () => Promise<T>): Promise<T | null> =>
  may(right) ? or(null, ask()) : Promise.resolve(null);
