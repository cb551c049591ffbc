import { readJson, writeJson } from './json.rules.js';
import { dialectOf } from './words.rules.js';

/** CloudEvents 1.0 JSON, as the contract writes it down: the house's own words. Attributes that are null count as absent. */
export const cloudevents = dialectOf({ name: 'cloudevents', read: readJson, write: writeJson });
