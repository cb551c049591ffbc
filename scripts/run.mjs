// `npm run demo|start|test|...` all come through here: any Node from 20 on, nothing but what Node brings along.
import { installFor } from './install.mjs';
import { build, buildBench } from './build.mjs';
import { runAndFollow } from './follow.mjs';
import { readOrder } from './order.mjs';
import { fail, ROOT } from './say.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const oldestNode = 20;
if (parseInt(process.versions.node) < oldestNode) {
  fail(`Node ${oldestNode} or newer is needed, this is ${process.versions.node} (${process.execPath})`);
}

const dist = (file) => () => join(ROOT, 'dist', file);
const script = (file) => () => join(ROOT, 'scripts', file);

const TARGETS = {
  demo: { build, file: dist('demo.js'), keepsRunning: true },
  start: { build, file: dist('main.js'), keepsRunning: true, asBuilt: true },
  simulate: { build, file: dist('simulator/main.js'), keepsRunning: true },
  admin: { build, file: dist('admin.js') },
  repl: { build, file: dist('repl.js'), keepsRunning: true },
  migrate: { build, file: dist('migrate.js'), asBuilt: true },
  dev: { build, file: script('dev.mjs'), keepsRunning: true },
  // Whoever watches wants the spec that was changed, and not a build of what it does not use.
  test: { build, file: script('test.mjs'), isWithoutBuild: (args) => args.includes('--watch') },
  check: { file: script('check.mjs') },
  'api-types': { file: script('api-types.mjs') },
  mutate: { file: script('mutate.mjs') },
  figures: { file: script('figures/figures.mjs') },
  bench: { build: (node) => build(node).then(() => buildBench(node)), file: dist('bench/test/bench/bench.js') },
};

const { name, inspect, args } = readOrder(process.argv.slice(2));
const target = Object.hasOwn(TARGETS, name) && TARGETS[name];
if (!target) fail(`usage: node scripts/run.mjs ${Object.keys(TARGETS).join('|')} [-- arguments]`);

const file = target.file();
// A production image carries what was built and no tools to build it again: it is run as it is.
const isReady = target.asBuilt && existsSync(file) && existsSync(join(ROOT, 'node_modules'));
const node = await installFor({ acceptAsIs: isReady });
if (!isReady && !target.isWithoutBuild?.(args)) await target.build?.(node);
if (!existsSync(file)) fail(`there is no ${file}`);

// Node would keep 128 MB for what has just been made; a fleet that comes back fills it, and it is as fast with a quarter of that.
const flags = file.startsWith(join(ROOT, 'dist')) ? ['--enable-source-maps', '--max-semi-space-size=16'] : [];
process.exitCode = await runAndFollow(node, [...inspect, ...flags, file, ...args], { channel: target.keepsRunning });
