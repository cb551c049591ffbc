import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigMistakes, loadSettings } from './load.js';
import { settingsSchema } from './settings.schema.js';

it('names the variable of every mistake, also of one in a list', () => {
  const environment = {
    HTTP_PORT: 'abc',
    MQTT_PORT: '99999',
    ROLES: 'gateway,cook',
    DATABASE_URL: 'nonsense',
    DATABASE_POOL_SIZE: '1',
  };
  let said: readonly string[] = [];
  try {
    loadSettings(process.cwd(), environment);
  } catch (error) {
    said = (error as ConfigMistakes).mistakes;
  }
  expect(said).toEqual([
    expect.stringMatching(/^roles\.1 \(ROLES\): .*"worker"/),
    'http.port (HTTP_PORT): must be a number',
    expect.stringMatching(/^mqtt\.port \(MQTT_PORT\): .*65535/),
    expect.stringMatching(/^database\.url \(DATABASE_URL\): /),
    expect.stringMatching(/^database\.poolSize \(DATABASE_POOL_SIZE\): must be 2 or more/),
  ]);
});

it.each([
  ['https://tiles.example.dk/{z}/{x}/{y}.png', true],
  ['http://10.0.0.7:8080/land/{z}/{x}/{y}.png?key=1', true],
  ['https://tiles.example.dk/{z}/{x}.png', false],
  ['https://{s}.tiles.example.dk/{z}/{x}/{y}.png', false],
  ['https://me:secret@tiles.example.dk/{z}/{x}/{y}.png', false],
  ['https://tiles.example.dk;script-src/{z}/{x}/{y}.png', false],
  ['javascript:alert(1)//{z}/{x}/{y}', false],
  ['/tiles/{z}/{x}/{y}.png', false],
])('tiles at %s: %s', (MAP_TILE_URL, isTaken) => {
  const load = () => loadSettings(process.cwd(), { MAP_TILE_URL });
  if (isTaken) expect(load().map.tileUrl).toBe(MAP_TILE_URL);
  else expect(load).toThrow('map.tileUrl (MAP_TILE_URL): ');
});

it('refuses what is foreseen and does nothing yet, each by its name', () => {
  const variables = [
    ...['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OSRM_URL', 'SMTP_URL', 'MANAGEMENT_PORT'],
    ...['OIDC_CLIENT_SECRET_FILE', 'SMTP_URL_FILE'],
  ];
  for (const variable of variables) {
    expect(() => loadSettings(process.cwd(), { [variable]: 'https://somewhere.example' })).toThrow(
      `${variable}: does nothing yet`,
    );
    expect(() => loadSettings(process.cwd(), { [variable]: '' })).not.toThrow();
  }
});

describe('every key of the configuration', () => {
  const sources = sourcesBelow(join(process.cwd(), 'src')).filter(({ file }) => !file.includes('/platform/config/'));
  const leaves = (schema: z.ZodType, path: readonly string[] = []): string[][] =>
    schema instanceof z.ZodObject
      ? Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, inner]) =>
          leaves(inner, [...path, key]),
        )
      : [[...path]];
  const keys = leaves(settingsSchema).map((path) => [path.join('.'), path] as const);

  it('is walked', () => expect(keys.length).toBeGreaterThan(80));

  it.each(keys)('%s is read by somebody', (_, path) => {
    // Taken by its name, or out of its section.
    const taken = new RegExp(`\\.${path.at(-1)}\\b|[{,]\\s*${path.at(-1)}\\s*[,:}]`);
    expect(sources.filter(({ text }) => taken.test(text)).map(({ file }) => file)).not.toEqual([]);
  });
});

function sourcesBelow(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.spec)\.ts$/.test(file))
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(folder, file), 'utf8') }));
}

describe('what does nothing is refused by name', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'dosevagt-config-'));
    cpSync(join(process.cwd(), 'config'), join(root, 'config'), { recursive: true });
    const profile = 'http:\n  prot: 80\n  host: 0.0.0.0\ncolour: blue\nlogs:\n  level: info\n';
    writeFileSync(join(root, 'config', 'odd.yaml'), profile);
  });
  afterAll(() => rmSync(root, { recursive: true }));
  const mistakesOf = (environment: NodeJS.ProcessEnv): readonly string[] => {
    try {
      loadSettings(root, environment);
      return [];
    } catch (error) {
      return (error as ConfigMistakes).mistakes;
    }
  };

  it.each<[NodeJS.ProcessEnv, string[]]>([
    [{}, []],
    [{ DOSEVAGT_PROFILE: 'production' }, []],
    [{ DOSEVAGT_PROFILE: '', NODE_ENV: 'production' }, []],
    [{ NODE_ENV: 'development' }, []],
    [
      { DOSEVAGT_PROFILE: 'prodution' },
      ['DOSEVAGT_PROFILE: there is no config/prodution.yaml; did you mean production?'],
    ],
    [
      { DOSEVAGT_PROFILE: 'ward-7' },
      ['DOSEVAGT_PROFILE: there is no config/ward-7.yaml; there are default, odd, production, test'],
    ],
    [{ NODE_ENV: 'Production' }, ['NODE_ENV: there is no config/Production.yaml; did you mean production?']],
    [
      { DOSEVAGT_PROFILE: '../secrets' },
      ['DOSEVAGT_PROFILE: there is no config/../secrets.yaml; there are default, odd, production, test'],
    ],
    [
      { DOSEVAGT_PROFILE: 'odd' },
      [
        'http.prot: no such key; did you mean http.port?',
        'colour: no such key',
        'logs: no such key; did you mean log?',
      ],
    ],
    [
      { DOSEVAGT_DATABASE_URI: 'postgres://x', HTTP_PORT: 'abc' },
      [
        'DOSEVAGT_DATABASE_URI: no such variable; did you mean DATABASE_URL?',
        'http.port (HTTP_PORT): must be a number',
      ],
    ],
    [{ DOSEVAGT_SERVICE_HOST: '10.0.0.1', DOSEVAGT_PORT: 'tcp://10.0.0.1:80' }, []],
  ])('%j', (environment, mistakes) => {
    expect([...mistakesOf(environment)].sort()).toEqual([...mistakes].sort());
  });

  it('and what may be meant for somebody else is warned of, and stops nobody', () => {
    const warnings: string[] = [];
    loadSettings(root, { ROLE: 'db', HTTPS_PORT: '443', PATH: '/bin' }, (warning) => warnings.push(warning));
    expect(warnings).toEqual([
      'ROLE: no such variable; did you mean ROLES?',
      'HTTPS_PORT: no such variable; did you mean HTTP_PORT?',
    ]);
  });
});
