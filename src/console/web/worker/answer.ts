/** As far as it matters here. */
export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/** What the worker answers with: the page, a file of it, or nothing of its own, as of whatever the house says of anybody. */
export type Answer = 'page' | 'file' | null;

/** As in `page.rules.ts`: these are no pages, whoever follows a link there. */
const NO_PAGE = /^\/(api|oauth|fhir|demo|mqtt|metrics|livez|readyz)(\/|$)/;
const FILE = /^\/(assets\/.+|icon\.svg)$/;

export function answerOf({ method, mode, url }: Asked, home: string): Answer {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== home || NO_PAGE.test(pathname)) return null;
  if (FILE.test(pathname)) return 'file';
  // Any other file that is followed, as the worker itself, is none of the page.
  return mode === 'navigate' && !/\.[a-z]+$/.test(pathname) ? 'page' : null;
}

const LANGUAGE = /^\/assets\/(?:office-)?(da|en|nb)-/;

const languageOf = (file: string): string | null => LANGUAGE.exec(file)?.[1] ?? null;

/** Of all files those to have here: of the languages those that somebody reads here. */
export const wantedOf = (files: readonly string[], languages: ReadonlySet<string>): string[] =>
  files.filter((file) => {
    const language = languageOf(file);
    return language === null || languages.has(language);
  });

/** The languages that were read here until now. */
export const languagesOf = (kept: Iterable<string>): Set<string> =>
  new Set([...kept].map(languageOf).filter((language) => language !== null));
