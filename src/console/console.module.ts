import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Config } from '../platform/config/config.js';
import { PageFiles } from './page-files.js';
import { decidePage } from './page.rules.js';

/** Seen from `dist/console`, and from `src/console`, where tests run it. */
const BUILT_AT = ['../web', '../../dist/web'];

/** Serves the nurse's page at `/`. What is no page falls through to the house's own not-found answer. */
@Module({})
export class ConsoleModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    // Where nothing listens there is no page.
    const { httpAdapter } = this.host as Partial<HttpAdapterHost>;
    if (!httpAdapter) return;
    const root = BUILT_AT.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) =>
      existsSync(join(path, 'index.html')),
    );
    const files = root ? new PageFiles(root) : new Set<string>();
    const fastify = httpAdapter.getInstance<FastifyInstance>();
    if (root) await fastify.register(fastifyStatic, { root, serve: false, cacheControl: false, preCompressed: true });

    // What is worth it was compressed when it was built.
    fastify.get('/*', { compress: false }, (request, reply) => {
      const page = decidePage(request.url, request.headers.accept, files, this.config.map.tileUrl);
      if (!page) {
        reply.callNotFound();
        return;
      }
      if (!root) return reply.code(503).type('text/plain').send('The console is not built: npm run build\n');
      return reply.headers(page.headers).sendFile(page.file);
    });
  }
}
