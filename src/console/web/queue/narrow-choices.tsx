import { wordFor } from '../labels.js';
import { EVERYTHING, isNarrow, KINDS, PRIORITIES, toggled } from './narrowing.js';
import { narrowing } from './queue.js';
import { texts } from '../texts.js';

/** Each is shown at once; none of a sort is all of it. */
export function NarrowChoices() {
  return (
    <>
      <Choices legend={texts.byHand.priority} codes={PRIORITIES} words={texts.priority} part="priorities" />
      <Choices legend={texts.byHand.kind} codes={KINDS} words={texts.kind} part="kinds" />
      <button disabled={!isNarrow(narrowing.value)} onClick={() => (narrowing.value = EVERYTHING)}>
        {texts.narrow.everything}
      </button>
    </>
  );
}

interface Props<Code extends string> {
  legend: string;
  codes: readonly Code[];
  words: Record<string, string>;
  part: 'kinds' | 'priorities';
}

function Choices<Code extends string>({ legend, codes, words, part }: Props<Code>) {
  const chosen: readonly string[] = narrowing.value[part];
  return (
    <fieldset class="chips">
      <legend>{legend}</legend>
      {codes.map((code) => (
        <label key={code}>
          <input
            type="checkbox"
            checked={chosen.includes(code)}
            onChange={() => (narrowing.value = { ...narrowing.value, [part]: toggled(chosen, code, codes) })}
          />
          <span>{part === 'priorities' ? `${code} ${wordFor(words, code)}` : wordFor(words, code)}</span>
        </label>
      ))}
    </fieldset>
  );
}
