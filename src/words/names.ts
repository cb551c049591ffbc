import type { Words } from './en.js';

/** The words for a type of alert or event; one that nobody here knows shows itself. */
export const nameType = (type: string, words: Words, slot: string = words.aDose): string =>
  words.what[type]?.(slot) ?? words.condition[type] ?? words.event[type] ?? type;

/** The word for a code; an unknown code shows itself. */
export const wordFor = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code;

/** So many minutes. */
export const sayDuration = (minutes: number, { left }: Words): string =>
  minutes < 60 ? left.minutes(minutes) : left.hours(Math.floor(minutes / 60), minutes % 60);
