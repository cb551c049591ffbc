import { answerToReminder, dispensedLate, fateOf, mishapsOf, type Saying } from './behaviour.rules.js';
import { between, randomFor } from './random.rules.js';
import { dosesBetween, type ExpectedDose, type Schedule } from './slots.rules.js';

const minute = 60_000;
const dayLength = 24 * 60 * minute;
const beatEvery = 15 * minute;
/** Fates are drawn at least this early, because some dispensers fall silent before the dose is due. */
const horizon = 60 * minute;
const lowAt = 10;
const refillAt = 3;
const refill = 56;

/** One dispenser with its person, as far as they can be known from outside. Times are milliseconds since 1970. */
export interface Dispenser {
  readonly seed: number;
  readonly deviceId: string;
  schedule: Schedule | null;
  plannedUntil: number;
  dayPlanned: number;
  /** Ordered by time. */
  waiting: Saying[];
  silences: { readonly from: number; readonly until: number }[];
  readonly doses: Map<number, ExpectedDose & { taken: boolean; locked: boolean; reminders: number }>;
  /** Said to itself while it had no connection. */
  kept: (Saying & { readonly historical: true })[];
  beatAt: number;
  dosesRemaining: number;
  mains: boolean;
}

export interface Look {
  readonly online: boolean;
  readonly says: readonly (Saying & { readonly historical: boolean })[];
  readonly heartbeat: Record<string, unknown> | null;
}

export function newDispenser(seed: number, deviceId: string, now: number): Dispenser {
  const random = randomFor(seed, deviceId, 'birth');
  return {
    seed,
    deviceId,
    schedule: null,
    plannedUntil: now,
    dayPlanned: Math.floor(now / dayLength),
    waiting: [],
    silences: [],
    doses: new Map(),
    kept: [],
    beatAt: Math.round(now + random() * beatEvery),
    dosesRemaining: Math.round(between(random, lowAt + 1, lowAt + refill)),
    mains: true,
  };
}

/** Doses already due keep their fate; later ones follow the new schedule. An older revision changes nothing. */
export function setSchedule(dispenser: Dispenser, schedule: Schedule, now: number): void {
  if (dispenser.schedule !== null && schedule.revision <= dispenser.schedule.revision) return;
  if (dispenser.schedule === null) dispenser.dayPlanned = Math.floor(now / dayLength);
  dispenser.schedule = schedule;
  dispenser.plannedUntil = now;
  dispenser.waiting = dispenser.waiting.filter(({ dueAt }) => dueAt === undefined || dueAt <= now);
  dispenser.silences = dispenser.silences.filter(({ from }) => from <= now);
  for (const dueAt of dispenser.doses.keys()) if (dueAt > now) dispenser.doses.delete(dueAt);
}

/** A nurse's reminder: sometimes the person comes and takes the dose. Without a due time, the last dose not taken. */
export function remind(dispenser: Dispenser, dueAt: number | null, now: number): void {
  const dose = openDose(dispenser, dueAt, now);
  if (dose === null) return;
  dose.reminders++;
  const at = answerToReminder(dispenser.seed, dispenser.deviceId, dose.dueAt, dose.reminders, now);
  if (at !== null) say(dispenser, dispensedLate(dose, at));
}

/** From now on this dose stays in the dispenser. */
export function lock(dispenser: Dispenser, dueAt: number | null, now: number): void {
  const dose = openDose(dispenser, dueAt, now);
  if (dose !== null) dose.locked = true;
}

function openDose({ doses }: Dispenser, dueAt: number | null, now: number) {
  const open = [...doses.values()].filter((dose) => dose.dueAt <= now && !dose.taken && !dose.locked);
  if (dueAt === null) return open.at(-1) ?? null;
  return open.find((dose) => Math.abs(dose.dueAt - dueAt) <= 90 * minute) ?? null;
}

/** Most people press the button under a message; the others leave it unread. */
export function showMessage(dispenser: Dispenser, messageId: string, now: number): void {
  const random = randomFor(dispenser.seed, dispenser.deviceId, 'message', messageId);
  const isRead = random() < 0.8;
  const at = Math.round(now + (isRead ? between(random, 1, 20) : 60) * minute);
  say(dispenser, { at, type: isRead ? 'user.message_acknowledged' : 'user.message_unread', data: { messageId } });
}

