import axe from 'axe-core';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const RUN = JSON.stringify({
  runOnly: TAGS,
  // Whoever speaks to the page says what she reads (2.5.3); axe counts it among what it still tries out.
  rules: { 'label-content-name-mismatch': { enabled: true } },
  resultTypes: ['violations'],
  preload: false,
});

/** From its next load on axe is in the page: by the debugger's protocol, which the page's policy for scripts is no concern of. */
export const bringAxe = async (page: Page): Promise<void> => void (await page.addInitScript(axe.source));

/** What axe finds wrong with the page as it is, a line for each place. */
export async function axeFinds(page: Page): Promise<string[]> {
  const { violations, passes } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${RUN})`);
  if (passes.length === 0) throw new Error('axe found nothing to look at');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`));
}

/** The least that whoever reads with difficulty may ask for between letters, words, lines and paragraphs (WCAG 1.4.12). */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }`;

/** The size of letters that a reader's browser begins with, in pixels, and twice as much (WCAG 1.4.4). */
const [USUAL, LARGE] = [
  { standard: 16, fixed: 13 },
  { standard: 32, fixed: 26 },
];

/** What of the page goes out at its side, or is cut off: spaced so on 320 pixels (WCAG 1.4.10), and with large letters on a desk. */
export async function findCutOff(page: Page): Promise<string[]> {
  const spaced = await cutOffWith(page, 320, SPACED);
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setFontSizes', { fontSizes: LARGE });
  const large = await cutOffWith(page, 1280, '');
  await browser.send('Page.setFontSizes', { fontSizes: USUAL });
  await browser.detach();
  return [...spaced, ...large];
}

async function cutOffWith(page: Page, width: number, style: string): Promise<string[]> {
  await page.setViewportSize({ width, height: 640 });
  return page.evaluate<string[]>(`(() => {
    const reading = new CSSStyleSheet();
    reading.replaceSync(${JSON.stringify(style)});
    document.adoptedStyleSheets = [reading];
    const isCut = (overflow, whole, shown) => /hidden|clip/.test(overflow) && whole > shown + 1;
    const found = [];
    const isSideways = document.documentElement.scrollWidth > innerWidth;
    const scrolls = (element) => element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    for (const element of document.querySelectorAll('body *')) {
      if (!element.checkVisibility() || element.closest('.unseen, svg, .land-box') || !element.textContent.trim()) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const isOut = isSideways && element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element.parentElement);
      const isCutOff =
        isCut(overflowX, element.scrollWidth, element.clientWidth) || isCut(overflowY, element.scrollHeight, element.clientHeight);
      if (isOut || isCutOff) found.push((isOut ? 'goes out at ${width}: ' : 'is cut off at ${width}: ') + element.outerHTML.slice(0, 200));
    }
    if (isSideways && !found.length) found.push('something goes out at ${width}');
    document.adoptedStyleSheets = [];
    return found;
  })()`);
}

/** What is chosen, and is not said where the reader's own colours stand for those of the page. */
export async function findUnsaid(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active' });
  const found = await page.evaluate<string[]>(`
    [...document.querySelectorAll('[aria-pressed=true], [aria-current]:not([aria-current=false], .row-open), .row.selected')]
      .filter((element) => element.checkVisibility())
      .filter((element) => getComputedStyle(element).outlineStyle === 'none' || parseFloat(getComputedStyle(element).outlineWidth) < 3)
      .map((element) => 'is not said to be chosen: ' + element.outerHTML.slice(0, 200))`);
  await page.emulateMedia({ forcedColors: 'none' });
  return found;
}
