import { link, readFile, rm, writeFile } from 'node:fs/promises';

/**
 * Takes the cluster for this process and returns how to let go of it. Refuses while another process that holds it lives; a holder
 * that was killed is recognised by its pid and start time, so a recycled pid does not lock anybody out.
 */
export async function ownCluster(home: string): Promise<() => Promise<void>> {
  const file = `${home}.owner`;
  const claim = `${file}.${process.pid}`;
  const us = await identityOf(process.pid);
  await writeFile(claim, us!, { mode: 0o600 });
  try {
    for (;;) {
      try {
        await link(claim, file);
        return () => rm(file, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = (await readFile(file, 'utf8').catch(() => '')).trim();
      if (holder && holder === (await identityOf(parseInt(holder)))) {
        throw new Error(`${home} is in use by process ${parseInt(holder)}: stop it, or give another DATA_DIR`);
      }
      await rm(file, { force: true });
    }
  } finally {
    await rm(claim, { force: true });
  }
}

/** "pid start-time", or undefined when there is no such process. Where there is no /proc, the pid has to do. */
async function identityOf(pid: number): Promise<string | undefined> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  return `${pid} ${startTime}`;
}
