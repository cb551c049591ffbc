import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PageFiles } from './page-files.js';

describe('the files of the page', () => {
  let root: string;
  const write = (file: string) => writeFileSync(join(root, file), '');
  const build = (hash: string) => {
    rmSync(join(root, 'assets'), { recursive: true, force: true });
    mkdirSync(join(root, 'assets'));
    write('index.html');
    write(`assets/index-${hash}.js`);
  };
  const has = (files: PageFiles, ...names: string[]) => names.map((name) => files.has(name));
  beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'dosevagt-page-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  it('are those that were built, and those of the next build as soon as each is there', () => {
    build('A');
    const files = new PageFiles(root);
    expect(has(files, 'index.html', 'assets/index-A.js', 'assets/index-B.js')).toEqual([true, true, false]);
    build('B');
    expect(has(files, 'assets/index-B.js', 'assets/index-A.js', 'assets/index-B.css')).toEqual([true, false, false]);
    write('assets/index-B.css');
    expect(has(files, 'assets/index-B.css', 'assets/index-B.js', 'index.html')).toEqual([true, true, true]);
  });

  it('are no folders, and nothing beside them', () => {
    build('A');
    expect(has(new PageFiles(root), 'assets', '', '../index.html', '/index.html')).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('are not what lies beside one in another coding', () => {
    build('A');
    write('assets/index-A.js.br');
    write('assets/index-A.js.gz');
    const files = new PageFiles(root);
    expect(has(files, 'assets/index-A.js', 'assets/index-A.js.br', 'assets/index-A.js.gz')).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('are none where nothing was built', () => expect(new PageFiles(root).has('index.html')).toBe(false));
});
