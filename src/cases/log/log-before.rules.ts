import { MODES } from '../task.rules.js';
import type { LogEvent } from './log.rules.js';

/** An entry as it was written before what it says was a code. */
interface Before {
  readonly entry: string;
  readonly by: string;
  readonly text: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
}

type Lifted = { readonly said: LogEvent; readonly text: string | null };

/** What an entry from before says, where its data is a code all the same; what is prose stays prose. */
export function lift({ entry, by, text, data }: Before): Lifted {
  const said = coded({ entry, by, text, data: data ?? {} });
  return said ?? { said: { kind: 'text', data }, text };
}

function coded({ entry, by, text, data }: Before & { data: Readonly<Record<string, unknown>> }): Lifted | null {
  const { action, outcome, cause, shelvedUntil } = data;
  if (typeof action === 'string') return acted(action, entry, text);
  if (by !== 'gateway' && entry in WRITTEN_AS) {
    const answered = typeof data.answered === 'boolean' ? { answered: data.answered } : {};
    return { said: { kind: WRITTEN_AS[entry as keyof typeof WRITTEN_AS], data: answered }, text };
  }
  if (entry === 'cause' && typeof cause === 'string') return { said: of('cause_named', { cause }), text };
  if (entry === 'signed-off' && by !== 'gateway' && typeof outcome === 'string')
    return { said: of('resolved', { outcome }), text };
  if (typeof shelvedUntil === 'string') return { said: of('shelved', { shelvedUntil }), text };
  const closed = closing(entry, data);
  if (closed) return { said: closed, text: null };
  if (data.checklist === true) return { said: of('checklist', {}), text };
  return null;
}

/** Why the house closed it by itself, where a moment stands beside the reason. */
function closing(entry: string, { reason, effectiveAt, ...rest }: Readonly<Record<string, unknown>>): LogEvent | null {
  if (reason === 'dispensed-late') return of('dispensed_late', { at: effectiveAt, ...rest });
  if (entry !== 'signed-off' || typeof reason !== 'string' || typeof effectiveAt !== 'string') return null;
  return of('condition_cleared', { type: reason, at: effectiveAt });
}

function acted(action: string, entry: string, text: string | null): Lifted | null {
  if (action === 'task.claimed') {
    const task = entry === 'accepted-by-field-unit' ? 'visit' : 'call';
    return { said: of('claimed', { task }), text };
  }
  if (action === 'task.started' && MODES.some((mode) => mode === text))
    return { said: of('started', { mode: text }), text: null };
  if (action === 'task.released') return { said: of('released', { rule: null }), text };
  if (action === 'task.taken-over' || action === 'task.taken_over') return { said: of('taken_over', {}), text };
  return action === 'task.kept' ? { said: of('kept', {}), text: null } : null;
}

const WRITTEN_AS = { 'call-attempt': 'call_attempted', conversation: 'talked', note: 'noted' } as const;

/** What the version before wrote was of these types too. */
const of = (kind: LogEvent['kind'], data: Readonly<Record<string, unknown>>): LogEvent => ({ kind, data }) as LogEvent;
