import { start } from 'node:repl';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { findRunningPostgres } from './embedded-postgres/running.js';
import { loadSettings } from './platform/config/load.js';
import { joinHouse, type Words } from './repl.house.js';
import { projectRoot, runToEnd, say, untilStopped } from './run.js';

const USAGE = 'usage: npm run repl -- [--write]';

/** Reads, evaluates and prints, until the input ends. */
export function converse(words: Words, prompt: string, input: Readable, output: Writable): Promise<void> {
  const conversation = start({ prompt, input, output, terminal: input === process.stdin && process.stdin.isTTY });
  Object.assign(conversation.context, words);
  conversation.defineCommand('names', {
    help: 'What of the house can be said by name',
    action() {
      output.write(`${Object.keys(words).sort().join('  ')}\n`);
      this.displayPrompt();
    },
  });
  return new Promise((ends) => conversation.once('exit', ends));
}

if (import.meta.main) {
  runToEnd(async () => {
    const isWriting = readWish(process.argv.slice(2));
    const settings = loadSettings(projectRoot);
    const url = await findRunningPostgres(settings.data.dir);
    if (url === null) throw new Error(`No demo runs on ${settings.data.dir}: start one with npm run demo.`);
    await joinHouse(settings, url, isWriting, (words) => {
      say(
        isWriting
          ? 'Joined the house that runs, AND WRITES: what is changed here is changed there.'
          : 'Joined the house that runs, reading only (--write lets you write).',
      );
      say(
        'await cases.find(tx, id), clock.now(), and rows with a statement in SQL; .names lists what there is, Ctrl-D leaves.',
      );
      const prompt = isWriting ? 'dosevagt (writes)> ' : 'dosevagt> ';
      return Promise.race([converse(words, prompt, process.stdin, process.stdout), untilStopped()]);
    });
  });
}

function readWish(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { write: { type: 'boolean' } } }).values.write ?? false;
  } catch (error) {
    throw new Error(`${(error as Error).message.split('. ')[0]}\n${USAGE}`, { cause: error });
  }
}
