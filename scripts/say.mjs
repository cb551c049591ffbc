import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Our own lines go to stderr, so that what a command prints can be piped. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

export function fail(line) {
  say(line);
  process.exit(1);
}

/** Says what is going on, and for how long; resolves with what `work` gives. */
export async function withProgress(what, work) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const isTerminal = process.stderr.isTTY;
  const tick = () => process.stderr.write(isTerminal ? `\r${what}… ${seconds()} s ` : `${what}… ${seconds()} s\n`);
  if (!isTerminal) say(`${what}…`);
  const timer = setInterval(tick, isTerminal ? 1_000 : 15_000);
  if (isTerminal) tick();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.stderr.write(isTerminal ? '\n' : `${what}… done in ${seconds()} s\n`);
  }
}
