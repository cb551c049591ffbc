/**
 * What became of a value that a dispenser wrote otherwise than docs/mqtt.md says: `read` was written oddly and nothing is lost,
 * `left-out` did not fit and is kept in the raw bytes alone, `repaired` is not what was written but what it is held to mean,
 * `doubted` is taken as it was written and may mean something else, `sentinel` is how a modem or a gauge says "not measured".
 */
export type NoteKind = 'read' | 'left-out' | 'repaired' | 'doubted' | 'sentinel';

/** A code of a journal entry, such as `data.slot:left-out`. `identity-clash`: something else stood there under its id and time. */
export type Note = `${string}:${NoteKind}` | 'identity-clash';

/** Of a name that a dispenser made up, what is shown in a note. */
const LONGEST_PATH = 80;

/** The path is made of the house's names or of a dispenser's: of the latter only plain characters are kept. */
export const noteOf = (path: string, what: NoteKind): Note =>
  `${path.slice(0, LONGEST_PATH).replace(/[^A-Za-z0-9._-]/g, '_')}:${what}`;

/** The notes in a text that lists them, with blanks between. */
export const notesIn = (text: string): Note[] => text.split(' ').filter((one) => isNote(one));

const NOTE = /^[A-Za-z0-9._-]+:(?:read|left-out|repaired|doubted|sentinel)$/;
const isNote = (text: string): text is Note => text === 'identity-clash' || NOTE.test(text);

/** Whether the value there is a guess or a correction: it may raise an alarm, and it may never end one. */
export const isRepaired = (notes: readonly Note[] | null, path: string): boolean =>
  notes !== null && notes.includes(noteOf(path, 'repaired'));

/** Whether there was a value there that did not fit. */
export const isLeftOut = (notes: readonly Note[] | null, path: string): boolean =>
  notes !== null && notes.includes(noteOf(path, 'left-out'));

/** Whether the value there is taken as it was written although it may mean something else. */
export const isDoubted = (notes: readonly Note[] | null, path: string): boolean =>
  notes !== null && notes.includes(noteOf(path, 'doubted'));

/** Everything that was noted; null when nothing was, as of nearly every event. */
export function together(
  first: readonly Note[] | null,
  second: readonly Note[] | null,
  third: readonly Note[] | null,
): readonly Note[] | null {
  if (second === null && third === null) return first;
  return [...new Set([...(first ?? []), ...(second ?? []), ...(third ?? [])])];
}
