// Every test, one count, and what the faults have cost. Run by scripts/run.mjs on Node 24; arguments go to Jest.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../.config/typescript-hooks.mjs';
import { runAndFollow } from './follow.mjs';
import { handOverInspector } from './inspector.mjs';
import { ROOT, say } from './say.mjs';
import { bindStories } from './stories.mjs';

const { aboutThisRun, declaredFaults, putIntoPage, readRows, rowsInWords } =
  await import('../test/support/reliability-page.ts');

const folder = mkdtempSync(join(tmpdir(), 'dosevagt-count-'));
const countsFile = join(folder, 'counts.json');
const faultsFolder = join(folder, 'faults');
mkdirSync(faultsFolder);
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const reporters = ['--reporters=default', '--reporters=<rootDir>/.config/jest-count-reporter.cjs'];
const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const asked = process.argv.slice(2);
// Under an inspector everything runs in the process that is looked into.
const inspector = handOverInspector();
const lanes = inspector ? '--runInBand' : '--maxWorkers=3';
if (inspector) flags.unshift(`${inspector.flag}=${inspector.host}:${inspector.port}`);
// Whoever names files gets these; a whole run is bound into books.
const isWhole = asked.length === 0;
const books = isWhole ? { TEST_STORIES: bindStories() } : {};
const order = isWhole ? ['--testSequencer=<rootDir>/scripts/test-order.mjs'] : [];
const args = [...flags, jest, lanes, ...order, ...asked, ...reporters];

const code = await runAndFollow(process.execPath, args, {
  env: { ...process.env, ...books, TEST_COUNTS: countsFile, TEST_FAULTS: faultsFolder },
});
const { passed, failed, skipped } = readCounts();
const rows = readRows(faultsFolder);
rmSync(folder, { recursive: true });
const isWell = !code && failed === 0;
tellOfFaults();
// In CI everything a test may need is there, so nothing has a reason to be skipped.
const isBad = failed > 0 || (process.env.CI && skipped > 0);
process.exitCode ||= code || (isBad ? 1 : 0);
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);

/** A run that ended before it could count has failed at least once. */
function readCounts() {
  try {
    return JSON.parse(readFileSync(countsFile, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Prints the rows, writes them where RELIABILITY says, and sees in a whole run that no fault kept its figures to itself. */
function tellOfFaults() {
  if (rows.length > 0) say(`\nThe faults of this run:\n${rowsInWords(rows).join('\n')}\n`);
  const declared = Object.values(declaredFaults()).flat();
  const silent = declared.filter((name) => !rows.some((row) => row.name === name));
  if (isWhole && isWell && skipped === 0 && silent.length > 0) {
    say(`faults that handed in no row: ${silent.join(', ')}`);
    process.exitCode = 1;
  }
  const path = process.env.RELIABILITY;
  if (!path || rows.length === 0) return;
  if (!isWell) return say(`${path} is left as it is: a test failed`);
  const about = aboutThisRun(new Date(), process.env.FAULTS === 'long' ? 'long' : 'short');
  writeFileSync(path, putIntoPage(readFileSync(path, 'utf8'), rows, declared, about));
}
