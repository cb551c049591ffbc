import { problem } from '../errors/problem.js';

/** The entity tag of a row's version. */
export const etag = (version: number): string => `"${version}"`;

/**
 * Lets a write through when `If-Match` is absent, `*`, or names the version at hand.
 * @throws Problem 412 when it has changed since it was read
 */
export function assertVersion(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (!tags.includes(etag(version))) throw problem.preconditionFailed();
}
