import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Trusts } from '../connections/trusted-proxies.js';

/**
 * What every answer bears that says nothing else: nobody keeps it, frames it, guesses its kind, or learns from where one came. The page
 * and the API's own documentation say more of themselves.
 */
export const GUARDS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Swagger UI styles its page in place, and draws with pictures it carries along. */
const DOCS = '/api/docs';
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** A year, as browsers that are to remember it for good ask for. */
const HSTS = 'max-age=31536000';

/**
 * Set on the raw answer before anybody writes one, so that no route, stream, error or plugin goes without. Our own rather than
 * @fastify/helmet: that speaks through replies, and a stream that was taken over has none.
 */
export function guardAnswers(server: Server, trusts: Trusts): void {
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(GUARDS)) response.setHeader(name, value);
    if (request.url?.startsWith(DOCS)) response.setHeader('content-security-policy', DOCS_POLICY);
    if (cameOverTls(request, trusts)) response.setHeader('strict-transport-security', HSTS);
  });
}

/** Over TLS to us, or to a proxy of ours that says so. */
function cameOverTls({ socket, headers }: IncomingMessage, trusts: Trusts): boolean {
  if ((socket as Partial<TLSSocket>).encrypted) return true;
  const said = headers['x-forwarded-proto'];
  return trusts(socket.remoteAddress) && said !== undefined && String(said).split(',').at(-1)!.trim() === 'https';
}
