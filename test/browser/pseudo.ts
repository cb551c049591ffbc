import type { CDPSession, Page } from 'playwright-core';

const CATALOGUES = ['*/assets/nb-*.js', '*/assets/office-nb-*.js'];

/** Answers the Norwegian words with the same in brackets, so that whatever stands in none is said by no catalogue; answers how that ends. */
export async function speakPseudo(protocol: CDPSession): Promise<() => Promise<void>> {
  const answer = ({ requestId, request }: { requestId: string; request: { url: string } }) =>
    void protocol.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders: [{ name: 'content-type', value: 'text/javascript' }],
      body: Buffer.from(inBrackets(new URL(request.url).pathname)).toString('base64'),
    });
  protocol.on('Fetch.requestPaused', answer);
  // Beneath Playwright, whose routes would have the browser keep nothing of all the rest.
  await protocol.send('Fetch.enable', { patterns: CATALOGUES.map((urlPattern) => ({ urlPattern })) });
  return async () => {
    await protocol.send('Fetch.disable');
    protocol.off('Fetch.requestPaused', answer);
  };
}

/** Words as such a page says them. */
export function marked<W>(words: W): W;
export function marked(words: unknown): unknown {
  if (typeof words === 'string') return /\p{L}/u.test(words) ? `❲${words}❳` : words;
  if (typeof words === 'function')
    return (...about: unknown[]) => marked((words as (...about: unknown[]) => unknown)(...about));
  if (Array.isArray(words)) return words.map(marked);
  return Object.fromEntries(Object.entries(words ?? {}).map(([code, each]) => [code, marked(each)]));
}

/** Each page brings a catalogue of its own, which exports its words under one name. */
const inBrackets = (catalogue: string): string => `
import * as said from '${catalogue}?as-it-is';
const mark = (words) => {
  if (typeof words === 'string') return /\\p{L}/u.test(words) ? '❲' + words + '❳' : words;
  if (typeof words === 'function') return (...about) => mark(words(...about));
  if (Array.isArray(words)) return words.map(mark);
  return Object.fromEntries(Object.entries(words ?? {}).map(([code, each]) => [code, mark(each)]));
};
export const nb = mark(said.nb);
export const officeNb = mark(said.officeNb);`;

/** Every text of the page, seen or only heard, but what is said to be in another language: the gateway's own words for an operator. */
const SHOWN = `(() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [document.title];
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('noscript, body [lang]')) texts.push(walk.currentNode.nodeValue);
  for (const element of document.body.querySelectorAll('*:not([lang])'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(element.getAttribute(name) ?? '');
  return texts;
})()`;

const BRACKETED = /❲[^❲❳]*❳/g;

/** What the page shows, or says to whoever cannot see it, in words of no catalogue, beside what is named by `data`. */
export async function untranslated(page: Page, data: readonly RegExp[]): Promise<string[]> {
  const shown = await page.evaluate<string[]>(SHOWN);
  const isLeft = (text: string) =>
    /\p{L}/u.test(data.reduce((rest, each) => rest.replaceAll(each, ''), withoutBrackets(text)));
  return [...new Set(shown.filter(isLeft))];
}

/** One may stand within another. */
function withoutBrackets(text: string): string {
  const less = text.replaceAll(BRACKETED, '');
  return less === text ? text : withoutBrackets(less);
}
