// Every test, one count. Run by scripts/run.mjs on Node 24; arguments go to Jest.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAndFollow } from './follow.mjs';
import { ROOT } from './say.mjs';
import { bindStories } from './stories.mjs';

const folder = mkdtempSync(join(tmpdir(), 'dosevagt-count-'));
const countsFile = join(folder, 'counts.json');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const reporters = ['--reporters=default', '--reporters=<rootDir>/.config/jest-count-reporter.cjs'];
const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const asked = process.argv.slice(2);
const args = [...flags, jest, '--maxWorkers=3', ...asked, ...reporters];
// Whoever names files gets these; a whole run is bound into books.
const books = asked.length === 0 ? { DOSEVAGT_STORIES: bindStories() } : {};

const code = await runAndFollow(process.execPath, args, {
  env: { ...process.env, ...books, DOSEVAGT_COUNTS: countsFile },
});
const { passed, failed, skipped } = readCounts();
rmSync(folder, { recursive: true });
// In CI everything a test may need is there, so nothing has a reason to be skipped.
const isBad = failed > 0 || (process.env.CI && skipped > 0);
process.exitCode = code || (isBad ? 1 : 0);
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);

/** A run that ended before it could count has failed at least once. */
function readCounts() {
  try {
    return JSON.parse(readFileSync(countsFile, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
