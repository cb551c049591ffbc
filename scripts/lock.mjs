import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT, say } from './say.mjs';

const FILE = join(ROOT, 'dist', '.lock');

/** One bootstrap at a time installs or builds in this checkout; the others wait here. A lock whose holder died is taken over. */
export async function withLock(work) {
  await take();
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

async function take() {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(FILE, identityOf(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = readOrNothing(FILE);
    if (holder && holder !== identityOf(parseInt(holder))) takeAway(holder);
    if (tries === 10) say(`waiting for process ${parseInt(holder)}, which is installing or building here…`);
    await wait(100);
  }
}

/** By renaming, so that of several who saw the same dead holder nobody removes the next one's lock. */
function takeAway(deadHolder) {
  const aside = `${FILE}.${process.pid}`;
  try {
    renameSync(FILE, aside);
    if (readOrNothing(aside) !== deadHolder) renameSync(aside, FILE);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  rmSync(aside, { force: true });
}

function release() {
  rmSync(FILE, { force: true });
}

/** "pid start-time", so that a recycled pid is not taken for the holder; '' when there is no such process. */
function identityOf(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return '';
  }
  const stat = readOrNothing(`/proc/${pid}/stat`);
  return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-'}`;
}

function readOrNothing(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
