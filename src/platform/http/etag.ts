import { createHash } from 'node:crypto';
import { problem } from '../errors/problem.js';

/**
 * A strong entity tag (RFC 9110, section 8.8.3) of a row's version, or of any other text that changes with every write. What else the
 * body shows and no write of this row changes comes behind a dot: the tag changes with it, and a write does not fail for it.
 */
export function etag(version: number | string, besides?: unknown): string {
  return besides === undefined || besides === null ? `"${version}"` : `"${version}.${digest(besides)}"`;
}

/** The tag of what has no version of its own: by its content. */
export const etagOf = (shown: unknown, besides?: unknown): string => etag(digest(shown), besides);

/** The weak tag of what is read to be shown, by the text that is sent (RFC 9110, section 8.8.1): no write goes by it. */
export const weakTagOf = (text: string): string => `W/${etag(digestOf(text))}`;

/** The content codings in which answers go out. */
export const CODINGS = ['br', 'gzip'] as const;

/**
 * The strong tag of the same thing in a content coding, which is another representation with a tag of its own (RFC 9110, section
 * 8.8.3.3); what was written stays before the dot. A weak tag is that of both.
 */
export function tagIn(coding: string, tag: string): string {
  if (isWeak(tag)) return tag;
  return tag.replace(/"$/, `${tag.includes('.') ? '-' : '.'}${coding}"`);
}

/**
 * The one of the tags in `If-None-Match` that is this one, in whatever coding and whether or not it was made weak on the way; null when
 * what is known is something else, or nothing (RFC 9110, section 13.1.2).
 */
export function knownTag(ifNoneMatch: string | undefined, tag: string): string | null {
  if (ifNoneMatch?.trim() === '*') return tag;
  const same = [tag, ...CODINGS.map((coding) => tagIn(coding, tag))].map(opaque);
  return ifNoneMatch?.match(/(?:W\/)?"[^"]*"/g)?.find((known) => same.includes(opaque(known))) ?? null;
}

/**
 * Lets a write through when `If-Match` is absent, `*`, or names what is at hand. The weak form of our own tag, as a proxy makes it that
 * compresses, counts as the tag.
 * @throws Problem 412, with the tag to go by, when it has changed since it was read
 */
export function assertTag(ifMatch: string | undefined, tag: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const named = ifMatch.split(',').map((text) => writtenPart(opaque(text.trim())));
  if (!named.includes(writtenPart(tag))) throw problem.preconditionFailed(tag);
}

/** The same for a row that has a version. */
export const assertVersion = (ifMatch: string | undefined, version: number): void => assertTag(ifMatch, etag(version));

const writtenPart = (tag: string): string => tag.replace(/\..*"$/, '"');

export const isWeak = (tag: string): boolean => tag.startsWith('W/');
const opaque = (tag: string): string => tag.replace(/^W\//, '');

const digest = (shown: unknown): string => digestOf(JSON.stringify(shown));
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
