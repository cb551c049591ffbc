const NAME = 'dosevagt_kept';
const SECRET_BYTES = 32;

/** As long as anything may lie on a device. */
export const KEPT_MILLIS = 12 * 60 * 60 * 1_000;

/** By which what lies on the device is opened: of one session, and gone with it. */
export interface Pass {
  readonly sessionId: string;
  readonly secret: string;
}

/**
 * It lies in a cookie beside the session's own, not with what it opens: the browser itself forgets it when its time is over, whether or
 * not the page is there. Nothing where there are no cookies.
 */
export function readPass(): Pass | null {
  const [, sessionId, secret] = new RegExp(`(?:^|; )${NAME}=([^.;]+)\\.([^;]+)`).exec(document.cookie) ?? [];
  return sessionId && secret ? { sessionId, secret } : null;
}

export function makePass(sessionId: string): Pass | null {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  const secret = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  write(`${sessionId}.${secret}`, KEPT_MILLIS / 1_000);
  return readPass();
}

export const dropPass = (): void => write('', 0);

function write(value: string, seconds: number): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${NAME}=${value}; Path=/; Max-Age=${seconds}; SameSite=Strict${secure}`;
}
