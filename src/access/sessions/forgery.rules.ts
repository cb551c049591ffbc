import { isAskedFromElsewhere } from '../../platform/http/site.rules.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a browser tells about where a request came from; scripts send none of it. */
export interface Provenance {
  readonly method: string;
  readonly secFetchSite?: string;
  readonly origin?: string;
  readonly host?: string;
}

/** Whether another site made the browser send this; asked only where a cookie, not a header, says who speaks. */
export function isForged({ method, secFetchSite, origin, host }: Provenance): boolean {
  if (SAFE.has(method.toUpperCase())) return false;
  if (secFetchSite !== undefined) return isAskedFromElsewhere(secFetchSite);
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}
