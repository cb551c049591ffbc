/** An integration that signs in with a client id and a secret. `districtIds` null means everywhere. */
export interface Partner {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly secretHash: Buffer;
  readonly scopes: readonly string[];
  readonly districtIds: readonly string[] | null;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

const PRINTABLE = /^[\x20-\x7e]{1,1024}$/;

/**
 * The client id and secret of an Authorization header of kind Basic, both form-encoded inside it (RFC 6749 section 2.3.1), or null
 * when it is of another kind or cannot be read.
 */
export function readBasic(authorization: string | undefined): { clientId: string; clientSecret: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  const [clientId, clientSecret] = [readForm(text.slice(0, colon)), readForm(text.slice(colon + 1))];
  return PRINTABLE.test(clientId) && PRINTABLE.test(clientSecret) ? { clientId, clientSecret } : null;
}

function readForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
