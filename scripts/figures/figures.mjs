// `npm run figures`: counts what a change of the house is measured by, here or in any commit. Run by scripts/run.mjs on Node 24.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../build.mjs';
import { runQuietly } from '../follow.mjs';
import { fail, ROOT, say } from '../say.mjs';
import { count } from './counts.mjs';
import { countHops } from './hops.mjs';
import { pageOf, tableOf } from './page.mjs';
import { readProgram } from './program.mjs';
import { countStatements } from './statements.mjs';

const KEPT = join(ROOT, 'scripts', 'figures', 'kept.json');
const PAGE = join(ROOT, 'docs', 'figures.md');
const USAGE = 'usage: npm run figures -- [--at COMMIT] [--keep before|after] [--lists]';

const { at, keep, lists } = readWishes();
const figures = await (at ? inCheckout(at, take) : build(process.execPath).then(() => take(ROOT)));
if (lists) say(JSON.stringify(figures, null, 2));
const kept = {
  ...JSON.parse(readFileSync(KEPT, 'utf8')),
  [keep ?? 'now']: { commit: commitOf(at ?? 'HEAD'), ...figures },
};
if (keep) {
  writeFileSync(KEPT, `${JSON.stringify({ before: kept.before, after: kept.after }, null, 2)}\n`);
  writeFileSync(PAGE, pageOf(kept));
  say(`kept in ${PAGE}`);
}
process.stdout.write(`${keep ? tableOf(kept.before, kept.after) : tableOf(kept.before, kept.now)}\n`);

function readWishes() {
  const options = { at: { type: 'string' }, keep: { type: 'string' }, lists: { type: 'boolean' } };
  try {
    const { values } = parseArgs({ options });
    if (values.keep === undefined || ['before', 'after'].includes(values.keep)) return values;
  } catch {
    // Said below.
  }
  return fail(USAGE);
}

async function take(root) {
  say('reading the source…');
  const program = readProgram(root);
  const counted = { ...count(root, program), ...countHops(program) };
  say('a dose is missed…');
  return { ...counted, statements: await countStatements(root) };
}

/** Another commit is laid out beside this one, with our packages, and taken away again. */
async function inCheckout(commit, work) {
  const root = mkdtempSync(join(tmpdir(), 'dosevagt-at-'));
  git('worktree', 'add', '--quiet', '--detach', '--force', root, commit);
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    await buildBeside(root);
    return await work(root);
  } finally {
    git('worktree', 'remove', '--force', root);
    rmSync(root, { recursive: true, force: true });
  }
}

/** Only the service: nothing that is counted needs the page. */
async function buildBeside(root) {
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const { code, output } = await runQuietly(process.execPath, [nest, 'build'], { cwd: root });
  if (code !== 0) fail(output);
}

function commitOf(name) {
  return git('rev-parse', '--short', name).trim();
}

function git(...args) {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
}
