import { officeTexts } from '../../office-texts.js';

/** What the gateway found wrong, by the path of the field. */
export type Flaws = ReadonlyMap<string, string>;

const idOf = (path: string): string => `flaw-${path.replaceAll('.', '-')}`;

/** One of many is a flaw of all of them. */
const flawOf = (path: string, flaws: Flaws): string | undefined =>
  flaws.get(path) ?? [...flaws].find(([each]) => path.endsWith('.actions') && each.startsWith(`${path}.`))?.[1];

export const describedBy = (path: string, flaws: Flaws) =>
  flawOf(path, flaws) === undefined ? {} : { 'aria-invalid': true as const, 'aria-describedby': idOf(path) };

/** What is wrong with the field, said by what must be so of it; of a field that has no words here, as the gateway says it. */
export function Flaw({ path, flaws }: { path: string; flaws: Flaws }) {
  const flaw = flawOf(path, flaws);
  if (flaw === undefined) return null;
  const { must } = officeTexts.ladders;
  return (
    <span id={idOf(path)} class="flaw" role="alert">
      {must[path.split('.').at(-1)!] ?? flaw}
    </span>
  );
}
