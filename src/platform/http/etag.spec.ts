import { describe, expect, it } from '@jest/globals';
import { assertTag, assertVersion, etag, etagOf } from './etag.js';

const passes = (ifMatch: string | undefined, tag: string): boolean => {
  try {
    assertTag(ifMatch, tag);
    return true;
  } catch {
    return false;
  }
};

describe('If-Match', () => {
  const tag = etag(3, { pause: 'in force' });

  it.each<[string, string | undefined, boolean]>([
    ['is not asked for', undefined, true],
    ['names whatever is there', '*', true],
    ['names what is at hand', tag, true],
    ['is the weak form that a compressing proxy makes of our own', `W/${tag}`, true],
    ['names it among others', `"1", ${tag}`, true],
    ['was read when the body showed something else that no write of it changes', etag(3, { pause: 'over' }), true],
    ['was read when it showed nothing else', etag(3), true],
    ['names an earlier version', etag(2, { pause: 'in force' }), false],
    ['names a version that begins alike', etag(33), false],
    ['is no tag', '3', false],
    ['is empty', '', false],
  ])('%s', (_, ifMatch, expected) => expect(passes(ifMatch, tag)).toBe(expected));

  it('is judged by the content of what has no version', () => {
    const shown = etagOf({ slots: ['08:00'], from: new Date(0) });
    expect(shown).toMatch(/^"[\w-]+"$/);
    expect(passes(shown, etagOf({ slots: ['08:00'], from: new Date(0) }))).toBe(true);
    expect(passes(shown, etagOf({ slots: ['08:30'], from: new Date(0) }))).toBe(false);
  });

  it('is refused as 412', () => {
    expect(() => assertVersion('"1"', 2)).toThrow(expect.objectContaining({ status: 412 }));
  });
});

describe('an entity tag', () => {
  it('is strong, and changes with everything that the body shows', () => {
    const tags = [etag(1), etag(2), etag(1, { a: 1 }), etag(1, { a: 2 }), etagOf({ a: 1 }), etagOf({ a: 2 })];
    for (const tag of tags) expect(tag).toMatch(/^"[^"]+"$/);
    expect(new Set(tags).size).toBe(tags.length);
  });
});
