import { formatMoment, formatTime, nameType, wordFor } from '../labels.js';
import type { LogEntry, TaskAlert } from '../model.js';
import { texts } from '../texts.js';

const GATEWAY = 'gateway';

/** One entry of the handling log: what was done, and in words what its codes say. */
export function describeEntry(
  { at, by, entry, text, data }: LogEntry,
  alert: TaskAlert,
  zone?: string,
): { what: string; text: string | null } {
  const action = String(data?.action ?? '');
  const what = texts.did[action] ?? texts.did[askedHow(entry, data)] ?? wordFor(texts.entry, entry);
  const said = sayEntry({ at, by, entry, text, data }, action, alert, zone);
  const own = isCode({ entry, text, data }, action)
    ? null
    : by === GATEWAY
      ? inWords(text ?? '', at, alert, zone)
      : text;
  return { what, text: [said, own].filter(Boolean).join(': ') || null };
}

/** Who is asked is a step of the ladder; the same team once more is the same step. */
function askedHow(entry: string, data: LogEntry['data']): string {
  if (typeof data?.rung !== 'number' || data.skipped || data.shadow) return '';
  return 'kind' in data ? (entry === 'measure' ? 'asked' : '') : 'asked-again';
}

/** The history with what was said again and again, word for word, as one. */
export function fold(entries: readonly LogEntry[], alert: TaskAlert, zone?: string): Folded[] {
  const folded: Folded[] = [];
  for (const entry of entries) {
    const said = { ...describeEntry(entry, alert, zone), by: entry.by, byName: entry.byName ?? null };
    const last = folded.at(-1);
    if (last && last.what === said.what && last.text === said.text && last.by === said.by) {
      last.times++;
      last.until = entry.at;
    } else folded.push({ ...said, at: entry.at, until: entry.at, times: 1 });
  }
  return folded;
}

interface Folded {
  at: string;
  until: string;
  times: number;
  what: string;
  text: string | null;
  by: string;
  byName: string | null;
}

function sayEntry({ entry, text, data }: LogEntry, action: string, { dose }: TaskAlert, zone?: string): string | null {
  if (isTypeAlone(entry, text)) return nameType(text!, dose ? formatTime(dose.dueAt, zone) : texts.aDose);
  if (!data) return null;
  if (entry === 'cause') return wordFor(texts.cause, String(data.cause));
  if (entry === 'call-attempt') return data.answered === false ? texts.callUnanswered : texts.callAnswered;
  if (action === 'task.started') return wordFor(texts.kind, text);
  if (typeof data.rung === 'number' && typeof data.kind === 'string') return wordFor(texts.kind, data.kind);
  if (typeof data.deliveryId === 'string') return sayDelivery(data);
  if ('releaseAt' in data)
    return texts.handOverAsked(typeof data.releaseAt === 'string' ? formatTime(data.releaseAt, zone) : null);
  if (typeof data.shelvedUntil === 'string') return texts.shelvedUntil(formatTime(data.shelvedUntil, zone));
  if (typeof data.outcome === 'string') return wordFor(texts.outcome, data.outcome);
  if (data.reason === 'dispensed-late')
    return texts.dispensedLate(formatTime(String(data.effectiveAt), zone), formatTime(String(data.reportedAt), zone));
  return null;
}

function sayDelivery({ purpose, channel, state }: Record<string, unknown>): string {
  const who = wordFor(texts.delivery.who, String(purpose));
  return texts.delivery.state[String(state)]?.(who, wordFor(texts.delivery.by, String(channel))) ?? who;
}

const isTypeAlone = (entry: string, text: string | null | undefined) =>
  entry === 'reported' && /^\S+$/.test(text ?? '');

/** Whether the entry's text is a code, or says once more what its words have said already. */
const isCode = ({ entry, text, data }: Pick<LogEntry, 'entry' | 'text' | 'data'>, action: string) =>
  isTypeAlone(entry, text) ||
  action === 'task.started' ||
  action === 'task.kept' ||
  data?.reason === 'dispensed-late' ||
  typeof data?.deliveryId === 'string' ||
  Boolean(data && 'releaseAt' in data);

const TYPE = /\b[a-z]+(?:\.[a-z][a-z_-]*)+\b/g;
const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** What the gateway wrote, its types in words and its instants on the reader's clock. */
function inWords(text: string, at: string, { dose }: TaskAlert, zone?: string): string {
  const slot = dose ? formatTime(dose.dueAt, zone) : texts.aDose;
  const named = text.replace(TYPE, (type) => {
    const words = nameType(type, slot);
    return words === type || text === type ? words : `‘${words}’`;
  });
  return named.replace(INSTANT, (instant) => formatMoment(instant, Date.parse(at), zone));
}
