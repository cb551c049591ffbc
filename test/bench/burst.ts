import { complaintsAboutAlarms, countAlarms, findDoses, type AlarmCount, type ExpectedAlarm } from './alarms.js';
import { doseTimes, typeOf, type DoseTimes, type Mix } from './event.js';
import type { DeviceLogin } from './load.js';
import { complaintsAbout, newRun, runLoad } from './load.js';
import type { OurGateway } from './ours.js';

export const MORNING: Mix = { 'dose.dispensed': 98, 'dose.missed': 2 };
const LONGEST_WAIT_SECONDS = 180;
const LOOK_MS = 100;

export interface BurstPlan {
  dispensers: DeviceLogin[];
  events: number;
  seconds: number;
  doses: DoseTimes;
}

export interface Burst {
  events: number;
  seconds: number;
  alarms: AlarmCount;
  /** From the last event, as it was meant to be sent, until every missed dose was seen to have its task. */
  secondsUntilAllTasks: number;
  complaints: string[];
}

/** The morning round: everybody speaks within a minute, two of a hundred to say that a dose was missed. */
export async function measureBurst(
  ours: OurGateway,
  { dispensers, events, seconds, doses }: BurstPlan,
): Promise<Burst> {
  const run = newRun();
  const missed = await findDoses(ours.database, missesOf(dispensers, events, doses));
  const load = await runLoad({
    port: ours.port,
    devices: dispensers,
    run,
    mix: MORNING,
    doses,
    pace: { kind: 'open', eventsPerSecond: events / seconds },
    maxEvents: events,
    maxSeconds: seconds,
    repeatEvery: 0,
  });
  const lastEventAt = load.startedAt + seconds * 1000;
  const giveUpAt = performance.now() + LONGEST_WAIT_SECONDS * 1000;
  let alarms = await countAlarms(ours.database, missed);
  while (alarms.missing > 0 && performance.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    alarms = await countAlarms(ours.database, missed);
  }
  const secondsUntilAllTasks = (performance.timeOrigin + performance.now() - lastEventAt) / 1000;
  await ours.settle();
  const { complaints } = await ours.verify(load, run);
  return {
    events: load.sent,
    seconds,
    alarms,
    secondsUntilAllTasks: alarms.missing > 0 ? Number.NaN : Math.max(secondsUntilAllTasks, 0),
    complaints: [...complaintsAbout(load), ...complaints, ...complaintsAboutAlarms(alarms)],
  };
}

/** Which doses the generator will say were missed, known without asking the gateway. */
export function missesOf(dispensers: readonly DeviceLogin[], events: number, doses: DoseTimes): ExpectedAlarm[] {
  const times = doseTimes(doses);
  const ofMisses = doses.keptForMisses ? times.slice(-doses.keptForMisses) : times;
  const misses: ExpectedAlarm[] = [];
  for (let i = 0; i < events; i++) {
    const client = i % dispensers.length;
    const n = Math.floor(i / dispensers.length);
    const dispenser = dispensers[client];
    const dueAt = ofMisses[n % ofMisses.length];
    if (dispenser && dueAt && typeOf(MORNING, client, n) === 'dose.missed') misses.push({ ...dispenser, dueAt });
  }
  return misses;
}
