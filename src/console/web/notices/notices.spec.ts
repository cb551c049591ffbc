import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { notices, notify } from './notices.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const shown = () => notices.value.map(({ text }) => text);

it('says a thing once, however often it is said, and each time anew', () => {
  notify('over');
  notify('kept');
  const [first] = notices.value;
  notify('over');
  expect(shown()).toEqual(['kept', 'over']);
  expect(notices.value[1]!.id).not.toBe(first!.id);
  jest.advanceTimersByTime(5_000);
  expect(shown()).toEqual([]);
});
