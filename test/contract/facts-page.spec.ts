import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { factsOnPage } from '../support/facts-page.js';

/** `WRITE_DOCS=1 npm test -- facts-page` writes it. */
it('docs/facts.md shows the facts as they are', () => {
  const page = new URL('../../docs/facts.md', import.meta.url);
  const [before, , after] = readFileSync(page, 'utf8').split(/<!-- \/?facts -->\n?/);
  const whole = `${before}<!-- facts -->\n\n${factsOnPage()}\n\n<!-- /facts -->\n${after}`;
  if (process.env.WRITE_DOCS) writeFileSync(page, whole);
  expect(readFileSync(page, 'utf8')).toBe(whole);
});
