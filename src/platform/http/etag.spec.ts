import { describe, expect, it } from '@jest/globals';
import { assertTag, assertVersion, CODINGS, etag, etagOf, knownTag, tagIn, weakTagOf } from './etag.js';

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
    ['is the tag of what went out compressed', tagIn('gzip', tag), true],
    ['is that of what shows nothing else', tagIn('br', etag(3)), true],
    ['names it among others', `"1", ${tag}`, true],
    ['was read when the body showed something else that no write of it changes', etag(3, { pause: 'over' }), true],
    ['was read when it showed nothing else', etag(3), true],
    ['names an earlier version', etag(2, { pause: 'in force' }), false],
    ['names an earlier version that went out compressed', tagIn('gzip', etag(2)), false],
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

describe('If-None-Match', () => {
  const tag = etag(3, { pause: 'in force' });
  const weak = weakTagOf('[]');

  it.each<[string, string | undefined, string, string | null]>([
    ['says nothing', undefined, tag, null],
    ['is empty', '', tag, null],
    ['is no tag', '3', tag, null],
    ['is whatever there is', ' * ', tag, tag],
    ['is what there is', tag, tag, tag],
    ['is what there is, compressed', tagIn('br', tag), tag, tagIn('br', tag)],
    ['is what there is, compressed, without more to show', tagIn('gzip', etag(3)), etag(3), tagIn('gzip', etag(3))],
    ['is what there is, made weak on the way', `W/${tag}`, tag, `W/${tag}`],
    ['is one of several', `"1", ${tag},"2"`, tag, tag],
    ['is a weak one', weak, weak, weak],
    ['is a weak one, taken for strong', weak.slice(2), weak, weak.slice(2)],
    ['is the version, and what it showed besides is another', etag(3, { pause: 'over' }), tag, null],
    ['is the version alone', etag(3), tag, null],
    ['is another version', etag(2), etag(3), null],
    ['is in a coding that there is not', tagIn('zip', tag), tag, null],
    ['is the tag of another text', weakTagOf('[1]'), weak, null],
  ])('%s', (_, ifNoneMatch, of, expected) => expect(knownTag(ifNoneMatch, of)).toBe(expected));
});

describe('the tag in a content coding', () => {
  it.each([etag(1), etag(1, { a: 1 }), etagOf({ a: 1 }), '"2-all"'])('%s is strong, and another in each', (tag) => {
    const all = [tag, ...CODINGS.map((coding) => tagIn(coding, tag))];
    for (const each of all) expect(each).toMatch(/^"[^"]+"$/);
    expect(new Set(all).size).toBe(all.length);
  });

  it('is the same where it is weak', () => expect(tagIn('gzip', weakTagOf('[]'))).toBe(weakTagOf('[]')));
});
