import { signal } from '@preact/signals';
import { api } from '../api.js';
import { nameSubject } from '../districts.js';
import { formatTime, nameType, wordFor } from '../labels.js';
import type { StreamFact } from '../model.js';
import { announcement } from './notices.js';
import { isStillNews, leavesHands, type PersonalNews, type Tasks, whatItTells, withNews } from './personal.js';
import { mine } from '../queue/queue.js';
import { session, zone } from '../session/session.js';
import { playTone } from './sound.js';
import { texts } from '../texts.js';

/** What the reader was told of her own work: it stands until she has done something about it. */
export const personal = signal<readonly PersonalNews[]>([]);

let toldTo = '';

/** Tasks that leave the reader's hands, and she knows why. */
const leaving = new Set<string>();

/** The reader lets go of it herself, or was told: its leaving is no news. */
export const expectLeaving = (taskId: string): void => void leaving.add(taskId);
/** Whether its leaving is no news; asked once. */
export const wasExpected = (taskId: string): boolean => leaving.delete(taskId);

export function hearOfMine(fact: StreamFact): void {
  const readerId = session.value?.id;
  if (!readerId) return;
  const known = mine.value.find(({ id }) => id === fact.subject);
  if (leavesHands(fact, readerId)) expectLeaving(fact.subject);
  const what = whatItTells(fact, readerId, known);
  if (!what) return;
  const code = codeOf(fact);
  // Who took it over, and how it ended, stands in the task as it is now.
  const isAsItWas = what !== 'taken-over' && what !== 'closed';
  const latest = known && isAsItWas ? Promise.resolve(known) : api.task(fact.subject).catch(() => known);
  void latest.then((task) => task && session.value?.id === readerId && tell({ task, what, code }));
}

function codeOf(fact: StreamFact): string | null {
  if (fact.type === 'task.holder_told') return fact.data.reason;
  return fact.type === 'task.raised' ? fact.data.priority : null;
}

export function tell(news: PersonalNews): void {
  const isNew = !personal.value.some(({ task, what }) => task.id === news.task.id && what === news.what);
  personal.value = withNews(personal.value, news);
  if (!isNew) return;
  playTone();
  if (news.task.priority === 'P1' || news.code === 'P1') announcement.value = sayNews(news);
}

export function dismissNews(news: PersonalNews): void {
  personal.value = personal.value.filter((each) => each !== news);
}

/** After another reading of the list: what is no news any more goes. */
export function settleNews(before: Tasks, after: Tasks): void {
  const readerId = session.value?.id ?? '';
  personal.value = personal.value.filter((news) => isStillNews(news, before, after, readerId));
}

/** Whoever comes back finds her own, and nobody another's. */
export function startNews(readerId: string): void {
  if (readerId === toldTo) return;
  toldTo = readerId;
  personal.value = [];
  leaving.clear();
}

export const sayNews = (news: PersonalNews): string =>
  texts.personal.news[news.what](nameSubject(news.task), sayMore(news));

function sayMore({ task, what, code }: PersonalNews): string {
  if (what === 'asked') return wordFor(texts.kind, task.kind);
  if (what === 'reminded') return task.claimExpiresAt ? formatTime(task.claimExpiresAt, zone.value) : '';
  if (what === 'taken-over') return task.claimedByName ?? texts.row.aColleague;
  if (what === 'closed') return wordFor(texts.state, task.state);
  if (what === 'raised') return `${code ?? ''}, ${wordFor(texts.priority, code)}`;
  // Of a code without words nothing is said.
  return code && nameType(code) !== code ? nameType(code) : '';
}
