import { beforeEach, describe, expect, it } from '@jest/globals';
import { dropDraft, findDraft, keepDraft, readDrafts, startDrafts, wipeDrafts, withDraft } from './drafts.js';

const HOUR = 3_600_000;

/** Stands in for what a browser keeps for a tab. */
const kept = new Map<string, string>();
const sessionStorage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, text: string) => void kept.set(key, text),
  removeItem: (key: string) => void kept.delete(key),
};
beforeEach(() => {
  Object.defineProperty(globalThis, 'sessionStorage', { value: sessionStorage, configurable: true });
  kept.clear();
  startDrafts('me');
});

describe('a draft', () => {
  it('is found after a reload and a sign-in, by task and form', () => {
    keepDraft('t', 'note', { text: 'rang the son' });
    keepDraft('t', 'resolve', { outcome: '', note: 'was asleep' });
    startDrafts('me');
    expect([
      findDraft('t', 'note'),
      findDraft('t', 'resolve'),
      findDraft('t', 'take-over'),
      findDraft('u', 'note'),
    ]).toEqual([{ text: 'rang the son' }, { outcome: '', note: 'was asleep' }, null, null]);
  });

  it('is nobody else’s, and is not there for its writer either once somebody else was', () => {
    keepDraft('t', 'note', { text: 'rang the son' });
    startDrafts('her');
    expect([findDraft('t', 'note'), kept.size]).toEqual([null, 0]);
    startDrafts('me');
    expect(findDraft('t', 'note')).toBeNull();
  });

  it('goes when it is sent, given up or emptied, and with the sign-out', () => {
    keepDraft('t', 'note', { text: 'rang the son' });
    dropDraft('t', 'note');
    keepDraft('u', 'note', { text: 'rang the son' });
    keepDraft('u', 'note', { text: '  ' });
    expect([findDraft('t', 'note'), findDraft('u', 'note'), kept.size]).toEqual([null, null, 0]);
    keepDraft('t', 'note', { text: 'rang the son' });
    wipeDrafts();
    expect([findDraft('t', 'note'), kept.size]).toEqual([null, 0]);
  });
});

describe('readDrafts', () => {
  const now = 100 * HOUR;
  const draft = (hours: number) => ({ fields: { text: 'a' }, at: now - hours * HOUR });
  it.each<[object | string | null, object]>([
    [null, {}],
    ['not JSON', {}],
    [{ writer: 'her', drafts: { 't/note': draft(1) } }, {}],
    [{ writer: 'me', drafts: { 't/note': draft(11), 'u/note': draft(12) } }, { 't/note': draft(11) }],
  ])('of %j is %j', (text, found) =>
    expect(readDrafts(typeof text === 'object' ? JSON.stringify(text) : text, 'me', now)).toEqual(found),
  );
});

it('what is written anew takes the place of what stood there', () => {
  const first = withDraft({}, 't/note', { fields: { text: 'a' }, at: 1 });
  expect(withDraft(first, 't/note', { fields: { text: 'b' }, at: 2 })).toEqual({
    't/note': { fields: { text: 'b' }, at: 2 },
  });
});
