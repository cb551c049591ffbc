import type { LogEntryCode } from '../cases/alert.rules.js';
import type { LogEvent } from '../cases/log/log.rules.js';
import { nameType, sayDuration, wordFor } from './names.js';
import { sayChoice } from './routing.js';
import type { Voice } from './speech.js';
import type { Words } from './en.js';

/** An entry of the handling log, as far as it is said. */
export type Said = Sayable<LogEvent> & {
  readonly at: string;
  readonly entry: LogEntryCode;
  /** The id of who did it, or `gateway`. */
  readonly by: string;
  /** What a person wrote; of an entry of the kind `text`, all of it. */
  readonly text: string | null;
};

/** As it is kept, or as it is shown, with more beside it; the choice that stands there whole has words of its own. */
type Sayable<Event extends LogEvent> = Event extends { readonly data: { readonly routing: unknown } }
  ? { readonly kind: Event['kind']; readonly data: Omit<Event['data'], 'routing'> }
  : Event extends { readonly data: Readonly<Record<string, never>> }
    ? { readonly kind: Event['kind']; readonly data: object }
    : Event;

/** The alert that it is about. */
export interface About {
  readonly dose: { readonly dueAt: string } | null;
}

/** What its code says, without what it is called and what somebody wrote; null where it says no more than that. */
export const sayPhrase = (said: Said, { dose }: About, voice: Voice): string | null =>
  phrase(said, slotOf(dose, voice), voice);

/** What was done, and in words what is known of it; `what` is null where the words say it themselves. */
export function describeEntry(said: Said, { dose }: About, voice: Voice): { what: string | null; text: string | null } {
  const { words } = voice;
  const slot = slotOf(dose, voice);
  const what = words.did[said.kind] ?? wordFor(words.entry, said.entry);
  const own = said.kind === 'text' && said.text ? nameType(said.text, words, slot) : wrote(said);
  const text = [phrase(said, slot, voice), own].filter(Boolean).join(': ') || null;
  return text !== null && isSaidByText(said) ? { what: null, text: upperFirst(text) } : { what, text };
}

/** What a person wrote: beside a code of the house there is nothing of the kind, and of what was begun `text` once was the way. */
function wrote({ kind, by, text }: Said): string | null {
  if (kind === 'started') return null;
  return by === 'gateway' && kind !== 'checklist' ? null : text;
}

/** The same as one sentence. */
export function sayEntry(said: Said, about: About, voice: Voice): string {
  const { what, text } = describeEntry(said, about, voice);
  return upperFirst([what, text].filter((part) => part !== null).join(': '));
}

/** Whether its words say what was done. */
const isSaidByText = ({ kind, entry }: Said): boolean =>
  !SAYS_WHO_DID.has(kind) && (entry === 'measure' || entry === 'transfer' || entry === 'note');

const SAYS_WHO_DID: ReadonlySet<LogEvent['kind']> = new Set([
  'asked',
  'asked_again',
  'released',
  'taken_over',
  'noted',
]);

