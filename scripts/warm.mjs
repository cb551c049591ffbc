// A process that has read the packages and waits for its turn: whoever changes the house does not wait for what did not change.
import { readFileSync } from 'node:fs';
import { open } from 'node:inspector';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './say.mjs';

const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
// Some are no modules, or not of this machine.
await Promise.allSettled(Object.keys(dependencies).map((name) => import(name)));
process.send('warm');
process.once('message', ({ inspector }) => {
  if (inspector) open(inspector.port, inspector.host, inspector.isAwaited);
  void import(pathToFileURL(join(ROOT, 'dist', 'demo.js')).href);
});
