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

/**
 * Lets a write through when `If-Match` is absent, `*`, or names what is at hand. The weak form of our own tag, as a proxy makes it that
 * compresses, counts as the tag.
 * @throws Problem 412, with the tag to go by, when it has changed since it was read
 */
export function assertTag(ifMatch: string | undefined, tag: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const named = ifMatch.split(',').map((text) => writtenPart(text.trim().replace(/^W\//, '')));
  if (!named.includes(writtenPart(tag))) throw problem.preconditionFailed(tag);
}

/** The same for a row that has a version. */
export const assertVersion = (ifMatch: string | undefined, version: number): void => assertTag(ifMatch, etag(version));

const writtenPart = (tag: string): string => tag.replace(/\..*"$/, '"');

const digest = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);
