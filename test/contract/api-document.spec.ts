import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { LOG_KINDS } from '../../src/cases/log/log.rules.js';
import { FACTS } from '../../src/partners/facts-catalogue.js';
import { drawDocument, TYPES_FILE, typesOf } from '../support/api-document.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}
interface Shape {
  readonly $ref?: string;
  readonly oneOf?: readonly Shape[];
  readonly discriminator?: { readonly propertyName: string; readonly mapping: Readonly<Record<string, string>> };
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}
interface Streaming {
  readonly 'x-events': Readonly<Record<string, Shape & { readonly $schema?: string; readonly example?: unknown }>>;
}
type Content = Readonly<Record<string, { readonly schema?: object; readonly example?: unknown }>>;

const VERBS =
  /^(list|get|create|change|delete|set|reset|search|find|claim|release|keep|takeOver|start|stop|log|resolve|shelve|retry|assign|dismiss|register|rotate|send|sign|issue|end|break|import|rehearse|stream|forward)[A-Z]\w*$/;

describe('the description of the API', () => {
  let document: OpenAPIObject;
  let routes: Route[];
  beforeAll(async () => {
    ({ document } = await drawDocument());
    routes = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations as Record<string, Operation>).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method,
        path,
        operation,
      })),
    );
  });

  const those = (test: (route: Route) => boolean): string[] => routes.filter(test).map(({ name }) => name);
  const placesOf = ({ name, path, method, operation: { requestBody, responses } }: Route) => {
    const at = `#/paths/${path.replaceAll('/', '~1')}/${method}`;
    const body = (requestBody && 'content' in requestBody ? requestBody.content : {}) as Content;
    const answers = Object.entries(responses).flatMap(([status, response]) => {
      const content = (response && 'content' in response ? (response.content ?? {}) : {}) as Content;
      return Object.entries(content).map(([type, media]) => ({
        ...{ name: `${name} ${status}`, type, media },
        at: `${at}/responses/${status}/content/${type.replaceAll('/', '~1')}/schema`,
      }));
    });
    const asked = Object.entries(body).map(([type, media]) => ({
      ...{ name: `${name} body`, type, media },
      at: `${at}/requestBody/content/${type.replaceAll('/', '~1')}/schema`,
    }));
    return [...asked, ...answers].filter(({ type }) => /json|form/.test(type));
  };

  it('names each operation once, by a verb and what it is done to, and says what it does', () => {
    const ids = routes.map(({ operation }) => operation.operationId ?? '');
    expect(ids.filter((id) => !VERBS.test(id))).toEqual([]);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(those(({ operation }) => !operation.summary)).toEqual([]);
  });

  it('describes each parameter', () => {
    const silent = routes.flatMap(({ name, operation: { parameters = [] } }) =>
      parameters.flatMap((each) => {
        if ('$ref' in each) return [name];
        const { description } = (each.schema ?? {}) as { description?: string };
        return each.description || description ? [] : [`${name} ${each.name}`];
      }),
    );
    expect(silent).toEqual([]);
  });

  it('shows of each body an example that it would take, and of each answer one that it could be', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema({ ...document, $id: 'https://dosevagt.example/openapi' });
    const places = routes.flatMap(placesOf);
    expect(places.length).toBeGreaterThan(100);
    const wrong = places.flatMap(({ name, at, media }) => {
      if (media.example === undefined) return [`${name}: no example`];
      const fits = ajv.compile({ $ref: `https://dosevagt.example/openapi${at}` });
      return fits(asSent(media.example)) ? [] : [`${name}: ${ajv.errorsText(fits.errors)}`];
    });
    expect(wrong).toEqual([]);
  });

  it('tells an item of the feed by its type, one shape for every fact there is', () => {
    const shapes = (document.components?.schemas ?? {}) as Readonly<Record<string, Shape>>;
    const { oneOf = [], discriminator } = shapes.Event!;
    expect(discriminator?.propertyName).toBe('type');
    expect(Object.keys(discriminator?.mapping ?? {})).toEqual(Object.keys(FACTS));
    expect(oneOf.map(({ $ref }) => $ref)).toEqual(Object.values(discriminator?.mapping ?? {}));
    const items = oneOf.map(({ $ref }) => shapes[$ref!.split('/').at(-1)!]);
    expect(items.map((item) => item?.properties?.type)).toEqual(
      Object.keys(FACTS).map((type) => ({ type: 'string', enum: [type] })),
    );
    // An extension attribute of a CloudEvent is a word in lower case, and left out where there is nothing to say.
    for (const item of items) {
      expect(item?.properties?.for).toMatchObject({ type: 'string' });
      expect(item?.required).not.toContain('for');
    }
  });

  it('says what stands in the named events of the stream, with an example', () => {
    const { 'x-events': events } = document.paths['/api/v1/events/stream']!.get as Operation & Streaming;
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const told = Object.entries(events).map(([name, { $schema: _, ...shape }]) => [
      name,
      Object.keys(shape.properties ?? {}),
      ajv.validate(shape, shape.example),
    ]);
    expect(told).toEqual([
      ['beat', ['now', 'lastEventAt', 'devicesOnline', 'devices'], true],
      ['closed', ['reason'], true],
      ['leaving', [], true],
    ]);
  });

  it('shows nobody who could be somebody', () => {
    const examples = JSON.stringify(routes.flatMap((route) => placesOf(route).map(({ media }) => media.example)));
    const names = [...examples.matchAll(/"(?:displayName|byName|claimedByName|principalName)":"([^"]+)"/g)];
    expect(names.length).toBeGreaterThan(0);
    expect(names.map(([, name]) => name!).filter((name) => !/Opdigtet|Eksempel/.test(name))).toEqual([]);
    // A CPR number is ten digits, with or without a dash.
    expect(examples.match(/"\d{6}-?\d{4}\d?"/)).toBeNull();
  });

  it('says where sentences come in the language that is asked for', () => {
    const spoken = routes.filter(({ operation: { parameters = [] } }) =>
      parameters.some((each) => 'in' in each && each.in === 'header' && each.name === 'Accept-Language'),
    );
    expect(spoken.map(({ operation }) => operation.operationId).toSorted()).toEqual([
      ...[
        'claimTask',
        'createTask',
        'getAlert',
        'getDuty',
        'getHandover',
        'getTask',
        'getTimeline',
        'keepTask',
        'listAlerts',
      ],
      ...[
        'listTasks',
        'logOnTask',
        'rehearseMiss',
        'rehearseRoster',
        'releaseTask',
        'resolveTask',
        'shelveAlert',
        'startTask',
        'takeOverTask',
      ],
    ]);
  });

  it('says of each kind of entry of the handling log what its data is', () => {
    const { oneOf, discriminator } = document.components!.schemas!.LogEntry as {
      oneOf: { $ref: string }[];
      discriminator: { propertyName: string; mapping: Record<string, string> };
    };
    expect(discriminator.propertyName).toBe('kind');
    expect(Object.keys(discriminator.mapping)).toEqual(LOG_KINDS);
    expect(Object.values(discriminator.mapping)).toEqual(oneOf.map(({ $ref }) => $ref));
    expect(document.components!.schemas).toHaveProperty(['LogEntryRungSkipped', 'properties', 'data', 'properties']);
  });

  describe('says how a route refuses', () => {
    const says = ({ operation }: Route, status: number) => operation.responses[status] !== undefined;
    const takes = ({ operation: { parameters = [] } }: Route, place: string, named = '') =>
      parameters.some((each) => 'in' in each && each.in === place && (named === '' || each.name === named));
    const isGuarded = ({ operation }: Route) => (operation.security ?? []).length > 0;
    const hasBody = ({ operation }: Route) => operation.requestBody !== undefined;

    it.each<[number, string, (route: Route) => boolean]>([
      [401, 'whoever must be signed in', isGuarded],
      [
        403,
        'whoever must hold something',
        ({ operation }) => Object.values(operation.security?.[0] ?? {}).flat().length > 0,
      ],
      [404, 'what is named in the path', (route) => takes(route, 'path')],
      [409, 'what may be sent twice', (route) => route.method === 'post' && isGuarded(route)],
      [412, 'what may have changed since', (route) => takes(route, 'header', 'If-Match')],
      [415, 'what takes a body', hasBody],
      [422, 'what has fields', (route) => (hasBody(route) && route.path !== '/oauth/token') || takes(route, 'query')],
      [
        429,
        'who may guess',
        ({ path, method }) => ['/api/v1/session', '/oauth/token'].includes(path) && method === 'post',
      ],
    ])('%s: %s', (status, _, can) => {
      expect(those((route) => can(route) && !says(route, status))).toEqual([]);
    });

    it('412 of every PUT and PATCH, and of what else may go wrong unseen', () => {
      const changing = those(({ method }) => method === 'put' || method === 'patch');
      expect(changing.length).toBeGreaterThan(10);
      expect(those((route) => changing.includes(route.name) && !says(route, 412))).toEqual([]);
    });
  });

  it('is what the types of the page and of the tests are made from (npm run api-types)', async () => {
    expect(readFileSync(TYPES_FILE, 'utf8') === (await typesOf(document))).toBe(true);
  });
});

/** As it goes over the wire. */
const asSent = (example: unknown): unknown => JSON.parse(JSON.stringify(example));
