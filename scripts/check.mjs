// Format, lint, types, laws, unit tests: two at a time, all failures shown. Run by scripts/run.mjs on Node 24.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './follow.mjs';
import { ROOT, say } from './say.mjs';

const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'jest/bin/jest.js',
  '--maxWorkers=1',
];

/** The slowest first, so that the two lanes end together. */
const STEPS = [
  ['lint', 'eslint/bin/eslint.js', '--config', '.config/eslint.js', '--max-warnings', '0', '.'],
  ['types', 'typescript/bin/tsc', '-p', 'test/tsconfig.json'],
  ['unit tests', ...JEST, '--selectProjects', 'unit'],
  ['unused', 'knip/bin/knip.js', '--config', '.config/knip.json', '--no-progress'],
  ['import laws', 'dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.config/dependency-cruiser.cjs', 'src'],
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  ['types of the page', 'typescript/bin/tsc', '-p', 'src/console/web'],
  ['types of the worker', 'typescript/bin/tsc', '-p', 'src/console/web/worker'],
];

const startedAt = Date.now();
const failures = [];
const waiting = [...STEPS];
await Promise.all([lane(), lane()]);

for (const { name, output } of failures)
  say(`\n── ${name} ${'─'.repeat(Math.max(3, 76 - name.length))}\n${output.trim()}`);
const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
say(
  failures.length ? `\nfailed: ${failures.map((f) => f.name).join(', ')} (${seconds} s)` : `all is well (${seconds} s)`,
);
process.exitCode = failures.length ? 1 : 0;

async function lane() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const [name, ...command] = step;
    const since = Date.now();
    const { code, output } = await runQuietly(process.execPath, command.map(inModules));
    say(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
    if (code !== 0) failures.push({ name, output: output.replace(/^PASS .*\n/gm, '') });
  }
}

function inModules(word) {
  const path = join(ROOT, 'node_modules', word);
  return word.includes('/bin/') && existsSync(path) ? path : word;
}
