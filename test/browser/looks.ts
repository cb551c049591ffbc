import type { CDPSession, Page } from 'playwright-core';
import type { Language } from '../../src/words/voice.js';

/** As a browser asks for them. */
export const LANGUAGES = { da: 'da-DK', nb: 'nb-NO', en: 'en-GB' } as const satisfies Record<Language, string>;
const THEMES = ['light', 'dark'] as const;
const WIDTHS = [360, 768, 1440] as const;
/** So that nothing has to be scrolled from beneath what lies over the page. */
const HEIGHT = 6_000;

/** How a page may look beside its language. */
export interface Look {
  readonly theme: (typeof THEMES)[number];
  readonly width: (typeof WIDTHS)[number];
}

const ALL: readonly Look[] = THEMES.flatMap((theme) => WIDTHS.map((width) => ({ theme, width })));

/**
 * Which looks what has that number is looked at in, in that language. With `PAGES=long` all of them. Else one: a page in the language that
 * `everyPageIn` and in one of the others, what is only a part of a page in one of them; six of them one after the other in every combination of
 * theme and width.
 */
export function looksOf(number: number, isPage: boolean, language: Language, everyPageIn: Language): readonly Look[] {
  if (process.env.PAGES === 'long') return ALL;
  const turn = Object.keys(LANGUAGES).indexOf(language);
  const isTurn = number % Object.keys(LANGUAGES).length === turn;
  if (!isTurn && !(isPage && language === everyPageIn)) return [];
  const theme = THEMES[(Math.floor(number / WIDTHS.length) + turn) % THEMES.length]!;
  return [{ theme, width: WIDTHS[(number + turn) % WIDTHS.length]! }];
}

export async function lookAs(page: Page, look: Look): Promise<void> {
  await comeAs(page, look);
  await standStill(page);
}

/** The page's next load looks so. */
export async function comeAs(page: Page, { theme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: HEIGHT });
}

/** Until nothing on the page moves any more: a long list measures its rows anew, a frame after they have changed. */
export async function standStill(page: Page): Promise<void> {
  await page.evaluate(`new Promise((still) => {
    const measure = () => [...document.querySelectorAll('body *')].map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      return [x, y, width, height];
    }).join();
    const look = (before) => {
      const now = measure();
      if (now === before) still();
      else requestAnimationFrame(() => requestAnimationFrame(() => look(now)));
    };
    look('');
  })`);
}

/** The page's next load is in that language. */
export async function speak(page: Page, protocol: CDPSession, language: Language): Promise<void> {
  const userAgent = await page.evaluate<string>('navigator.userAgent');
  await protocol.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: LANGUAGES[language] });
}
