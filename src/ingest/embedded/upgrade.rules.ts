/** Of a request, what says whether it wants to become a WebSocket for MQTT. */
export interface Upgrading {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: { readonly upgrade?: string | undefined };
}

const PATH = '/mqtt';
/** A target may name the host as well (RFC 9112, section 3.2.2). */
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/** Whether a request asks for MQTT over WebSocket. Never throws, whatever its target is. */
export function isForMqtt({ method, url = '', headers }: Upgrading): boolean {
  if (method !== 'GET' || headers.upgrade?.trim().toLowerCase() !== 'websocket') return false;
  return url.replace(ABSOLUTE, '').split('?', 1)[0] === PATH;
}

/** What MQTT goes by as a subprotocol: as of 3.1.1 (MQTT-6.0.0-4), and as clients of 3.1 call it. */
export const SUBPROTOCOLS: readonly string[] = ['mqtt', 'mqttv3.1'];

/** What the header offers; nothing when it is not there, as with clients that know of no subprotocols. */
export const subprotocolsIn = (header = ''): ReadonlySet<string> =>
  new Set(
    header
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  );

/** The subprotocol that is spoken, of those that were offered; null when none of them is MQTT. */
export function chooseSubprotocol(offered: ReadonlySet<string>): string | null {
  return SUBPROTOCOLS.find((known) => offered.has(known)) ?? null;
}
