import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { accessTables } from '../support/access-page.js';

/** `WRITE_DOCS=1 npm test -- access-page` writes it. */
it('docs/access.md shows the tables as they are', () => {
  const page = new URL('../../docs/access.md', import.meta.url);
  const [before, , after] = readFileSync(page, 'utf8').split(/<!-- \/?tables -->\n?/);
  const whole = `${before}<!-- tables -->\n\n${accessTables()}\n\n<!-- /tables -->\n${after}`;
  if (process.env.WRITE_DOCS) writeFileSync(page, whole);
  expect(readFileSync(page, 'utf8')).toBe(whole);
});
