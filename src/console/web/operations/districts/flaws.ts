import type { OfficeWords } from '../../../../words/office/en.js';

/** What may be wrong with an outline, as the gateway names it. */
type FlawCode = keyof OfficeWords['borders']['flaw'];

export interface Flaw {
  /** Which of those that were sent. */
  readonly at: number;
  readonly code: FlawCode;
  /** Where, or whom it is about. */
  readonly where: string;
}

/** The beginning of what the gateway says: `test/contract/border-flaws.spec.ts` holds it against the rules. */
const SAID: readonly (readonly [FlawCode, RegExp])[] = [
  ['crosses', /^crosses or touches itself at (.*)$/],
  ['tiny', /^encloses less than/],
  ['swapped', /^seems to hold latitude first/],
  ['many', /^has more than \d+ positions/],
  ['open', /^must end where it begins/],
  ['outside', /^reaches out of (.*)$/],
  ['overlaps', /^overlaps (.*)$/],
  ['gone', /^names no district/],
];

/** What was refused about borders, by their places. */
export function flawsOf(errors: readonly { readonly path: string; readonly message: string }[]): Flaw[] {
  return errors.flatMap(({ path, message }) => {
    const at = /^districts\.(\d+)/.exec(path)?.[1];
    return at === undefined ? [] : [{ at: Number(at), ...recognize(message) }];
  });
}

export function recognize(message: string): Pick<Flaw, 'code' | 'where'> {
  for (const [code, said] of SAID) {
    const found = said.exec(message);
    if (found) return { code, where: found[1] ?? '' };
  }
  return { code: 'other', where: '' };
}
