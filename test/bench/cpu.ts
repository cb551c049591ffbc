import { readdirSync, readFileSync } from 'node:fs';

// USER_HZ, which Linux fixes at 100 for /proc on every architecture we run on.
const TICKS_PER_SECOND = 100;

/**
 * CPU seconds a process and all its descendants have used, those included that have ended and been waited for.
 * NaN where there is no /proc.
 */
export function cpuSeconds(rootPid: number): number {
  const processes = readProcesses();
  if (!processes) return Number.NaN;
  const root = processes.get(rootPid);
  if (!root) return Number.NaN;
  let ticks = root.ticks + root.ticksOfEnded;
  const parents = [rootPid];
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop()) {
    for (const [pid, process] of processes) {
      if (process.parent !== parent) continue;
      ticks += process.ticks + process.ticksOfEnded;
      parents.push(pid);
    }
  }
  return ticks / TICKS_PER_SECOND;
}

/** Resident memory in MB, NaN where there is no /proc. */
export function residentMegabytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

interface ProcessTimes {
  parent: number;
  ticks: number;
  ticksOfEnded: number;
}

function readProcesses(): Map<number, ProcessTimes> | null {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return new Map(pids.flatMap((pid) => readTimes(Number(pid))));
  } catch {
    return null;
  }
}

function readTimes(pid: number): [number, ProcessTimes][] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold spaces.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (field: number): number => fields[field - 3] ?? 0;
    return [[pid, { parent: at(4), ticks: at(14) + at(15), ticksOfEnded: at(16) + at(17) }]];
  } catch {
    return [];
  }
}
