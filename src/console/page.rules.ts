/** A file of the console and the headers it goes out with. */
export interface Page {
  file: string;
  headers: Record<string, string>;
}

const HOME = 'index.html';
const NOT_PAGES = /^\/(api|oauth|fhir|demo|mqtt|metrics|livez|readyz)(\/|$)/;

/** What the page may do, where any other answer may do nothing; the rest of its guards all answers have. */
const policyOf = (tileUrl: string | null): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self'", ...(tileUrl === null ? [] : [new URL(tileUrl).origin])].join(' '),
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * Which file answers a GET: one that is there, the page itself for `/` and for a browser that follows any other link,
 * null for the rest. Names under `assets/` carry a hash of their content, so they may be kept for ever. Pictures come from the house, and from where `tileUrl` says.
 */
export function decidePage(
  url: string,
  accept: string | undefined,
  files: { has(file: string): boolean },
  tileUrl: string | null = null,
): Page | null {
  const path = url.split(/[?#]/, 1)[0]!;
  if (NOT_PAGES.test(path)) return null;
  const file = path.slice(1);
  if (files.has(file)) return withHeaders(file, tileUrl);
  const isAsked = path === '/' || (accept?.includes('text/html') ?? false);
  return isAsked ? withHeaders(HOME, tileUrl) : null;
}

function withHeaders(file: string, tileUrl: string | null): Page {
  const keep = file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  return { file, headers: { 'content-security-policy': policyOf(tileUrl), 'cache-control': keep } };
}
