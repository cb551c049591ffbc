import { readdirSync, readFileSync } from 'node:fs';

/**
 * Stops a process and its children where they stand, as a machine does that is out of breath; answers how to let them go on. The
 * process first: from then on it has no further children.
 */
export function freeze(pid: number): () => void {
  process.kill(pid, 'SIGSTOP');
  const children = childrenOf(pid);
  for (const each of children) process.kill(each, 'SIGSTOP');
  const frozen = [pid, ...children];
  return () => {
    for (const each of frozen) letGoOn(each);
  };
}

function letGoOn(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch (error) {
    // A child that had ended meanwhile is gone as soon as the process itself goes on.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
}

/** The fourth field of stat; the second, in brackets, may hold blanks. */
function parentOf(name: string): number | null {
  try {
    return Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]);
  } catch {
    return null; // It has ended meanwhile.
  }
}
