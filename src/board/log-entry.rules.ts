import { type Closing, factOfClosing, type Logged, type LogEvent } from '../cases/log/log.rules.js';
import type { Language } from '../platform/http/language.js';
import { viewOfRouting } from './routing-view.rules.js';
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
  const text =
    entry.text ?? codeBefore(entry) ?? (entry.by === 'gateway' ? sayPhrase(said, about, voiceOf('en', zone)) : null);
  return asBefore({ ...entry, text, sentence: sayEntry(said, about, voiceOf(language, zone)) }, language);
}

/** With what the data of an entry said besides, before its kind did. */
function asBefore<More extends object>(entry: LogEvent & More, language: Language) {
  switch (entry.kind) {
    case 'claimed':
      return also(entry, { action: 'task.claimed' });
    case 'started':
      return also(entry, { action: 'task.started' });
    case 'released':
      return also(entry, { action: 'task.released' });
    case 'taken_over':
      return also(entry, { action: 'task.taken-over' });
    case 'kept':
      return also(entry, { action: 'task.kept' });
    case 'rung_skipped':
      return also(entry, { skipped: true, routing: routed(entry.data, language) });
    case 'rung_shadowed':
      return also(entry, { shadow: true, routing: routed(entry.data, language) });
    case 'checklist':
      return also(entry, { checklist: true });
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
      return asClosed(entry);
    default:
      return entry;
  }
}

/** Of how an alert closed by itself, what the feed says of it. */
function asClosed<More extends object>(entry: Closing & More) {
  switch (entry.kind) {
    case 'dispensed_late':
      return also(entry, factOfClosing(entry));
    case 'condition_cleared':
      return also(entry, factOfClosing(entry));
    case 'absence_began':
      return also(entry, factOfClosing(entry));
    case 'absence_undone':
      return also(entry, factOfClosing(entry));
    case 'gathered':
      return also(entry, factOfClosing(entry));
    case 'came_through':
      return also(entry, factOfClosing(entry));
    case 'dealt_with':
      return also(entry, factOfClosing(entry));
    case 'nearly_all_back':
      return also(entry, factOfClosing(entry));
    case 'looked_at':
      return also(entry, factOfClosing(entry));
    case 'shadow_ended':
      return also(entry, factOfClosing(entry));
  }
}

const also = <Entry extends LogEvent, const More extends object>(entry: Entry, more: More) => ({
  ...entry,
  data: { ...entry.data, ...more },
});

const routed = ({ routing }: { readonly routing: Routing | null }, language: Language) =>
  routing && viewOfRouting(routing, language);

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
