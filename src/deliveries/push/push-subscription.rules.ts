/** A browser of somebody, where a push service takes messages for it. It lasts as long as the session in which she said so. */
export interface PushSubscription {
  readonly id: string;
  readonly staffId: string;
  readonly sessionId: string;
  /** Whoever knows it can send to it, and nobody else: it is written nowhere but here. */
  readonly endpoint: string;
  /** The browser's public key, and what it shares with whoever may send (RFC 8291). */
  readonly p256dh: string;
  readonly auth: string;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  /** When the push service took a message last. */
  readonly takenAt: Date | null;
  /** What it answered last, where that was no yes. */
  readonly error: string | null;
  /** In a row. */
  readonly failures: number;
  /** Nobody sends to it before. */
  readonly restsUntil: Date | null;
  /** When she tried it last, by the time outside. */
  readonly triedAt: Date | null;
}

/** One more, and the oldest is forgotten. */
export const MOST_SUBSCRIPTIONS = 10;
/** How often one may be tried out. */
export const TRY_EVERY_SECONDS = 5;

export type BrowserKeys = Pick<PushSubscription, 'p256dh' | 'auth'>;

/** Whether the same browser speaks as before: nobody else knows its keys. */
export const isSameBrowser = (held: BrowserKeys, given: BrowserKeys): boolean =>
  held.p256dh === given.p256dh && held.auth === given.auth;

/** How long until it may be tried out again, in seconds; 0 where it may. */
export const secondsUntilTry = (triedAt: Date | null, now: Date): number =>
  triedAt ? Math.max(0, Math.ceil((triedAt.getTime() - now.getTime()) / 1_000 + TRY_EVERY_SECONDS)) : 0;
