/** What a machine is reckoned by: the figures, and how dispensers and citizens behave. */
export interface SizingBasis {
  /** Events of an ordinary day, from the dispenser to the settled dose. */
  eventsPerSecond: number;
  /** Silent doses with one deadline, each to its alert with a task. */
  alarmsPerSecond: number;
  /** MB of the service with 10,000 dispensers connected, and of the machine; null where it was not measured. */
  memory: { perTenThousand: number; machine: number } | null;
}

export interface Sizing {
  dispensers: number;
  alarmSharePercent: number;
  limitedBy: string;
}

export const ASSUMED = {
  dosesADay: 2.1,
  eventsADose: 2,
  /** Every dispenser has one of its doses in the morning round; its events come within so many minutes. */
  morningMinutes: 10,
  /** Of that round all alarms fall due in one and the same second, and the last is a task within so many seconds. */
  alarmSeconds: 30,
  alarmSharesPercent: [4, 0.6],
  utilisation: 0.5,
};

/** Dispensers a machine can have, by the tightest of what was measured, rounded down to two digits. */
export function sizing({ eventsPerSecond, alarmsPerSecond, memory }: SizingBasis, alarmSharePercent: number): Sizing {
  const { utilisation, morningMinutes, eventsADose, alarmSeconds } = ASSUMED;
  const limits: [string, number][] = [
    ['events of the morning round', (utilisation * eventsPerSecond * morningMinutes * 60) / eventsADose],
    ['alarms at one deadline', (utilisation * alarmsPerSecond * alarmSeconds) / (alarmSharePercent / 100)],
  ];
  if (memory) limits.push(['memory of connections', ((utilisation * memory.machine) / memory.perTenThousand) * 10_000]);
  const [limitedBy, most] = limits.reduce((least, one) => (one[1] < least[1] ? one : least));
  return { dispensers: roundDown(most), alarmSharePercent, limitedBy };
}

export function sizingInWords(sizings: readonly Sizing[]): string {
  const { dosesADay, eventsADose, morningMinutes, alarmSeconds, utilisation } = ASSUMED;
  const each = sizings.map(
    ({ dispensers, alarmSharePercent, limitedBy }) =>
      `${dispensers.toLocaleString('en')} when ${alarmSharePercent} % of doses alarm (limit: ${limitedBy})`,
  );
  return (
    `Dispensers such a machine carries: ${each.join('; ')}. Reckoned at ${utilisation * 100} % of what was measured, with ${dosesADay} doses ` +
    `a day, one of them (${Math.round(100 / dosesADay)} %) in the morning round, ${eventsADose} events a dose within ${morningMinutes} minutes, ` +
    `all alarms of the round due in the same second and the last a task within ${alarmSeconds} s; heartbeats are not reckoned.`
  );
}

function roundDown(value: number): number {
  if (!(value >= 10)) return Math.floor(value) || 0;
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.floor(value / step) * step;
}
