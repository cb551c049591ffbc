import { beforeEach, describe, expect, it } from '@jest/globals';
import { dropDraft, findDraft, fresh, keepDraft, startDrafts, wipeDrafts, withDraft } from './drafts.js';

const HOUR = 3_600_000;

// Nothing lies on a device here: what does is in the stories of `test/browser`.
beforeEach(async () => {
  wipeDrafts();
  await startDrafts('me');
});

describe('a draft', () => {
  it('is found after a sign-in that came between, by task and form', async () => {
    keepDraft('t', 'note', { text: 'rang the son' });
    keepDraft('t', 'resolve', { outcome: '', note: 'was asleep' });
    await startDrafts('me');
    expect([
      findDraft('t', 'note'),
      findDraft('t', 'resolve'),
      findDraft('t', 'take-over'),
      findDraft('u', 'note'),
    ]).toEqual([{ text: 'rang the son' }, { outcome: '', note: 'was asleep' }, null, null]);
  });

  it('is nobody else’s, and is not there for its writer either once somebody else was', async () => {
    keepDraft('t', 'note', { text: 'rang the son' });
    await startDrafts('her');
    expect(findDraft('t', 'note')).toBeNull();
    await startDrafts('me');
    expect(findDraft('t', 'note')).toBeNull();
  });

  it('goes when it is sent, given up or emptied, and with the sign-out', () => {
    keepDraft('t', 'note', { text: 'rang the son' });
    dropDraft('t', 'note');
    keepDraft('u', 'note', { text: 'rang the son' });
    keepDraft('u', 'note', { text: '  ' });
    expect([findDraft('t', 'note'), findDraft('u', 'note')]).toEqual([null, null]);
    keepDraft('t', 'note', { text: 'rang the son' });
    wipeDrafts();
    expect(findDraft('t', 'note')).toBeNull();
  });
});

it('one that is half a day old is none', () => {
  const now = 100 * HOUR;
  const draft = (hours: number) => ({ fields: { text: 'a' }, at: now - hours * HOUR });
  expect(fresh({ 't/note': draft(11), 'u/note': draft(12) }, now)).toEqual({ 't/note': draft(11) });
});

it('what is written anew takes the place of what stood there', () => {
  const first = withDraft({}, 't/note', { fields: { text: 'a' }, at: 1 });
  expect(withDraft(first, 't/note', { fields: { text: 'b' }, at: 2 })).toEqual({
    't/note': { fields: { text: 'b' }, at: 2 },
  });
});
