// `npm run dev`: the demo, started anew whenever the service was changed, and the page built again whenever the page was. The town stays.
import { fork, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { transformSync } from '@swc/core';
import { forgetBuilt } from './build.mjs';
import { handOverInspector } from './inspector.mjs';
import { ROOT, say } from './say.mjs';

const SRC = join(ROOT, 'src');
const DIST = join(ROOT, 'dist');
const WEB = join('console', 'web') + sep;
/** An editor saves several files in one breath. */
const BREATH_MS = 80;

const demoArgs = process.argv.slice(2);
/** Of the demo that runs; the one that is warm waits for its turn here too. */
const inspector = handOverInspector();
let changedAt = 0;
let timer;
let demo;
let spare;
let isLeaving = false;
/** One start at a time: the next waits until the last demo has let go of its database. */
let starting = Promise.resolve();
const changed = new Set();

forgetBuilt('page');
const page = spawn(
  process.execPath,
  [
    join(ROOT, 'node_modules/vite/bin/vite.js'),
    'build',
    '--watch',
    '--mode',
    'development',
    '--config',
    join(SRC, WEB, 'vite.config.ts'),
    '--logLevel',
    'info',
  ],
  { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] },
);
warm();
start();
watch(SRC, { recursive: true }, (_event, name) => {
  if (!name || !/\.ts$/.test(name) || name.endsWith('.spec.ts') || name.startsWith(WEB)) return;
  changedAt ||= Date.now();
  changed.add(name);
  clearTimeout(timer);
  timer = setTimeout(() => (starting = starting.then(startAnew)), BREATH_MS);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.once(signal, leave);

/** The next demo is there already, and has read everything but what is ours. */
function warm() {
  spare = fork(join(ROOT, 'scripts', 'warm.mjs'), demoArgs, {
    cwd: ROOT,
    execArgv: ['--enable-source-maps'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(DIST, '.compiled') },
    stdio: ['inherit', 'inherit', 'pipe', 'ipc'],
  });
}

/** Its last words pass through, so that it can be said how long nobody was there. */
function start() {
  const started = spare;
  demo = started;
  demo.send({ inspector });
  warm();
  started.stderr.setEncoding('utf8').on('data', (text) => {
    process.stderr.write(text);
    if (!changedAt || !text.includes('Ctrl-C stops')) return;
    say(`there again ${Date.now() - changedAt} ms after the change`);
    changedAt = 0;
  });
  started.once('exit', () => {
    if (isLeaving || demo !== started) return;
    say('the demo ended; it starts again when something is changed');
  });
}

/** What was changed is compiled, and nothing else; what does not compile leaves the demo that runs alone. */
async function startAnew() {
  if (changed.size === 0 || isLeaving) return;
  const names = [...changed];
  changed.clear();
  try {
    names.forEach(compile);
  } catch (error) {
    changedAt = 0;
    return say(error.message);
  }
  const old = demo;
  demo = undefined;
  if (old?.exitCode === null && old.signalCode === null) {
    const gone = new Promise((resolve) => old.once('exit', resolve));
    old.kill('SIGTERM');
    await gone;
  }
  if (isLeaving) return;
  say(`changed: ${names.join(', ')}`);
  start();
}

function compile(name) {
  const from = join(SRC, name);
  if (!existsSync(from)) return;
  const to = join(DIST, name.replace(/\.ts$/, '.js'));
  const { code, map } = transformSync(readFileSync(from, 'utf8'), {
    filename: from,
    sourceFileName: relative(dirname(to), from),
    sourceMaps: true,
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'es6' },
  });
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(`${to}.map`, map);
  writeFileSync(to, `${code}\n//# sourceMappingURL=${name.split(sep).at(-1).replace(/\.ts$/, '.js.map')}\n`);
}

function leave() {
  if (isLeaving) return;
  isLeaving = true;
  clearTimeout(timer);
  for (const child of [page, demo, spare]) if (child && child.exitCode === null) child.kill('SIGTERM');
  const alive = [page, demo, spare].filter((child) => child && child.exitCode === null && child.signalCode === null);
  void Promise.all(alive.map((child) => new Promise((resolve) => child.once('exit', resolve)))).then(() =>
    process.exit(0),
  );
}
