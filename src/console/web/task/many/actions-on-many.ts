import { signal } from '@preact/signals';
import { api, type ApiError } from '../../api.js';
import { pressEach, sayWhy } from '../actions.js';
import type { Cause, Outcome } from '../endings.js';
import { closingMany } from './close-many.js';
import { sendLater } from '../leaving.js';
import { changeMany } from './many.js';
import type { Deed, Row } from '../../model.js';
import { expectLeaving, wasExpected } from '../../notices/news.js';
import { notify } from '../../notices/notices.js';
import { hasContact } from '../../offline/contact.js';
import type { PressedDeed } from '../../offline/pressed.js';
import { unmarkAll } from '../../queue/marks.js';
import { goOn } from '../../queue/moving-on.js';
import { readQueue } from '../../queue/reading.js';
import { showWhatWaits } from '../../queue/shown.js';
import { endSession, session } from '../../session/session.js';
import { texts } from '../../texts.js';

/** What became of many at once: the task, and why it was not done where it was not. */
export interface Outcomes {
  readonly words: string;
  readonly rows: readonly { readonly row: Row; readonly why: string | null }[];
}

/** The last answers for many, until they are put away. */
export const became = signal<Outcomes | null>(null);

/** Nothing of it is there for whoever signs in next. */
export function forgetMany(): void {
  became.value = null;
  closingMany.value = false;
  unmarkAll();
}

export const claimMany = (rows: readonly Row[]): void => {
  unmarkAll();
  void change(rows, { action: 'claim' }, texts.many.claimed(rows.length));
};

export const releaseMany = (rows: readonly Row[]): void =>
  changeLater(rows, { action: 'release' }, texts.many.released(rows.length));

export const closeMany = (rows: readonly Row[], outcome: Outcome, cause: Cause): void =>
  changeLater(rows, { action: 'resolve', outcome, cause }, texts.many.closed(rows.length));

/** They wait, and can be undone altogether. */
function changeLater(rows: readonly Row[], deed: Deed, words: string): void {
  const readerId = session.value?.id;
  const ids = rows.map(({ id }) => id);
  const send = async () => {
    if (session.value?.id === readerId) await change(rows, deed, words);
  };
  sendLater(ids, words, send, goOn);
  unmarkAll();
  goOn();
}

async function change(rows: readonly Row[], deed: Deed, words: string): Promise<void> {
  if (!hasContact.peek()) {
    pressEach(rows, asPressed(deed));
    return;
  }
  const readerId = session.value?.id;
  const isSenderHere = () => session.value?.id === readerId;
  const ids = rows.map(({ id }) => id);
  if (deed.action !== 'claim') ids.forEach(expectLeaving);
  const answers = await changeMany(ids, (some, key) => api.changeTasks([...some], deed, key), isSenderHere);
  for (const { id, refusal } of answers) if (refusal) wasExpected(id);
  if (!isSenderHere()) return;
  if (answers.some(({ refusal }) => refusal?.status === 401)) {
    endSession();
    return;
  }
  const undone = answers.filter(({ refusal }) => refusal !== null).length;
  const said = undone ? texts.many.partly(answers.length - undone, answers.length) : words;
  notify(said, undone ? 'warning' : 'info');
  const byId = new Map(rows.map((row) => [row.id, row]));
  became.value = {
    words: said,
    rows: answers.map(({ id, refusal }) => ({ row: byId.get(id)!, why: refusal && explain(refusal) })),
  };
  await readQueue();
  showWhatWaits();
}

const explain = ({ status, body }: ApiError): string =>
  status === 0 ? texts.command.neverKnown : sayWhy(status, body);

const asPressed = ({ action, outcome, cause }: Deed): PressedDeed =>
  action === 'resolve' ? { do: action, as: { outcome: outcome!, cause: cause! } } : { do: action };
