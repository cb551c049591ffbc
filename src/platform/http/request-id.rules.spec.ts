import { describe, expect, it } from '@jest/globals';
import { takenRequestId } from './request-id.rules.js';

describe('the id of a request', () => {
  it.each<[string, string | string[] | undefined, boolean, string | null]>([
    ['what a proxy of ours says', '0f3b-11.a_2', true, '0f3b-11.a_2'],
    ['what anybody else says', '0f3b-11.a_2', false, null],
    ['nothing', undefined, true, null],
    ['said twice', ['0f3b-11.a_2', '0f3b-11.a_3'], true, null],
    ['too short to tell requests apart', '1234567', true, null],
    ['the shortest', '12345678', true, '12345678'],
    ['the longest', 'a'.repeat(64), true, 'a'.repeat(64)],
    ['too long', 'a'.repeat(65), true, null],
    ['what could break a line', 'abcdefgh\n', true, null],
    ['words', 'Anna Hansen', true, null],
  ])('%s', (_, said, isTrusted, taken) => {
    expect(takenRequestId(said, isTrusted)).toBe(taken);
  });
});
