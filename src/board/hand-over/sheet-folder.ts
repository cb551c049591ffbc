import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { realNow } from '../../platform/clock/clock.js';
import { HOUR_MS } from '../../platform/clock/spans.rules.js';
import { newId } from '../../platform/database/id.js';
import { fileOf, leftOvers } from './sheet-files.rules.js';

interface Sheet {
  readonly team: { readonly id: string; readonly name: string };
  readonly page: string;
}

/** What stands in the folder afterwards are these, and what others put there. */
export async function putSheets(folder: string, sheets: readonly Sheet[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o750 });
  for (const { team, page } of sheets) await put(join(folder, fileOf(team)), page);
  const teams = sheets.map(({ team }) => team);
  for (const name of leftOvers(await readdir(folder), teams)) {
    const file = join(folder, name);
    if (name.endsWith('.html') || (await isForgotten(file))) await rm(file, { force: true });
  }
}

/** Whole whenever it is opened: the one before stands until the new one is on the disk. */
async function put(file: string, page: string): Promise<void> {
  const unfinished = `${file}.${newId()}`;
  await writeFile(unfinished, page, { mode: 0o640, flush: true });
  await rename(unfinished, file);
}

/** Another node may be writing what is not finished. */
async function isForgotten(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found !== null && realNow().getTime() - found.mtimeMs > HOUR_MS;
}
