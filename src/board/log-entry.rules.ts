import { factOfClosing, type Logged, type LogEvent } from '../cases/log/log.rules.js';
import type { Language } from '../platform/http/language.js';
import { type Routing, withoutDistances, withoutKilometres } from '../teams/routing.rules.js';
import { type About, sayEntry, sayPhrase } from '../words/log.js';
import { voiceOf } from '../words/voice.js';

/** The alert of an entry, and on whose clock its times are. */
export interface Around extends About {
  readonly zone: string;
  /** Whether the distances to the teams would tell the reader an address that is not for him. */
  readonly tellsWhere: boolean;
}

/**
 * An entry of the handling log as it is shown: a code with its parameters, and a sentence in the reader's language. `text` is what a
 * person wrote; where nobody did it says in English what was done, for who read that before there were codes.
 */
export function viewOfEntry(logged: Logged, { tellsWhere, zone, ...about }: Around, language: Language) {
  const { id: _id, alertId: _alertId, ...entry } = tellsWhere ? withoutWhereabouts(logged) : logged;
  const said = { ...entry, at: entry.at.toISOString() };
  return {
    ...entry,
    data: entry.data && { ...entry.data, ...beforeCodes(entry) },
    text:
      entry.text ?? codeBefore(entry) ?? (entry.by === 'gateway' ? sayPhrase(said, about, voiceOf('en', zone)) : null),
    sentence: sayEntry(said, about, voiceOf(language, zone)),
  };
}

/** What the data of an entry said besides, before its kind did. */
function beforeCodes(said: LogEvent): Readonly<Record<string, unknown>> {
  switch (said.kind) {
    case 'claimed':
      return { action: 'task.claimed' };
    case 'started':
      return { action: 'task.started' };
    case 'released':
      return { action: 'task.released' };
    case 'taken_over':
      return { action: 'task.taken-over' };
    case 'kept':
      return { action: 'task.kept' };
    case 'rung_skipped':
      return { skipped: true };
    case 'rung_shadowed':
      return { shadow: true };
    case 'checklist':
      return { checklist: true };
    case 'dispensed_late':
    case 'condition_cleared':
    case 'absence_began':
    case 'absence_undone':
    case 'gathered':
    case 'came_through':
    case 'dealt_with':
    case 'nearly_all_back':
    case 'looked_at':
    case 'shadow_ended':
      return factOfClosing(said);
    default:
      return {};
  }
}

/** Where its text was made of codes. */
function codeBefore(said: LogEvent): string | null {
  switch (said.kind) {
    case 'reported':
      return said.data.type;
    case 'reopened':
    case 'absence_began':
    case 'absence_undone':
      return said.data.because;
    case 'started':
      return said.data.mode;
    case 'delivery_delivered':
      return sayDelivery(said.data, 'delivered');
    case 'delivery_fallen_through':
      return sayDelivery(said.data, 'fallen-through');
    case 'delivery_parked':
      return sayDelivery(said.data, 'parked');
    case 'delivery_sent_again':
      return `${said.data.purpose}: to be sent again`;
    default:
      return null;
  }
}

const sayDelivery = ({ purpose, channel }: { purpose: string; channel: string }, step: string): string =>
  `${purpose} by ${channel}: ${step}`;

interface Told {
  readonly text: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** An entry of somebody whose address is protected: without how far away the teams are that were considered. */
export function withoutWhereabouts<E extends Told>(entry: E): E {
  // eslint-disable-next-line house/no-cast-between-rooms -- stored as the routing rule answered it, whole, whichever kind of entry it is in
  const routing = entry.data?.['routing'] as Routing | null | undefined;
  return {
    ...entry,
    text: entry.text && withoutKilometres(entry.text),
    data: routing ? { ...entry.data, routing: withoutDistances(routing) } : entry.data,
  };
}
