import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readOrder } from './order.mjs';
import { ROOT } from './say.mjs';

describe('what a script is asked', () => {
  it.each([
    ['demo', 'demo', [], []],
    ['demo -- --fleet 0', 'demo', ['--fleet', '0'], []],
    ['test -- --watch dose', 'test', ['--watch', 'dose'], []],
    ['test --watch dose', 'test', ['--watch', 'dose'], []],
    ['test -- -t -- x', 'test', ['-t', '--', 'x'], []],
    ['dev -- --inspect --fleet 3', 'dev', ['--fleet', '3'], ['--inspect=127.0.0.1:0']],
    ['demo -- --inspect=9229', 'demo', [], ['--inspect=9229']],
    ['demo -- --inspect-brk', 'demo', [], ['--inspect-brk=127.0.0.1:0']],
    ['demo -- --inspector', 'demo', ['--inspector'], []],
  ])('%s', (line, name, args, inspect) => {
    expect(readOrder(line.split(' '))).toEqual({ name, args, inspect });
  });

  it.each([[['undo']], [['toString']], [[]]])(
    'names what there is for %j, and installs and builds nothing',
    async (words) => {
      const { code, said } = await run(words);
      expect(code).toBe(1);
      expect(said).toMatch(/^usage: node scripts\/run\.mjs demo\|start\|.*\|repl\|.*\n$/);
    },
  );
});

const run = (words) =>
  new Promise((resolve) =>
    execFile(process.execPath, [join(ROOT, 'scripts', 'run.mjs'), ...words], (error, _out, said) =>
      resolve({ code: error ? error.code : 0, said }),
    ),
  );