/** What the code says beside what it is called; null where that is all. */
function phrase(said: Said, slot: string, voice: Voice): string | null {
  const { words } = voice;
  const { log } = words;
  const name = (type: string): string => nameType(type, words, slot);
  const moment = (at: string): string => voice.moment(at, said.at);
  switch (said.kind) {
    case 'text':
    case 'checklist':
    case 'claimed':
    case 'taken_over':
    case 'kept':
    case 'noted':
      return null;
    case 'talked':
    case 'call_attempted':
      return sayAnswer(said.data.answered, words);
    case 'reported':
      return name(said.data.type);
    case 'told_after_close':
      return log.toldAfterClose(name(said.data.type), moment(said.data.at));
    case 'told_late': {
      const { type, at, reportedAt, ageMinutes } = said.data;
      return log.toldLate(name(type), moment(at), moment(reportedAt), sayDuration(ageMinutes, words));
    }
    case 'made_by_hand': {
      const { task, colleague } = said.data;
      return colleague === null ? wordFor(words.kind, task) : log.madeFor(wordFor(words.kind, task), colleague);
    }
    case 'contact_lost':
      return words.noContactSince(moment(said.data.since));
    case 'eased':
      return log.eased(name(said.data.type), moment(said.data.at), said.data.codes.join(', '));
    case 'grew':
      return said.data.ladder ? log.notSolvedInTime(words.ladder[said.data.ladder]) : log.batteryTooShort;
    case 'cause_named':
      return wordFor(words.cause, said.data.cause);
    case 'resolved':
      return wordFor(words.outcome, said.data.outcome);
    case 'resolved_with_parent':
      return log.resolvedWithParent;
    case 'dispensed_late':
      return log.dispensedLate(moment(said.data.at), moment(said.data.reportedAt));
    case 'condition_cleared':
      return log.conditionCleared(name(said.data.type), moment(said.data.at));
    case 'absence_began':
    case 'absence_undone':
    case 'reopened':
      return name(said.data.because);
    case 'gathered':
      return log.gathered;
    case 'came_through':
      return log.cameThrough;
    case 'dealt_with':
      return log.dealtWith;
    case 'nearly_all_back':
      return log.nearlyAllBack(said.data.stillLost, said.data.deviceCount);
    case 'looked_at':
      return log.lookedAt;
    case 'shadow_ended':
      return log.shadowEnded;
    case 'holder_told':
      return log.holderTold[said.data.state](said.data.holder);
    case 'asked_about_again':
      return log.askedAboutAgain(name(said.data.because));
    case 'started':
      return wordFor(words.kind, said.data.mode);
    case 'released':
      return said.data.rule && log.released[said.data.rule];
    case 'hand_over_asked':
      return log.handOverAsked(said.data.releaseAt && voice.time(said.data.releaseAt));
    case 'shelved':
      return log.shelved(moment(said.data.shelvedUntil));
    case 'unshelved':
      return log.unshelved[said.data.rule];
    case 'asked':
      return `${wordFor(words.kind, said.data.kind)}: ${sayChoice(said.data.team, said.data.rule, 1, words)}`;
    case 'asked_again':
      return sayChoice(said.data.team, said.data.rule, 1, words);
    case 'rung_skipped':
      return log.rungSkipped(said.data.rung + 1, sayWhom(said.data, log.asksNoTeam, words));
    case 'rung_shadowed': {
      const whom = sayWhom(said.data, log.noTeam, words);
      return (said.data.reached ? log.rungWouldAsk : log.rungWouldSkip)(said.data.rung + 1, whom);
    }
    case 'shadow_began':
      return log.shadowBegan;
    case 'turn_postponed':
      return log.turnPostponed(said.data.given);
    case 'reminder_asked':
      return log.reminderAsked;
    case 'attached':
      return log.attached[said.data.whose](name(said.data.type));
    case 'detached':
      return log.detached;
    case 'work_moved':
      return log.workMoved;
    case 'district_changed':
      return log.districtChanged;
    case 'readdressed':
      return log.readdressed;
    case 'came_back':
      return log.cameBack;
    case 'delivery_delivered':
      return words.delivery.delivered(...whoByWhat(said.data, words));
    case 'delivery_fallen_through':
      return words.delivery.fallenThrough(...whoByWhat(said.data, words));
    case 'delivery_parked':
      return words.delivery.parked(...whoByWhat(said.data, words));
    case 'delivery_sent_again':
      return words.delivery.sentAgain(whoByWhat(said.data, words)[0]);
    case 'no_relative_reached':
      return log.noRelativeReached;
  }
}

function sayAnswer(answered: boolean | undefined, { log }: Words): string | null {
  if (answered === undefined) return null;
  return answered ? log.answered : log.unanswered;
}

const whoByWhat = ({ purpose, channel }: { purpose: string; channel: string }, { delivery }: Words) =>
  [wordFor(delivery.who, purpose), wordFor(delivery.by, channel)] as const;

function sayWhom(
  {
    rule,
    team = null,
    teams,
  }: Pick<Extract<LogEvent, { kind: 'rung_shadowed' }>['data'], 'rule' | 'teams'> & {
    readonly team?: string | null;
  },
  nobody: string,
  words: Words,
): string {
  return rule ? sayChoice(team, rule, teams, words) : nobody;
}

const slotOf = (dose: About['dose'], { time, words }: Voice): string => (dose ? time(dose.dueAt) : words.aDose);

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
