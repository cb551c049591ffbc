import { readJson, writeJson } from './json.rules.js';
import type { JsonObject } from './parsed.rules.js';
import { lengthen, shorten } from './short.rules.js';
import { dialectOf } from './words.rules.js';

/** JSON for constrained dispensers: short keys, times as seconds since 1970, types as numbers (docs/mqtt.md has them all). */
export const compact = dialectOf({
  name: 'compact',
  read(payload) {
    const json = readJson(payload);
    return json.ok ? lengthen(json) : json;
  },
  write: (words) => writeJson(shorten(words, 'letter', (fields) => Object.fromEntries<JsonObject[string]>(fields))),
});
