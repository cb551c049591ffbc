import { MINUTE_MS } from '../../platform/clock/spans.rules.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

const LONGEST_NAME = 60;
const OURS = /^hand-over-(?:.*-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.html(?:\.[0-9a-f-]{36})?$/;

/** Found by a person by the name of the team; told apart by its id, and safe on whatever disk. */
export function fileOf({ id, name }: Named): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return ['hand-over', words.join('-').slice(0, LONGEST_NAME), id].filter(Boolean).join('-').concat('.html');
}

/** Of what lies in the folder what was written here and is of no team any more, or was never finished; what others put there stays. */
export function leftOvers(names: readonly string[], teams: readonly Named[]): string[] {
  const current = new Set(teams.map(fileOf));
  return names.filter((name) => OURS.test(name) && !current.has(name));
}

/** Whether it is time to write anew; also where the clock was set back. */
export function isTime(writtenAt: Date | null, now: Date, everyMinutes: number): boolean {
  if (writtenAt === null || now < writtenAt) return true;
  return now.getTime() - writtenAt.getTime() >= everyMinutes * MINUTE_MS;
}
