import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const CODED = /\.(br|gz)$/;

/** Which files the built page has; what lies beside one in another coding is no file of its own. When it is built again beneath a house that runs, the new names are known to whoever asks for one. */
export class PageFiles {
  private names = new Set<string>();
  private folders: string[];
  private builtAt = '';

  constructor(private readonly root: string) {
    this.folders = [root];
  }

  has(file: string): boolean {
    if (!this.names.has(file) && this.isChanged()) this.list();
    return this.names.has(file);
  }

  /** A folder changes with every file that comes and goes. */
  private isChanged(): boolean {
    const was = this.builtAt;
    this.builtAt = this.folders.map((folder) => statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0).join();
    return this.builtAt !== was;
  }

  /** Every file below the folder, as a URL writes its path. */
  private list(): void {
    const entries = readdirSync(this.root, { recursive: true, withFileTypes: true });
    const paths = (those: typeof entries) => those.map(({ parentPath, name }) => join(parentPath, name));
    const files = paths(entries.filter((entry) => entry.isFile()));
    const names = files.map((file) => relative(this.root, file).replaceAll(sep, '/'));
    this.names = new Set(names.filter((name) => !CODED.test(name)));
    this.folders = [this.root, ...paths(entries.filter((entry) => entry.isDirectory()))];
  }
}
