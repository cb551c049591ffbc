import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';

// Debian keeps it beside the libraries of the machine's kind.
const LIBRARY = readdirSync('/usr/lib')
  .map((kind) => `/usr/lib/${kind}/faketime/libfaketime.so.1`)
  .find((path) => existsSync(path));
if (!LIBRARY && process.env.CI) throw new Error('libfaketime is not on this machine, and CI skips nothing');
if (!LIBRARY) process.stderr.write('skipped: what needs libfaketime, which is not on this machine\n');

/** Like `describe`, skipped where there is no libfaketime; never skipped in CI. */
export const describeWithFaketime = LIBRARY ? describe : describe.skip;

/** The wall clock of a machine of its own, for the processes that are given its environment. */
export interface MachineClock {
  readonly environment: NodeJS.ProcessEnv;
  /** Sets it so far ahead, or back, within a second; its steady clock goes on as it was. */
  set(aheadSeconds: number): void;
  remove(): void;
}

export function makeMachineClock(aheadSeconds: number): MachineClock {
  const folder = mkdtempSync(join(tmpdir(), 'dosevagt-clock-'));
  const file = join(folder, 'ahead');
  const set = (seconds: number): void => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}`);
  set(aheadSeconds);
  return {
    environment: {
      LD_PRELOAD: LIBRARY,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    set,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
