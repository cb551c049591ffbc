import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { withLock } from './lock.mjs';
import { runQuietly } from './follow.mjs';
import { fail, ROOT, say, withProgress } from './say.mjs';

const SRC = join(ROOT, 'src');
const DIST = join(ROOT, 'dist');
const WEB = join('console', 'web');
const WORDS = 'words';
const STAMP = join(DIST, '.stamp');
const VITE_CONFIG = join('src', WEB, 'vite.config.ts');

/** Builds the service and the page side by side, each only when something it is made of has changed since it was built. */
export async function build(node) {
  if (stale().length === 0) return;
  await withLock(async () => {
    const parts = stale();
    if (parts.length === 0) return;
    const results = await withProgress('building', () => Promise.all(parts.map((part) => part.make(node))));
    const failed = parts.filter((_, i) => results[i].code !== 0);
    const stamp = { ...readStamp() };
    for (const part of parts) stamp[part.name] = failed.includes(part) ? '' : part.print;
    mkdirSync(DIST, { recursive: true });
    writeFileSync(STAMP, JSON.stringify(stamp));
    parts.forEach(
      (part, i) => failed.includes(part) && say(`\nbuilding the ${part.name} failed:\n${results[i].output}`),
    );
    if (failed.length > 0) fail(`the build failed: ${failed.map((part) => part.name).join(' and ')}`);
    removeOrphans();
  });
}

/** What `npm run dev` leaves in its place is not what anybody else wants to find there. */
export function forgetBuilt(name) {
  writeFileSync(STAMP, JSON.stringify({ ...readStamp(), [name]: '' }));
}

/** The benchmarks are compiled apart, since nothing else needs them. */
export async function buildBench(node) {
  const { code, output } = await runQuietly(node, [bin('typescript/bin/tsc'), '-p', 'test/bench/tsconfig.json']);
  if (code !== 0) fail(`${output}\nthe benchmarks do not compile`);
}

function stale() {
  const files = readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(SRC.length + 1))
    .sort();
  const isWeb = (file) => file.startsWith(WEB + sep);
  const isSaid = (file) => file.startsWith(WORDS + sep);
  const stamp = readStamp();
  return [
    {
      name: 'service',
      made: join(DIST, 'main.js'),
      print: fingerprint(files.filter((file) => !isWeb(file))),
      make: (node) => runQuietly(node, [bin('@nestjs/cli/bin/nest.js'), 'build']),
    },
    {
      name: 'page',
      made: join(DIST, 'web', 'index.html'),
      print: fingerprint(files.filter((file) => isWeb(file) || isSaid(file))),
      make: (node) =>
        runQuietly(node, [bin('vite/bin/vite.js'), 'build', '--config', VITE_CONFIG, '--logLevel', 'warn']),
    },
  ].filter((part) => stamp[part.name] !== part.print || !existsSync(part.made));
}

/** Of the contents, not the times: a fresh clone with a copied dist is not built again. */
function fingerprint(files) {
  const hash = createHash('sha256');
  for (const name of ['package-lock.json', 'tsconfig.json', 'nest-cli.json'])
    hash.update(readFileSync(join(ROOT, name)));
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(SRC, file)));
  return hash.digest('hex');
}

/** What was compiled from a file that is no longer there must not be found by anybody. */
function removeOrphans() {
  for (const entry of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name).slice(DIST.length + 1);
    const match = /^(.*)\.js(\.map)?$/.exec(file);
    if (!match || file.startsWith(`web${sep}`) || file.startsWith(`bench${sep}`)) continue;
    if (!existsSync(join(SRC, `${match[1]}.ts`))) rmSync(join(DIST, file));
  }
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return {};
  }
}

const bin = (path) => join(ROOT, 'node_modules', path);