/** Everything that fell due since the last look, in order, however far the clock has jumped. */
export function look(dispenser: Dispenser, now: number): Look {
  plan(dispenser, now);
  const says: (Saying & { historical: boolean })[] = [];
  while (dispenser.waiting.length > 0 && dispenser.waiting[0]!.at <= now) {
    const saying = dispenser.waiting.shift()!;
    if (!happens(dispenser, saying)) continue;
    if (isSilentAt(dispenser, saying.at)) dispenser.kept.push({ ...saying, historical: true });
    else says.push({ ...saying, historical: false });
  }
  for (const dueAt of dispenser.doses.keys()) if (dueAt < now - 2 * dayLength) dispenser.doses.delete(dueAt);
  const online = !isSilentAt(dispenser, now);
  if (!online) return { online, says, heartbeat: null };
  const kept = dispenser.kept;
  dispenser.kept = [];
  dispenser.silences = dispenser.silences.filter(({ until }) => until > now);
  return { online, says: [...kept, ...says].sort((a, b) => a.at - b.at), heartbeat: beat(dispenser, now) };
}

function plan(dispenser: Dispenser, now: number): void {
  const { seed, deviceId, schedule } = dispenser;
  if (schedule === null || now + horizon <= dispenser.plannedUntil) return;
  const until = now + 2 * horizon;
  for (const dose of dosesBetween(schedule, dispenser.plannedUntil, until)) {
    dispenser.doses.set(dose.dueAt, { ...dose, taken: false, locked: false, reminders: 0 });
    const fate = fateOf(seed, deviceId, dose);
    if (fate.silence !== null) dispenser.silences.push(fate.silence);
    for (const saying of fate.says) say(dispenser, saying);
  }
  dispenser.plannedUntil = until;
  for (const today = Math.floor(until / dayLength); dispenser.dayPlanned < today;)
    for (const mishap of mishapsOf(seed, deviceId, ++dispenser.dayPlanned)) say(dispenser, mishap);
}

function say(dispenser: Dispenser, saying: Saying): void {
  const before = dispenser.waiting.findIndex(({ at }) => at > saying.at);
  dispenser.waiting.splice(before === -1 ? dispenser.waiting.length : before, 0, saying);
}

/** Whether it comes true after all: a dose leaves the dispenser once, and is missed only while it has not. */
function happens(dispenser: Dispenser, { at, type, data, dueAt }: Saying): boolean {
  if (type === 'power.mains_lost' || type === 'power.mains_restored') dispenser.mains = type === 'power.mains_restored';
  if (type === 'supply.loaded') dispenser.dosesRemaining += Number(data.count);
  if (dueAt === undefined) return true;
  const dose = dispenser.doses.get(dueAt);
  if (dose === undefined) return true;
  if (dose.taken) return false;
  const isDispensing = type === 'dose.dispensed' || type === 'dose.dispensed_late';
  if (!isDispensing) return true;
  if (dose.locked) return false;
  dose.taken = true;
  dispenser.dosesRemaining--;
  tellOfSupply(dispenser, at);
  return true;
}

function tellOfSupply(dispenser: Dispenser, at: number): void {
  const dosesRemaining = dispenser.dosesRemaining;
  const { slots, courses } = dispenser.schedule ?? { slots: [], courses: [] };
  const perDay = Math.max(1, slots.length + (courses?.length ?? 0));
  const depletionAt = new Date(at + (dosesRemaining / perDay) * dayLength).toISOString();
  if (dosesRemaining === lowAt)
    say(dispenser, { at: at + 1000, type: 'supply.low', data: { dosesRemaining, depletionAt } });
  if (dosesRemaining === refillAt)
    say(dispenser, { at: at + 90 * minute, type: 'supply.loaded', data: { count: refill } });
}

const isSilentAt = ({ silences }: Dispenser, at: number): boolean =>
  silences.some(({ from, until }) => from <= at && at < until);

/** However many beats a jump has skipped, only the last one tells anything. */
function beat(dispenser: Dispenser, now: number): Record<string, unknown> | null {
  if (now < dispenser.beatAt) return null;
  dispenser.beatAt += (Math.floor((now - dispenser.beatAt) / beatEvery) + 1) * beatEvery;
  const random = randomFor(dispenser.seed, dispenser.deviceId, 'beat', dispenser.beatAt);
  const next = [...dispenser.doses.keys()].find((dueAt) => dueAt > now);
  return {
    batteryPct: dispenser.mains ? 100 : Math.round(between(random, 40, 90)),
    mains: dispenser.mains,
    rssiDbm: Math.round(between(random, -85, -55)),
    dosesRemaining: Math.max(0, dispenser.dosesRemaining),
    ...(next === undefined ? {} : { nextDueAt: new Date(next).toISOString() }),
    firmware: '2.4.1',
  };
}
