/** As long as a device is known by its sign-ins. */
export const DEVICE_DAYS = 30;

/** Who signed in, from where, and until when that is good. `endedAt`: by hand, or with the account or its password. */
export interface Session {
  readonly id: string;
  readonly principalKind: 'staff' | 'partner';
  readonly principalId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date;
  readonly endedAt: Date | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The browser that the device cookie names. */
  readonly deviceId: string | null;
}

/** What a session is judged by beside its row. */
export interface Sighting {
  /** When this process saw it used last, which may not be written yet. */
  readonly usedHereAt: Date | null;
  readonly now: Date;
  readonly idleMs: number;
}

export type SessionVerdict = 'stands' | 'ended' | 'expired' | 'idle';

/** Whether who shows it is still let in. A partner's lasts as long as its token says: there is nobody who could walk away from it. */
export function judgeSession(session: Session, { usedHereAt, now, idleMs }: Sighting): SessionVerdict {
  if (session.endedAt) return 'ended';
  if (now >= session.expiresAt) return 'expired';
  const usedAt = Math.max(session.lastUsedAt.getTime(), usedHereAt?.getTime() ?? 0);
  return session.principalKind === 'staff' && now.getTime() - usedAt > idleMs ? 'idle' : 'stands';
}

/**
 * Whether a token whose session was never written is good: one of the version before, or of a time when nothing could be written.
 * Tokens say to the second when they were made, and one made in the second of the cut is not believed.
 */
export const isBeforeCut = (issuedAt: Date, cutAt: Date | null): boolean =>
  cutAt !== null && issuedAt.getTime() <= cutAt.getTime();

const LONGEST_AGENT = 400;

/** What a client calls itself, as it can be kept and shown. */
export function readUserAgent(header: string | undefined): string | null {
  const text = (header ?? '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .toWellFormed()
    .trim()
    .slice(0, LONGEST_AGENT);
  return text === '' ? null : text;
}
