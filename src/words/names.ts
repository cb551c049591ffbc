import type { Words } from './en.js';

/** The words for a type of alert or event; one that nobody here knows shows itself. */
export const nameType = (type: string, words: Words, slot: string = words.aDose): string =>
  own(words.what, type)?.(slot) ?? own(words.condition, type) ?? own(words.event, type) ?? type;

/** The word for a code; an unknown code shows itself. */
export const wordFor = (words: Readonly<Record<string, string>>, code: string): string => own(words, code) ?? code;

/** What is looked up may be anything that somebody wrote, `constructor` too. */
const own = <Word>(words: Readonly<Record<string, Word>>, code: string): Word | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined;

/** So many minutes. */
export const sayDuration = (minutes: number, { left }: Words): string =>
  minutes < 60 ? left.minutes(minutes) : left.hours(Math.floor(minutes / 60), minutes % 60);

/** So many whole seconds, to the second within an hour. */
export function saySeconds(seconds: number, words: Words): string {
  if (seconds < 60) return words.left.seconds(seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return sayDuration(minutes, words);
  const rest = seconds % 60;
  return rest ? `${words.left.minutes(minutes)} ${words.left.seconds(rest)}` : words.left.minutes(minutes);
}
