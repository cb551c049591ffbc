import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ROOT } from './say.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const children = new Set();
let caught;

for (const signal of SIGNALS) process.on(signal, () => stop(signal));

/** In a terminal the children share our group and have heard a Ctrl-C already: they must not mind hearing one press twice. */
function stop(signal) {
  caught ??= signal;
  for (const child of children) child.kill(signal);
  if (children.size === 0) process.exit(128 + constants.signals[signal]);
}

// When the npm that started us is killed too hard to tell us, we stop as if it had.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop('SIGTERM'), 500).unref();
}

/**
 * Runs a program in our terminal to its end and resolves with the exit code to pass on; signals are handed to it.
 * With a `channel`, the kernel tells it when we are gone, even by kill -9: `process.once('disconnect', stop)`.
 */
export async function runAndFollow(file, args, { channel = false, env = process.env } = {}) {
  const stdio = ['inherit', 'inherit', 'inherit', ...(channel ? ['ipc'] : [])];
  const { code } = await follow(spawn(file, args, { cwd: ROOT, env, stdio }));
  return code;
}

/** Runs a program silently and resolves with `{ code, output }`. Ends the whole bootstrap if a signal came meanwhile. */
export async function runQuietly(file, args, { cwd = ROOT, env = process.env } = {}) {
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const { code } = await follow(child);
  if (caught) process.exit(128 + constants.signals[caught]);
  return { code, output };
}

function follow(child) {
  children.add(child);
  return new Promise((done) => {
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      done({ code: 1 });
    });
    child.once('close', (code, signal) => done({ code: code ?? 128 + constants.signals[signal] }));
  }).finally(() => children.delete(child));
}
