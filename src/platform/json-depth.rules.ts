/** Deeper than anything that is said to us, and shallow enough for whatever walks through it afterwards. */
export const DEEPEST_JSON = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACKET = 0x5b;
const BRACE = 0x7b;
const BRACKET_END = 0x5d;
const BRACE_END = 0x7d;

/**
 * Whether arrays and objects stand in each other more than `deepest` deep. Looks at the text before it is parsed, once and without
 * recursion, and stops at the first that is too deep; a text that is no JSON is left to the parser to refuse.
 */
export function isTooDeep(text: string, deepest = DEEPEST_JSON): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) return false;
    } else if (sign === BRACE || sign === BRACKET) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (sign === BRACE_END || sign === BRACKET_END) depth -= 1;
  }
  return false;
}

/** Where the string that begins at `from` ends; -1 when it does not. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return -1;
}

/** The value with what stands deeper than `deepest` left out, and said so in its place: nobody who walks through it gets lost. */
export function cutOff(value: unknown, deepest = DEEPEST_JSON): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (deepest === 0) return '(nested too deep to be shown)';
  if (Array.isArray(value)) return value.map((inner) => cutOff(inner, deepest - 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cutOff(inner, deepest - 1)]));
}
