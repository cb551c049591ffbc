import { readInstant, readOddInstant } from '../readings/instant.rules.js';
import { readJson, writeJson } from './json.rules.js';
import { isObject, type JsonObject } from './parsed.rules.js';
import { dialectOf } from './words.rules.js';

/** The alarms the maker's instructions name, and what each is to the house. */
const alarms: Readonly<Record<string, { readonly type: string; readonly data: JsonObject }>> = {
  'Dose Not Taken': { type: 'dose.missed', data: {} },
  'Dose Dispensed': { type: 'dose.dispensed', data: {} },
  'Low Battery': { type: 'battery.low', data: {} },
  'Device Upside Down': { type: 'device.tilted', data: {} },
  'Four Doses Remaining': { type: 'supply.low', data: { dosesRemaining: 4 } },
  'Device Error': { type: 'device.fault', data: {} },
};
const spoken = new Map(Object.entries(alarms).map(([alarm, { type }]) => [type, alarm]));
const byAlarm = new Map(Object.entries(alarms).map(([alarm, said]) => [plain(alarm), said]));

/** It has a clock and alarm times to set. Its instructions know no way to show a text, to ring again or to lock one dose. */
const sayable: readonly unknown[] = ['time.sync', 'schedule.set'];

/**
 * Pivotell Advance GSM, after the maker's instruction book ("Pivotell Advance GSM Automatic Pill Dispenser, Instructions",
 * 130418 AG-14, page 2): the names of its SMS and e-mail messages, of which "Dose Not Taken" is sent when the dose was not
 * taken within the programmed time. The book names the messages and no wire format, so a bridge that receives them says each
 * as `{"alarm", "time", "id"?, "dueAt"?}`, and heartbeat, status and acknowledgement in the house's own words. Without an id,
 * the alarm and its time are its identity.
 */
export const pivotellAdvance = dialectOf({
  name: 'pivotell-advance',
  read(payload) {
    const json = readJson(payload);
    if (!json.ok || json.value.alarm === undefined) return json;
    if (typeof json.value.alarm !== 'string') return { ok: false, reason: 'alarm: must be text' };
    return { ...json, value: eventOf(json.value.alarm, json.value) };
  },
  write({ type, data, ...words }) {
    const alarm = spoken.get(type as string);
    if (alarm !== undefined)
      return writeJson({ alarm, id: words.id, time: words.time, dueAt: isObject(data) ? data.dueAt : undefined });
    return type === undefined || sayable.includes(type) ? writeJson({ ...words, type, data }) : null;
  },
});

/** An alarm the instructions do not name is kept under its own name, and shown. */
function eventOf(alarm: string, { id, time, dueAt }: JsonObject): JsonObject {
  const name = plain(alarm);
  const { type, data } = byAlarm.get(name) ?? { type: `pivotell-advance.${name}`, data: {} };
  const isDated = readInstant(time) !== null || readOddInstant(time) !== null;
  return { id: id ?? (isDated ? name : null), type, time, data: { ...data, ...(dueAt != null && { dueAt }) } };
}

function plain(alarm: string): string {
  return alarm
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
    .join('-');
}
