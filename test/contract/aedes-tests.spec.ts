import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const LONGEST_MS = 60_000;

/** Of aedes' own tests those that speak to a broker and do not measure how fast the machine is. */
const FILES = [
  'not-blocking',
  'keep-alive',
  'qos2',
  'qos1',
  'connect',
  'will',
  'auth',
  'basic',
  'bridge',
  'client-pub-sub',
  'client-queue',
  'events',
  'meta',
  'retain',
  'topics',
];
/** One wants a port of its own, one a broker that is heard of within a tenth of a second. */
const NOT_HERE = ['websocket clients have access', 'deliver a will if broker alive'];
/** Those that publish at QoS 1 where the fast path takes it. */
const ON_THE_FAST_PATH = ['basic', 'bridge', 'client-pub-sub', 'qos1'];

describe('behind the fast path, aedes keeps to its own tests:', () => {
  it('all of them', async () => {
    const waiting = [...FILES];
    const again: string[] = [];
    const failed: (string | null)[] = [];
    const taken = new Set<string>();
    const fails = async (file: string): Promise<string | null> => {
      const { isRight, told } = await run(file);
      if (/taken on the fast path: [1-9]/.test(told)) taken.add(file);
      return isRight ? null : `${file}:\n${told}`;
    };
    const lane = async (): Promise<void> => {
      for (let file = waiting.shift(); file; file = waiting.shift()) if (await fails(file)) again.push(file);
    };
    await Promise.all(Array.from({ length: availableParallelism() + 1 }, lane));
    // Some wait for tenths of a second: beside others those may be late.
    for (const file of again) failed.push(await fails(file));
    expect(failed.filter(Boolean)).toEqual([]);
    expect([...taken].sort()).toEqual(ON_THE_FAST_PATH);
  });
});

function run(file: string): Promise<{ isRight: boolean; told: string }> {
  const hooks = ['./.config/typescript-hooks.mjs', './test/support/aedes-behind-fast-path.ts'];
  const args = [
    ...hooks.flatMap((hook) => ['--import', hook]),
    '--test-reporter=tap',
    ...NOT_HERE.map((name) => `--test-skip-pattern=${name}`),
    resolve('node_modules', 'aedes', 'test', `${file}.js`),
  ];
  return new Promise((done) => {
    execFile(process.execPath, args, { timeout: LONGEST_MS }, (error, stdout, stderr) => {
      const why = stdout.split('\n').filter((line) => /^\s*(not ok|error:|expected:|actual:|location:)/.test(line));
      done({ isRight: !error && /^# pass [1-9]/m.test(stdout), told: [...why, stderr].join('\n') });
    });
  });
}
