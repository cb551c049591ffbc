import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** What stands under a folder of the checkout, with forward slashes, relative to it; without what git does not keep. */
export function filesUnder(root, folder) {
  const at = join(root, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

export const isTypeScript = (file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts');
export const isSpec = (file) => /\.spec\.tsx?$/.test(file);

/** The room a file is in: the folder under src, or `main` for what lies beside the folders. */
export function roomOf(file) {
  const [src, room, ...rest] = file.split('/');
  if (src !== 'src') return null;
  if (rest.length === 0) return 'main';
  return room === 'console' && rest[0] === 'web' ? 'console/web' : room;
}

/** The whole of the service, the page and the tests as the compiler reads it. */
export function readProgram(root) {
  const files = ['src', 'test'].flatMap((folder) => filesUnder(root, folder)).filter(isTypeScript);
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const program = ts.createProgram(
    files.map((file) => join(root, file)),
    {
      ...options,
      noEmit: true,
      incremental: false,
      tsBuildInfoFile: undefined,
      rootDir: root,
      lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      jsx: ts.JsxEmit.ReactJSX,
      jsxImportSource: 'preact',
    },
  );
  const sources = program
    .getSourceFiles()
    .filter(({ fileName }) => !fileName.includes('/node_modules/') && fileName.startsWith(root))
    .map((source) => ({ source, file: relative(root, source.fileName).replaceAll('\\', '/') }));
  return { checker: program.getTypeChecker(), sources };
}

/** Calls `visit` for a node and everything in it. */
export function walk(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

export const lineOf = (source, node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
