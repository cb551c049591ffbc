import type { PushNews } from '../../deliveries/push/push-news.rules.js';
import type { TaskKind } from '../../cases/task.rules.js';

type Kinds = Readonly<Record<TaskKind, string>>;
type News = Readonly<Record<PushNews | 'test' | 'other', string>>;

const kind: Kinds = {
  call: 'Call',
  'screen-call': 'Screen call',
  visit: 'Visit',
  refill: 'Refill',
  technical: 'Technical',
  review: 'Review',
};

const news: News = {
  asked: 'You are asked first.',
  'still-asked': 'You were asked first, and it waits for you.',
  'asked-others': 'Others are asked now, you had not taken it.',
  reminded: 'Your claim runs out soon unless you go on with it.',
  raised: 'Your task is more urgent now.',
  moved: 'Your task goes on under another alarm.',
  'goes-elsewhere': 'Your task belongs elsewhere now: it goes there when you give it back.',
  'hand-over-asked': 'Your shift is over: release your task, or keep it?',
  reported: 'The alarm closed by itself; your task is still yours to close.',
  'ran-out': 'Your claim ran out. The task is back in the queue.',
  'shift-over': 'Your shift is over. The task went back to the queue.',
  'given-back': 'Your task was given back to the queue.',
  'taken-over': 'A colleague took your task over.',
  closed: 'Your task is closed.',
  notice: 'You are told of an alarm.',
  'shift-ended': 'Your shift is over.',
  test: 'This is what a message looks like. It arrived.',
  other: 'There is something for you.',
};

/** What a device says of a message that was pushed to it, in English: it names nobody. Of what it does not know, `other`. */
export const pushedEn = { product: 'Dosevagt', kind, news };
export type PushedWords = typeof pushedEn;
