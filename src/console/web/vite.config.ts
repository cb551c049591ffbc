import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { da } from '../../words/da.js';
import { en } from '../../words/en.js';
import { nb } from '../../words/nb.js';

const WORKER = 'worker.js';
const WORDS = { da, en, nb };

/** The nurse's page, built beside the compiled service: `dist/web`. Nothing is inlined, so that the page needs no inline script. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  logLevel: 'warn',
  plugins: [manifests(), filesForWorker(), precompressed()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: {
      input: {
        index: join(import.meta.dirname, 'index.html'),
        worker: join(import.meta.dirname, 'worker', 'main.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === 'worker' ? WORKER : 'assets/[name]-[hash].js'),
        chunkFileNames: ({ facadeModuleId }) => `assets/${isOffice(facadeModuleId) ? 'office-' : ''}[name]-[hash].js`,
        // What is needed at first is one file: packed smaller than in parts, and asked for once.
        codeSplitting: { groups: [{ name: 'index', test: /console\/web\/main\.tsx$/ }] },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/readyz': 'http://127.0.0.1:3000' } },
});

/** Two catalogues of a language have one name: these are the words of the pages that bring their own. */
const isOffice = (id: string | null) => id?.includes('/words/office/') ?? false;

/** What the page is called, and looks like, where it is installed: in each language one. */
function manifests(): Plugin {
  const icon = (file: string, size: number, purpose: string) => ({
    src: `/${file}`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return {
    name: 'manifests',
    apply: 'build',
    generateBundle() {
      for (const [lang, words] of Object.entries(WORDS)) {
        const shortcut = (name: string, url: string) => ({ name, url, icons: [icon('icon-192.png', 192, 'any')] });
        const manifest = {
          id: '/',
          name: words.product,
          short_name: words.product,
          description: words.tagline,
          lang,
          start_url: '/',
          scope: '/',
          display: 'standalone',
          theme_color: '#0b5563',
          background_color: '#f4f6f7',
          icons: [
            icon('icon-192.png', 192, 'any'),
            icon('icon-512.png', 512, 'any'),
            icon('icon-maskable-512.png', 512, 'maskable'),
          ],
          shortcuts: [shortcut(words.rail.queue, '/queue'), shortcut(words.rail.mine, '/queue?who=mine')],
        };
        this.emitFile({ type: 'asset', fileName: `manifest-${lang}.webmanifest`, source: JSON.stringify(manifest) });
      }
    },
  };
}

/** The worker has every file of the page on the device: which there are stands before its own script. */
function filesForWorker(): Plugin {
  return {
    name: 'files-for-worker',
    apply: 'build',
    writeBundle: {
      order: 'pre',
      sequential: true,
      async handler({ dir }, bundle) {
        const names = (await readdir(dir!, { recursive: true })).map((name) => name.replaceAll(sep, '/'));
        const files = names.filter((name) => /^(assets\/.+\.(js|css|svg|png)|icon\.svg)$/.test(name)).sort();
        const page = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'index');
        const home = createHash('sha256')
          .update(await readFile(join(dir!, 'index.html')))
          .digest('base64url');
        const shell = { files: files.map((name) => `/${name}`), script: `/${page!.fileName}`, home };
        const worker = join(dir!, WORKER);
        await writeFile(worker, `const SHELL=${JSON.stringify(shell)};\n${await readFile(worker, 'utf8')}`);
      },
    },
  };
}

/**
 * Beside each file the same in brotli and in gzip, as small as either makes it: once, when it is built, and not at each request. Not for
 * whoever builds at every save.
 */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: (_config, { command, mode }) => command === 'build' && mode === 'production',
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir }) {
        const texts = (await readdir(dir!, { recursive: true })).filter((name) => /\.(js|css|svg|html)$/.test(name));
        await Promise.all(texts.map((name) => writeBeside(join(dir!, name))));
      },
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
