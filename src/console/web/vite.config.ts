import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** The nurse's page, built beside the compiled service: `dist/web`. Nothing is inlined, so that the page needs no inline script. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  logLevel: 'warn',
  plugins: [precompressed()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: {
      output: {
        chunkFileNames: (chunk) => `assets/${isOffice(chunk.facadeModuleId) ? 'office-' : ''}[name]-[hash].js`,
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/readyz': 'http://127.0.0.1:3000' } },
});

/** Two catalogues of a language have one name: these are the words of the pages that bring their own. */
const isOffice = (id: string | null) => id?.includes('/words/office/') ?? false;

/**
 * Beside each file the same in brotli and in gzip, as small as either makes it: once, when it is built, and not at each request. Not for
 * whoever builds at every save.
 */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: (_config, { command, mode }) => command === 'build' && mode === 'production',
    async writeBundle({ dir }) {
      const texts = (await readdir(dir!, { recursive: true })).filter((name) => /\.(js|css|svg|html)$/.test(name));
      await Promise.all(texts.map((name) => writeBeside(join(dir!, name))));
    },
  };
}

async function writeBeside(path: string): Promise<void> {
  const text = await readFile(path);
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
    promisify(gzip)(text, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipped)]);
}
