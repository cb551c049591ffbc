import { describe, expect, it } from '@jest/globals';
import { aTask } from '../../../../test/support/makers.js';
import type { StreamFact, Task } from '../model.js';
import { isStillNews, leavesHands, type PersonalNews, whatItTells, whatWasLost, withNews } from './personal.js';

const AT = '2026-11-21T08:05:00.000Z';
const mine = (about: Partial<Task> = {}) =>
  aTask({
    id: 't',
    state: 'claimed',
    claimedBy: 'me',
    claimExpiresAt: '2026-11-21T08:20:00Z',
    releaseAt: null,
    ...about,
  });
const theirs = mine({ claimedBy: 'her' });
const open = mine({ state: 'open', claimedBy: null, claimExpiresAt: null });
const fact = (type: StreamFact['type'], data: object = {}, more: object = {}) =>
  ({ type, subject: 't', time: AT, data, ...more }) as StreamFact;

describe('whatItTells', () => {
  it.each<[StreamFact, Task | undefined, string | null]>([
    [fact('task.holder_reminded'), mine(), 'reminded'],
    [fact('task.holder_reminded'), theirs, null],
    [fact('task.holder_reminded'), undefined, null],
    [fact('task.holder_reminded', {}, { for: 'me' }), undefined, 'reminded'],
    [fact('task.holder_reminded', {}, { for: 'her' }), undefined, null],
    [fact('task.raised', { priority: 'P1' }), mine(), 'raised'],
    [fact('task.raised', { priority: 'P1' }), open, null],
    [fact('task.moved'), mine(), 'moved'],
    [fact('task.moved'), theirs, null],
    [fact('task.readdressed', { claimedBy: 'me' }), undefined, 'goes-elsewhere'],
    [fact('task.readdressed', { claimedBy: null }), open, null],
    [fact('task.holder_told', { claimedBy: 'me' }), undefined, 'reported'],
    [fact('task.holder_told', { claimedBy: 'her' }), theirs, null],
    [fact('task.taken_over', { by: 'her', previousHolder: 'me' }), mine(), 'taken-over'],
    [fact('task.taken_over', { by: 'me', previousHolder: 'me' }), mine(), null],
    [fact('task.taken_over', { by: 'me', previousHolder: 'her' }), theirs, null],
    [fact('task.released', { by: null, previousHolder: 'me' }), mine({ claimExpiresAt: AT }), 'ran-out'],
    [
      fact('task.released', { by: null, previousHolder: 'me' }),
      mine({ claimExpiresAt: AT, releaseAt: AT }),
      'shift-over',
    ],
    [fact('task.released', { by: null, previousHolder: 'me' }), mine(), 'given-back'],
    [fact('task.released', { by: null, previousHolder: 'me' }), undefined, 'given-back'],
    [fact('task.released', { by: 'me', previousHolder: 'me' }), mine(), null],
    [fact('task.released', { by: null, previousHolder: 'her' }), theirs, null],
    [fact('task.created'), mine(), null],
    [fact('task.created', {}, { for: 'me' }), undefined, 'asked'],
    [fact('task.created', {}, { for: 'her' }), undefined, null],
    [fact('task.widened', {}, { for: 'me' }), open, 'asked-others'],
    [fact('task.widened'), open, null],
    [fact('task.superseded', {}, { for: 'me' }), undefined, 'asked-others'],
    [fact('task.superseded', {}, { for: 'me' }), mine(), null],
    [fact('task.claimed', {}, { for: 'me' }), undefined, 'taken-over'],
    [fact('task.claimed', {}, { for: 'her' }), undefined, null],
    [fact('task.resolved', {}, { for: 'me' }), mine(), 'closed'],
    [fact('task.auto_resolved', {}, { for: 'me' }), undefined, 'closed'],
  ])('%j of %j is %s', (told, known, what) => expect(whatItTells(told, 'me', known)).toBe(what));
});

describe('leavesHands', () => {
  it.each<[StreamFact, boolean]>([
    [fact('task.released', { by: 'me', previousHolder: 'me' }), true],
    [fact('task.released', { by: null, previousHolder: 'her' }), false],
    [fact('task.taken_over', { by: 'her', previousHolder: 'me' }), true],
    [fact('task.resolved', { by: 'me' }), true],
    [fact('task.resolved', { by: 'her' }), false],
    [fact('task.claimed', { by: 'me', previousHolder: null }), false],
  ])('%j is %s', (told, leaves) => expect(leavesHands(told, 'me')).toBe(leaves));
});

describe('whatWasLost', () => {
  it.each<[Task, Task, string]>([
    [mine(), theirs, 'taken-over'],
    [mine(), open, 'given-back'],
    [mine({ claimExpiresAt: AT }), open, 'ran-out'],
    [mine({ releaseAt: AT }), open, 'shift-over'],
    [mine(), mine({ state: 'resolved' }), 'closed'],
    [mine(), mine({ state: 'superseded', claimedBy: null }), 'closed'],
  ])('from %j to %j is %s', (before, after, what) => expect(whatWasLost(before, after, AT)).toBe(what));
});

const news = (what: PersonalNews['what'], id = 't'): PersonalNews => ({ task: mine({ id }), what, code: null });

it('of a task each thing is said once, and its loss alone once it is lost', () => {
  const said = (['reminded', 'raised', 'reminded', 'ran-out', 'raised'] as const).map((what) => news(what));
  const whats: string[][] = [];
  said.reduce(
    (all, each) => {
      const next = withNews(all, each);
      whats.push(next.map(({ what }) => what));
      return next;
    },
    [news('raised', 'other')],
  );
  expect(whats).toEqual([
    ['raised', 'reminded'],
    ['raised', 'reminded', 'raised'],
    ['raised', 'raised', 'reminded'],
    ['raised', 'ran-out'],
    ['raised', 'raised'],
  ]);
});

it('that she was asked is no news beside whatever came of it', () => {
  expect(withNews([news('asked')], news('asked-others')).map(({ what }) => what)).toEqual(['asked-others']);
  expect(withNews([news('asked')], news('asked')).map(({ what }) => what)).toEqual(['asked']);
  expect(withNews([news('asked', 'other')], news('asked-others'))).toHaveLength(2);
});

describe('isStillNews', () => {
  it.each<[PersonalNews['what'], Task | null, Task | null, boolean]>([
    ['ran-out', mine(), open, true],
    ['ran-out', open, open, true],
    ['ran-out', open, null, true],
    ['ran-out', open, mine(), false],
    ['ran-out', mine(), mine(), true],
    ['reminded', mine(), mine(), true],
    ['reminded', mine(), mine({ claimExpiresAt: AT }), false],
    ['reminded', mine(), open, false],
    ['reminded', mine(), null, false],
    ['raised', mine(), mine({ claimExpiresAt: AT }), true],
    ['raised', null, mine(), true],
    ['reported', mine(), null, true],
    ['asked', null, open, true],
    ['asked', open, open, true],
    ['asked', null, null, true],
    ['asked', open, null, false],
    ['asked', open, mine(), false],
    ['asked', open, theirs, false],
    ['asked-others', open, open, true],
  ])('%s, from %j to %j: %s', (what, before, after, still) => {
    const read = (task: Task | null) => new Map(task ? [[task.id, task]] : []);
    expect(isStillNews(news(what), read(before), read(after), 'me')).toBe(still);
  });
});
