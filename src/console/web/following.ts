import type { StreamFact } from './model.js';
import { hasQueue, session } from './session/session.js';

/** A part of the page that keeps up with the house. */
interface Follower {
  /** The stream tells a fact. */
  readonly hear?: (fact: StreamFact) => void;
  /** Everything is read anew, whatever the stream told or did not. */
  readonly look?: () => unknown;
  /** Somebody else signs in, or another team is chosen. */
  readonly forget?: () => void;
}

const followers: Follower[] = [];

/** From now on, and it looks at once: a part is read when it is first needed, and the page may have begun long before. */
export function follow(follower: Follower): void {
  followers.push(follower);
  if (session.peek() && hasQueue.peek()) follower.look?.();
}

export const hearAll = (fact: StreamFact): void => followers.forEach(({ hear }) => hear?.(fact));
export const lookAll = (): void => followers.forEach(({ look }) => look?.());
export const forgetAll = (): void => followers.forEach(({ forget }) => forget?.());
