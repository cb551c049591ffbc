import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { scopeOf } from '../../src/access/rights.rules.js';
import { AppModule } from '../../src/app.module.js';
import { DemoModule } from '../../src/demo/demo.module.js';
import { loadSettings } from '../../src/platform/config/load.js';
import { drawApi } from '../../src/platform/http/api/api-docs.js';
import { makeHttpAdapter } from '../../src/platform/http/http-adapter.js';

/** Where what is made from the document stands; `npm run api-types` makes it again. */
export const TYPES_FILE = 'src/console/web/api.types.ts';

const HEAD = '// Made by `npm run api-types` from what the gateway says of its API. Not to be changed by hand.\n\n';

/** The OpenAPI document of a house of which nothing runs. */
export async function drawDocument() {
  const settings = loadSettings(process.cwd(), {
    NODE_ENV: 'test',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  });
  const adapter = makeHttpAdapter(
    settings.http,
    () => false,
    () => undefined,
  );
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings, [DemoModule]), adapter, {
    logger: false,
    abortOnError: false,
  });
  const document = drawApi(app, scopeOf);
  return { app, document };
}

/** Of the whole document what types can say: every refusal is a problem, and examples are for readers. */
export async function typesOf(document: object): Promise<string> {
  const bare = JSON.parse(JSON.stringify(document, forTypes)) as OpenAPI3;
  const types = astToString(await openapiTS(bare));
  return format(HEAD + types, { ...(await resolveConfig(TYPES_FILE)), filepath: TYPES_FILE });
}

function forTypes(name: string, value: unknown): unknown {
  if (name === 'example' || name === 'format') return undefined;
  if (name !== 'responses' || typeof value !== 'object' || value === null) return value;
  const isKept = ([status, response]: [string, unknown]) =>
    status === 'Problem' ||
    status === '4XX' ||
    (!JSON.stringify(response).includes('problem+json') && !isRef(response));
  return Object.fromEntries(Object.entries(value).filter(isKept));
}

const isRef = (response: unknown) => typeof response === 'object' && response !== null && '$ref' in response;
