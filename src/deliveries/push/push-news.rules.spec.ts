import { describe, expect, it } from '@jest/globals';
import { NEWS } from '../../cases/case-facts.rules.js';
import type { Task } from '../../cases/task.rules.js';
import {
  isStillNews,
  type PersonalFact,
  PUSH_NEWS,
  type PushNews,
  secondsLeft,
  toPush,
  urgencyOf,
} from './push-news.rules.js';

const HER = '019aa3c1-7c1e-7a40-9d0e-000000000001';
const OTHER = '019aa3c1-7c1e-7a40-9d0e-000000000002';
const TASK = '019aa3c1-7c1e-7a40-9d0e-000000000003';
const at = new Date('2026-03-10T08:05:00Z');
const until = new Date('2026-03-10T08:35:00Z');

const fact = (type: string, data: object = {}): PersonalFact => ({
  ...{ position: 7, at, type, subject: TASK, for: HER },
  data: { kind: 'visit', priority: 'P1', ...data },
});

describe('what is meant for a person', () => {
  it.each<[string, object, PushNews | null]>([
    ['task.created', {}, 'asked'],
    ['task.reminded', {}, 'still-asked'],
    ['task.widened', {}, 'asked-others'],
    ['task.superseded', { reason: 'later_step' }, 'asked-others'],
    ['task.claimed', { by: OTHER }, 'taken-over'],
    ['task.started', { by: OTHER }, 'taken-over'],
    ['task.taken_over', { by: OTHER }, 'taken-over'],
    ['task.released', { rule: 'claim_ran_out' }, 'ran-out'],
    ['task.released', { rule: 'shift_over' }, 'shift-over'],
    ['task.released', { rule: 'two_calls_unanswered' }, 'given-back'],
    ['task.released', { rule: null }, 'given-back'],
    ['task.holder_reminded', {}, 'reminded'],
    ['task.raised', { from: 'P3' }, 'raised'],
    ['task.moved', {}, 'moved'],
    ['task.readdressed', { claimedBy: HER }, 'goes-elsewhere'],
    ['task.readdressed', { claimedBy: null }, null],
    ['task.hand_over_asked', {}, 'hand-over-asked'],
    ['task.holder_told', {}, 'reported'],
    ['task.resolved', {}, 'closed'],
    ['task.auto_resolved', {}, 'closed'],
    ['task.kept', {}, null],
    ['task.logged', {}, null],
    ['task.expected', {}, null],
    ['alert.opened', {}, null],
    ['constructor', {}, null],
  ])('%s %j is %s', (type, data, news) => {
    const told = toPush(fact(type, data));
    expect(told).toEqual(news && { news, taskId: TASK, teamId: null, kind: 'visit', priority: 'P1', at, until });
  });

  it('is no work: a copy of an alarm, a shift that is over', () => {
    const nobody = { taskId: null, kind: null, priority: null, at, until };
    expect(toPush(fact('notice.shown'))).toEqual({ ...nobody, news: 'notice', teamId: null });
    expect(toPush(fact('shift.ended'))).toEqual({ ...nobody, news: 'shift-ended', teamId: TASK });
  });

  it('holds nothing but codes, whatever a fact holds beside', () => {
    const told = toPush(fact('task.created', { kind: 'Karla Opdigt', priority: 'P9', text: 'Karla', by: 'Anna' }));
    expect(told).toMatchObject({ kind: null, priority: null });
    expect(JSON.stringify(told)).not.toMatch(/Karla|Anna/);
  });

  it('is told of each fact about the work that is for whoever has it', () => {
    const never = ['task.kept', 'task.logged', 'task.expected'];
    const silent = Object.keys(NEWS).filter((type) => toPush(fact(type, { claimedBy: HER })) === null);
    expect(silent.toSorted()).toEqual(never.toSorted());
  });
});

type Work = Pick<Task, 'state' | 'claimedBy' | 'assigneeId' | 'releaseAt'>;
const open: Work = { state: 'open', claimedBy: null, assigneeId: null, releaseAt: null };
const WORK = {
  open,
  'asked of her': { ...open, assigneeId: HER },
  'asked of another': { ...open, assigneeId: OTHER },
  hers: { ...open, state: 'claimed', claimedBy: HER },
  'hers, to be handed over': { ...open, state: 'claimed', claimedBy: HER, releaseAt: at },
  "another's": { ...open, state: 'claimed', claimedBy: OTHER },
  'closed by her': { ...open, state: 'resolved', claimedBy: HER },
  'closed by another': { ...open, state: 'resolved', claimedBy: OTHER },
  'closed by itself': { ...open, state: 'auto-resolved', claimedBy: HER },
  withdrawn: { ...open, state: 'superseded', assigneeId: HER },
} as const satisfies Record<string, Work>;
type Of = keyof typeof WORK;

describe('is pushed late only while it is so still', () => {
  const HERS: readonly Of[] = ['asked of her', 'hers', 'hers, to be handed over'];
  const QUEUED: readonly Of[] = ['open', 'asked of her', 'asked of another'];
  const CLOSED: readonly Of[] = ['closed by her', 'closed by another', 'closed by itself', 'withdrawn'];
  const SO: Readonly<Record<PushNews, readonly Of[]>> = {
    asked: ['asked of her'],
    'still-asked': ['asked of her'],
    'asked-others': [...QUEUED, 'withdrawn'],
    reminded: HERS,
    raised: HERS,
    moved: HERS,
    'goes-elsewhere': HERS,
    'hand-over-asked': ['hers, to be handed over'],
    reported: ['hers', 'hers, to be handed over', 'closed by itself'],
    'ran-out': QUEUED,
    'shift-over': QUEUED,
    'given-back': QUEUED,
    'taken-over': ["another's"],
    closed: CLOSED,
    notice: Object.keys(WORK) as Of[],
    'shift-ended': Object.keys(WORK) as Of[],
  };
  it.each(PUSH_NEWS)('%s', (news) => {
    const still = (Object.keys(WORK) as Of[]).filter((name) => isStillNews(news, WORK[name], HER));
    expect(still.toSorted()).toEqual(SO[news].toSorted());
  });

  it('not of work that is no more', () => {
    const still = PUSH_NEWS.filter((news) => isStillNews(news, null, HER));
    expect(still).toEqual(['notice', 'shift-ended']);
  });
});

it.each([
  ['P1', 'high'],
  ['P2', 'high'],
  ['P3', 'normal'],
  ['P4', 'low'],
  [null, 'normal'],
])('%s wakes a device: %s', (priority, urgency) => expect(urgencyOf({ priority })).toBe(urgency));

it('waits at the push service for as long as it is news', () => {
  expect(secondsLeft({ until }, at)).toBe(1_800);
  expect(secondsLeft({ until }, new Date('2026-03-10T08:34:59.900Z'))).toBe(0);
  expect(secondsLeft({ until }, new Date('2026-03-10T09:00:00Z'))).toBe(0);
});
