import { close, url } from 'node:inspector';

/** Of the `--inspect` this process was started with: it is for the process that does the work, and its port can be opened once. */
export function handOverInspector() {
  const flag = process.execArgv.find((word) => word.startsWith('--inspect'))?.replace(/=.*/, '');
  const at = url();
  if (!flag || !at) return null;
  close();
  const { hostname: host, port } = new URL(at);
  return { flag, host, port: Number(port), isAwaited: flag !== '--inspect' };
}
